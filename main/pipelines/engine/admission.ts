import type { Backfill, RunLine } from '../records/records.ts';
import { placeOf } from './activeRun.ts';

/** Which queued runs may begin now, in their order: what matters more first, then what was queued first. */
export function admit(
  queued: readonly RunLine[],
  places: Iterable<string>,
  backfills: readonly Backfill[],
): readonly RunLine[] {
  const taken = new Map<string, number>();
  for (const place of places) taken.set(place, (taken.get(place) ?? 0) + 1);
  const atOnce = new Map(backfills.map((one) => [`backfill ${one.id}`, one.atOnce]));
  return queued.toSorted(inOrder).filter((line) => {
    const place = placeOf(line);
    const count = taken.get(place) ?? 0;
    if (count >= (atOnce.get(place) ?? 1)) return false;
    taken.set(place, count + 1);
    return true;
  });
}

function inOrder(a: RunLine, b: RunLine): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.queuedAt !== b.queuedAt) return a.queuedAt < b.queuedAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

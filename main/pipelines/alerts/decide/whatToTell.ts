import type { Alert, AlertKind } from '../alert.ts';
import type { Entry } from '../outbox/entry.ts';

/** What a channel heard before: of the same thing, or of the same pipeline. */
export type Heard = Pick<Entry, 'id' | 'createdAt' | 'status'> & { readonly alert: Alert };

export type Verdict =
  | { readonly is: 'new' }
  /** Told already: `of` is counted up. */
  | { readonly is: 'repeated'; readonly of: string }
  /** A recovery from what nobody here was told of. */
  | { readonly is: 'pointless' };

const BAD: ReadonlySet<AlertKind> = new Set(['failed', 'late', 'stopped', 'asks']);

/** `heard` is newest first. */
export function whatToTell(
  alert: Alert,
  heard: readonly Heard[],
  { now, repeatMs }: { readonly now: number; readonly repeatMs: number },
): Verdict {
  const samePipeline = heard.filter((one) => one.alert.pipeline === alert.pipeline);
  if (alert.kind === 'recovered') {
    const last = samePipeline.find(({ alert: { kind } }) => kind === 'recovered' || BAD.has(kind));
    if (last === undefined) return { is: 'pointless' };
    return last.alert.kind === 'recovered' ? { is: 'repeated', of: last.id } : { is: 'new' };
  }
  const same = heard.find((one) => one.alert.dedupe === alert.dedupe);
  if (same === undefined) return { is: 'new' };
  // It was well in between, so it is news, however soon it comes.
  const wellSince =
    alert.pipeline !== null &&
    samePipeline.some((one) => one.alert.kind === 'recovered' && isLater(heard, one, same));
  if (wellSince) return { is: 'new' };
  // A message that never got out has told nobody. A wall clock put back must not silence for as long as it was put back.
  const age = now - same.createdAt;
  if (same.status === 'failed' || age >= repeatMs || age < -repeatMs) return { is: 'new' };
  return { is: 'repeated', of: same.id };
}

function isLater(heard: readonly Heard[], one: Heard, than: Heard): boolean {
  return heard.indexOf(one) < heard.indexOf(than);
}

import type { ParamValues, Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { RunId } from '../ids.ts';
import type { Backfill, NewRun, RunLine } from '../records/records.ts';
import type { PlannedSlot } from './planBackfill.ts';

/** Between the name of a slot and which of its backfills it is. */
const AGAIN = '~';

/**
 * A run for each interval that is to be run, whatever was run of it before: that stays on record with all its tries, and
 * the newest run of an interval is what counts of it.
 * Invariants: the first backfill of a slot is named like the slot, the n-th `slot~n`; two that plan the same at once make
 * the same names, of which one is claimed, so no interval is filled in twice at a time.
 */
export function backfillRuns(
  planned: readonly PlannedSlot[],
  made: {
    readonly backfill: Backfill;
    readonly definition: Pipeline;
    readonly params: ParamValues;
    /** Those that the plan was made with. */
    readonly runs: readonly RunLine[];
    newId(): string;
  },
): readonly NewRun[] {
  const { backfill, definition, params } = made;
  const chosen = planned.filter(({ does }) => does !== 'pass over');
  // Runs begin in the order of their ids where all else is equal.
  const ids = chosen.map(() => made.newId()).sort();
  const rounds = roundsOf(made.runs);
  return chosen.map(({ slot, interval }, at) => {
    const round = (rounds.get(slot) ?? 0) + 1;
    return {
      id: (ids[at] ?? made.newId()) as RunId,
      pipeline: backfill.pipeline,
      slot: round === 1 ? slot : `${slot}${AGAIN}${round}`,
      kind: 'backfill',
      interval,
      params,
      definition,
      queuedAt: backfill.createdAt,
      status: 'queued',
      priority: -1,
      backfill: backfill.id,
      note: null,
    };
  });
}

/** How often each slot was filled in. */
function roundsOf(runs: readonly RunLine[]): ReadonlyMap<string, number> {
  const rounds = new Map<string, number>();
  for (const { kind, slot } of runs) {
    if (kind !== 'backfill') continue;
    const [name = slot, again] = slot.split(AGAIN);
    rounds.set(name, Math.max(rounds.get(name) ?? 0, again === undefined ? 1 : Number(again)));
  }
  return rounds;
}

import type { BackfillLine, PlannedSlot } from '../../../../shared/contract/pipelines.ts';
import type { RunStatus } from '../../../../shared/domain/pipeline/run.ts';
import { RUNS } from '../words/states.ts';

export type Does = PlannedSlot['does'];

export const DOES: Record<Does, string> = { run: 'Runs', rerun: 'Runs again', 'pass over': 'Passed over' };

export function countsOf(plan: readonly Pick<PlannedSlot, 'does'>[]): Record<Does, number> {
  const counts = { run: 0, rerun: 0, 'pass over': 0 };
  for (const { does } of plan) counts[does] += 1;
  return counts;
}

/** `31 intervals: 24 run, 5 passed over, 2 again`; what there is none of is left out. */
export function planSentence(
  plan: readonly Pick<PlannedSlot, 'does'>[],
  number: (value: number) => string,
): string {
  const { run, rerun, 'pass over': passed } = countsOf(plan);
  const parts = [
    run > 0 && `${number(run)} ${run === 1 ? 'runs' : 'run'}`,
    passed > 0 && `${number(passed)} passed over`,
    rerun > 0 && `${number(rerun)} again`,
  ].filter(Boolean);
  const all = `${number(plan.length)} ${plan.length === 1 ? 'interval' : 'intervals'}`;
  return parts.length === 0
    ? 'No interval of the schedule ends in this range.'
    : `${all}: ${parts.join(', ')}`;
}

/** How far a backfill is, by how its runs stand: `24 succeeded, 1 failed, 3 queued`. */
export function progressWords(
  { counts }: Pick<BackfillLine, 'counts'>,
  number: (value: number) => string,
): string {
  const there = (Object.keys(RUNS) as RunStatus[]).filter((status) => (counts[status] ?? 0) > 0);
  if (there.length === 0) return 'No run yet';
  return there
    .map((status) => `${number(counts[status] ?? 0)} ${RUNS[status].word.toLowerCase()}`)
    .join(', ');
}

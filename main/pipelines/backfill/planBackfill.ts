import type { Interval, RunStatus } from '../run/states.ts';

/** What a backfill would do with one interval. */
export interface PlannedSlot {
  readonly slot: string;
  readonly interval: Interval;
  readonly does: 'run' | 'rerun' | 'pass over';
  /** What is there already. */
  readonly had: RunStatus | null;
  readonly why: string;
}

import type { ParamValues } from '../../../shared/domain/pipeline/pipeline.ts';
import type {
  RunStatus as SharedRunStatus,
  TaskStatus as SharedTaskStatus,
} from '../../../shared/domain/pipeline/run.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { Failure } from '../../../shared/errors/failure.ts';

/**
 * A run:
 *
 *   queued      → running      a slot of the pipeline is free and the engine takes it
 *   running     → succeeded | failed | cancelled     every task has ended; cleanup tasks too
 *   running     → interrupted  its session died; nobody but recovery may say so
 *   interrupted → running      taken up again; tasks that had ended stay ended
 *   interrupted → crash_loop   it was interrupted three times: it stops and asks
 *   crash_loop  → running | cancelled    a person decided
 *   held        → queued | cancelled     a person confirmed that the clock is right
 *   succeeded | failed | cancelled → queued    cleared or retried: the tasks named get new tries, older tries stay
 *
 * Invariants: (pipeline, slot, kind) is unique, and inserting it is the claim; only the session that owns a run writes it;
 * a run fails when any required task failed, whatever ran after it.
 */
export type RunStatus = SharedRunStatus;

export const ENDED: readonly RunStatus[] = ['succeeded', 'failed', 'cancelled'];

export type RunKind = 'scheduled' | 'manual' | 'event' | 'backfill';

/**
 * A task is a step, or one item of a mapped step.
 *
 *   waiting  → ready | skipped | upstream_failed    its trigger is decided
 *   ready    → running                              its pool has slots, the engine a hand
 *   running  → succeeded | failed | retrying | cancelled
 *   running  → sensing | offline | locked | deferred     it holds no slot there, and no try is counted
 *   retrying | sensing | offline | locked | deferred → ready    `notBefore` has come, or what it waits for has
 *   blocked  → ready                                the run before it has succeeded at this step
 *
 * sensing: a sensor between two polls. offline: the hosts it needs can't be reached. locked: a vault must be unlocked.
 * deferred: low battery or a metered connection.
 *
 * Invariants: a try is counted when work failed, never for waiting; an ended task changes only by being cleared.
 */
export type TaskStatus = SharedTaskStatus;

export const TASK_ENDED: readonly TaskStatus[] = [
  'succeeded',
  'failed',
  'skipped',
  'upstream_failed',
  'cancelled',
];

/** Where a run stands on the calendar. Instants are ISO, UTC. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** A task as it stands. */
export interface Task {
  readonly step: StepName;
  /** -1 where the step isn't mapped; of a mapped step the task -1 stands for all its items. */
  readonly item: number;
  /** What the item is; null where the step isn't mapped. */
  readonly value: string | number | null;
  readonly status: TaskStatus;
  /** Tries that counted, since it was last cleared. */
  readonly tries: number;
  /** The number of the newest try on record, over all clearings; 0 before the first. */
  readonly lastTry: number;
  /**
   * How often it was cleared, 0 before the first. It is part of the name under which a try lands what it makes: a retry by a
   * person keeps it, so that what had landed although the step failed lands once; a step that is to make its data anew gets
   * the next.
   */
  readonly cleared: number;
  readonly notBefore: string | null;
  /** What a sensor saw, so that it notices a change after a restart. */
  readonly cursor: unknown;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Why it waits, was skipped or failed, a sentence. */
  readonly note: string | null;
  /** It ran before something above it was cleared. */
  readonly stale: boolean;
}

/** One attempt at a task; it never changes once it ended. */
export interface Try {
  readonly step: StepName;
  readonly item: number;
  /** From 1, over all clearings. */
  readonly number: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly status: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';
  readonly failure: Failure | null;
  /** In a sentence, what it did. */
  readonly outcome: string | null;
  readonly wrote: readonly RelationName[];
  /** Rows it brought, where rows are what it is about. */
  readonly rows: number | null;
}

export interface RunFacts {
  readonly kind: RunKind;
  readonly interval: Interval;
  readonly params: ParamValues;
}

import type { ParamValues, Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { BackfillId, RunId, SessionId } from '../ids.ts';
import type { Interval, RunKind, RunStatus, Task, Try } from '../run/states.ts';

/** A process that may run pipelines of this workspace. */
export interface Session {
  readonly id: SessionId;
  readonly host: string;
  readonly pid: number;
  /** With the pid it names one process for ever. */
  readonly processStarted: string;
  /** Changes with every start of the machine. */
  readonly boot: string;
  readonly startedAt: string;
  readonly heartbeatAt: string;
  readonly endedAt: string | null;
}

export interface ScheduleState {
  readonly pipeline: PipelineName;
  /** Switched on by a person who saw its next runs. New pipelines are off. */
  readonly on: boolean;
  /** Null: nothing is due by the clock. */
  readonly nextDue: string | null;
  readonly nextSlot: string | null;
  /** To where the data is covered: the end of the interval of the newest run that succeeded. */
  readonly watermark: string | null;
  /** Of the schedule's text and zone: when it changes, the next due is reckoned anew from now. */
  readonly fingerprint: string;
  /** For `after`: the version of each relation that the last run answered. */
  readonly seen: Readonly<Record<string, string>>;
  /** Why nothing is started although it is on: the clock leapt, or it crashes again and again. */
  readonly held: string | null;
  /** The last deadline day that was told as late, so that it is told once. */
  readonly lateTold: string | null;
}

/** One moment of a schedule, and what became of it. */
export interface Slot {
  readonly pipeline: PipelineName;
  /** UTC instant; local date and time where the schedule follows the device, so that travel can't make a day twice. */
  readonly slot: string;
  readonly dueAt: string;
  readonly decidedAt: string;
  readonly decision: 'run' | 'covered' | 'skipped' | 'coalesced' | 'too_late' | 'offered' | 'already';
  readonly run: RunId | null;
  readonly why: string;
}

export interface NewRun {
  readonly id: RunId;
  readonly pipeline: PipelineName;
  /** Its interval's start as the schedule names it; for other kinds whatever makes it one of its kind. */
  readonly slot: string;
  readonly kind: RunKind;
  readonly interval: Interval;
  readonly params: ParamValues;
  /** As it was when the run was made: a file that changes meanwhile changes nothing of it. */
  readonly definition: Pipeline;
  readonly queuedAt: string;
  readonly status: 'queued' | 'held';
  /** Lower runs later: 0 is usual, backfills have -1. */
  readonly priority: number;
  readonly backfill: BackfillId | null;
  readonly note: string | null;
}

export interface Run extends Omit<NewRun, 'status'> {
  readonly status: RunStatus;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly session: SessionId | null;
  readonly interruptions: number;
  /** A wish that whoever owns it carries out. */
  readonly cancelWanted: boolean;
  /** Rises by one at each clearing or retry. */
  readonly round: number;
}

/** A run in a list: without its definition. */
export type RunLine = Omit<Run, 'definition'>;

export interface RunFilter {
  readonly pipeline?: PipelineName;
  readonly status?: readonly RunStatus[];
  readonly kind?: RunKind;
  readonly backfill?: BackfillId;
  /** Queued at or after, before. */
  readonly from?: string;
  readonly until?: string;
  /** Whose interval has something in common with this one. */
  readonly overlaps?: Interval;
}

export interface Backfill {
  readonly id: BackfillId;
  readonly pipeline: PipelineName;
  readonly from: string;
  readonly to: string;
  readonly reprocess: 'none' | 'failed' | 'completed';
  readonly order: 'oldest' | 'newest';
  readonly atOnce: number;
  readonly params: ParamValues;
  readonly createdAt: string;
  readonly status: 'running' | 'done' | 'cancelled';
}

/** What the engine writes about one run, any number at a time, all or nothing. */
export type Change =
  | {
      readonly what: 'run';
      readonly run: RunId;
      readonly set: Partial<
        Pick<
          Run,
          'status' | 'startedAt' | 'endedAt' | 'session' | 'interruptions' | 'cancelWanted' | 'round' | 'note'
        >
      >;
    }
  /** Written whole; made where it isn't there. */
  | { readonly what: 'task'; readonly run: RunId; readonly task: Task }
  | { readonly what: 'try'; readonly run: RunId; readonly attempt: Try };

/**
 * All that is kept of pipelines, in the warehouse, beside the data it speaks of.
 * Invariants: an answer of ok is on the disk (a try's beginning may be a moment later than the answer, and is never lost to
 * a killed process); what one call writes is seen whole or not at all; a write of a session that another has taken over
 * from fails with SCHEDULER_LOST and changes nothing.
 */
export interface Records {
  /** Makes this process the scheduler. Fails with SCHEDULER_LOST while another that lives has it. `dead` judges the others. */
  begin(
    session: Session,
    dead: (other: Session) => boolean,
  ): Promise<Result<{ readonly orphans: readonly RunId[] }>>;
  heartbeat(id: SessionId, at: string): Promise<Result<void>>;
  end(id: SessionId, at: string): Promise<Result<void>>;
  /** Who has it, or had it last. */
  session(): Promise<Result<Session | null>>;

  schedules(): Promise<Result<readonly ScheduleState[]>>;
  /**
   * Schedules, their slots and the runs they make, together. A run whose identity is taken is left out of `claimed`, its slot
   * becomes `already`. A slot that is on record stays as it is. Where a run that should take in more is not queued any more,
   * nothing is written at all: RUN_NOT_POSSIBLE, to be decided anew.
   */
  decide(
    session: SessionId,
    decided: {
      readonly schedules: readonly ScheduleState[];
      readonly slots: readonly Slot[];
      readonly runs: readonly NewRun[];
      /** Queued runs that take in later slots. Whoever starts a run reads its interval after it said `running`, not before. */
      readonly widened?: readonly {
        readonly run: RunId;
        readonly interval: Interval;
        readonly note: string;
      }[];
    },
  ): Promise<Result<{ readonly claimed: readonly RunId[] }>>;
  slots(pipeline: PipelineName, page: { skip: number; take: number }): Promise<Result<readonly Slot[]>>;

  change(session: SessionId, changes: readonly Change[]): Promise<Result<void>>;
  run(id: RunId): Promise<Result<Run | null>>;
  /** Newest first, by `queuedAt` and id. */
  runs(filter: RunFilter, page: { skip: number; take: number }): Promise<Result<readonly RunLine[]>>;
  countRuns(filter: RunFilter): Promise<Result<number>>;
  /** Of several runs at once: the grid asks for a page of them. Items of mapped steps only when told. */
  tasks(runs: readonly RunId[], items?: boolean): Promise<Result<ReadonlyMap<RunId, readonly Task[]>>>;
  tries(run: RunId, step?: StepName, item?: number): Promise<Result<readonly Try[]>>;
  /** What the newest earlier run by interval start (backfills and scheduled alike) made of that step; null where there is none. */
  pastTask(pipeline: PipelineName, before: string, step: StepName): Promise<Result<Task | null>>;
  /** How long each step took the last times it succeeded: newest first, at most 20 each, milliseconds. */
  durations(pipeline: PipelineName): Promise<Result<ReadonlyMap<StepName, readonly number[]>>>;

  backfills(pipeline?: PipelineName): Promise<Result<readonly Backfill[]>>;
  saveBackfill(
    session: SessionId,
    backfill: Backfill,
    runs: readonly NewRun[],
  ): Promise<Result<{ readonly claimed: readonly RunId[] }>>;

  /** Ended runs beyond so many of each pipeline, with all that is theirs; their slots stay. Returns the runs whose logs may go. */
  forget(session: SessionId, keep: number): Promise<Result<readonly RunId[]>>;
}

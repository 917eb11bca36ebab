import type { ParamValues, PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import type { StepName } from '../../shared/domain/pipeline/step.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { PlannedSlot } from './backfill/planBackfill.ts';
import type { BackfillId, RunId } from './ids.ts';
import type { Backfill } from './records/records.ts';

export interface BackfillWish {
  readonly pipeline: PipelineName;
  /** Instants; intervals that begin in [from, to). */
  readonly from: string;
  readonly to: string;
  readonly reprocess: Backfill['reprocess'];
  readonly order: Backfill['order'];
  readonly atOnce: number;
  readonly params: ParamValues;
}

/** The scheduler as a person sees it. */
export interface SchedulerState {
  /**
   * off: nothing looks at the clock. paused: a person paused all schedules; what is started by hand still runs.
   * elsewhere: another process has it, and this one watches.
   */
  readonly is: 'off' | 'running' | 'paused' | 'settling' | 'elsewhere' | 'stalled';
  readonly told: string;
  readonly heartbeatAt: string | null;
  readonly nextDue: { readonly pipeline: PipelineName; readonly at: string } | null;
  readonly running: number;
  readonly queued: number;
}

/** What can be asked of the pipelines of one open workspace. */
export interface Pipelines {
  state(): SchedulerState;
  /** Returns when the run is on record; it goes on whoever watches. */
  runNow(pipeline: PipelineName, params: ParamValues): Promise<Result<RunId>>;
  cancel(run: RunId): Promise<Result<void>>;
  /** From the failed steps on: what failed, and what did not run because of it. */
  retry(run: RunId): Promise<Result<void>>;
  /** Those steps and all that follow them. Older tries stay on record. */
  clear(run: RunId, steps: readonly StepName[]): Promise<Result<void>>;
  /** After a crash loop or a clock that leapt: go on, or give up. */
  answer(run: RunId, go: boolean): Promise<Result<void>>;
  release(pipeline: PipelineName): Promise<Result<void>>;
  turn(pipeline: PipelineName, on: boolean): Promise<Result<void>>;
  planBackfill(wish: BackfillWish): Promise<Result<readonly PlannedSlot[]>>;
  backfill(wish: BackfillWish): Promise<Result<BackfillId>>;
  cancelBackfill(id: BackfillId): Promise<Result<void>>;
  /** Fires after every change of any run, task or schedule. */
  onChange(listener: () => void): () => void;
  /** Looks at the clock now: called every twenty seconds, and when the machine says that it woke. */
  tick(): Promise<void>;
  /** Interrupts what runs, so that the next start takes it up, and gives the scheduler away. */
  close(): Promise<void>;
}

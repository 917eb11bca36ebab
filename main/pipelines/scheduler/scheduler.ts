import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { SchedulerState } from '../pipelines.ts';

/**
 * Looks at the clock and puts due runs on record.
 *
 *   A tick compares stored next-dues with the wall. A gap of more than 60 s between ticks, or a wall that moved otherwise than
 *   the monotonic clock, means that the machine woke or the clock changed: then it settles for 45 s and a bit, and only
 *   then starts anything. A wall that leapt forward by more than 24 h with no sleep to explain it holds catching up until a
 *   person confirms. A wall that went back does nothing: what is claimed is claimed.
 *
 * Invariants: no run is made twice for a slot; every slot between two ticks is on record with what became of it; a schedule
 * that is off, held, or whose file has errors makes no run and loses no slot silently.
 */
export interface Scheduler {
  tick(): Promise<void>;
  state(): SchedulerState;
  turn(pipeline: PipelineName, on: boolean): Promise<Result<void>>;
  /** After a hold: catch up as the missed policy says, from now on. */
  release(pipeline: PipelineName): Promise<Result<void>>;
}

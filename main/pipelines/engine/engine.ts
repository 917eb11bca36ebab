import type { Progress } from '../../../shared/domain/job.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { RunId } from '../ids.ts';

/** What a running task is at, for whoever watches; nothing durable. */
export interface LiveTask {
  readonly run: RunId;
  readonly step: StepName;
  readonly item: number;
  readonly progress: Progress | null;
}

/**
 * Carries runs out. One run of a pipeline at a time, but for backfills (their own number) and reruns (a place of their own).
 * It owns no schedule: the scheduler hands it runs that are on record.
 */
export interface Engine {
  /** Looks at what is queued, interrupted, or due to go on, and takes up what may run. Returns at once. */
  wake(): void;
  /** Resolves when nothing runs and nothing could run now: for tests, for `run --wait`, never for a screen. */
  idle(): Promise<void>;
  cancel(run: RunId): Promise<Result<void>>;
  retry(run: RunId): Promise<Result<void>>;
  clear(run: RunId, steps: readonly StepName[]): Promise<Result<void>>;
  /** Of a run in crash_loop or held. */
  answer(run: RunId, go: boolean): Promise<Result<void>>;
  live(): readonly LiveTask[];
  /** Earliest instant at which something that waits should be looked at again; null when nothing waits for time. */
  nextWake(): number | null;
  /** The machine slept or the network came back: waiting tasks look again, hosts are asked before steps start. */
  disturbed(): void;
  /** Stops steps without ending them on record: the next session takes them up. */
  close(): Promise<void>;
}

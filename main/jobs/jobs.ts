import type { Job, JobId, Work } from '../../shared/domain/job.ts';
import type { Result } from '../../shared/errors/failure.ts';

/**
 * Long work, owned here and nowhere else: a window that closes changes nothing about it.
 * Invariants: an id is never reused; an ended job never changes again; cancel fires the work's signal at most once;
 * watchers get the latest state, at most ten times a second.
 */
export interface Jobs {
  /** Starts the work and returns at once. What it resolves to is the sentence shown when it is done. */
  start(title: string, work: (work: Work) => Promise<Result<string>>): JobId;
  list(): Job[];
  watch(signal?: AbortSignal): AsyncGenerator<Job[], void, void>;
  cancel(id: JobId): Result<void>;
  dismiss(id: JobId): Result<void>;
  /** Cancels everything and waits for it to stop. */
  close(): Promise<void>;
}

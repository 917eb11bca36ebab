import { randomUUID } from 'node:crypto';
import { type Job, JobId, type Progress } from '../../shared/domain/job.ts';
import { type Failure, fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Jobs } from './jobs.ts';
import { createLatest } from './latest.ts';
import { secondsLeft } from './pace.ts';

const ENDED_KEPT = 20;

interface Entry {
  job: Job;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  readonly startedAt: number;
}

export function createJobs({ log, clock }: { log: Logger; clock: () => Date }): Jobs {
  const entries = new Map<JobId, Entry>();
  const board = createLatest<Job[]>(list, 100);

  function list(): Job[] {
    return [...entries.values()].map((entry) => entry.job);
  }

  function put(id: JobId, job: Job): void {
    const entry = entries.get(id);
    if (!entry) return;
    entry.job = job;
    board.changed();
  }

  function report(id: JobId, progress: Progress): void {
    const entry = entries.get(id);
    if (!entry || isEnded(entry.job)) return;
    if (entry.job.status === 'cancelling') {
      put(id, { ...entry.job, progress });
      return;
    }
    const left = secondsLeft(progress, (clock().getTime() - entry.startedAt) / 1000);
    put(id, {
      ...facts(entry.job),
      status: 'running',
      progress,
      ...(left === undefined ? {} : { secondsLeft: left }),
    });
  }

  function end(id: JobId, result: Result<string>, cancelled: boolean): void {
    const entry = entries.get(id);
    if (!entry) return;
    const base = { ...facts(entry.job), endedAt: clock().toISOString() };
    if (result.ok) put(id, { ...base, status: 'done', outcome: result.value });
    else if (cancelled || result.failure.code === 'CANCELLED') put(id, { ...base, status: 'cancelled' });
    else put(id, { ...base, status: 'failed', message: result.failure.message, next: result.failure.next });
    dropOldest(entries);
  }

  return {
    start(title, work) {
      const id = JobId.parse(randomUUID());
      const abort = new AbortController();
      const now = clock();
      const job: Job = { id, title, startedAt: now.toISOString(), status: 'running' };
      const ended = Promise.resolve()
        .then(() => work({ signal: abort.signal, report: (progress) => report(id, progress) }))
        .catch(
          (error: unknown): Result<string> => ({
            ok: false,
            failure: abort.signal.aborted ? stopped(title) : defect(title, error, log),
          }),
        )
        .then((result) => end(id, result, abort.signal.aborted));
      entries.set(id, { job, abort, ended, startedAt: now.getTime() });
      board.changed();
      return id;
    },
    list,
    watch: (signal) => board.watch(signal),
    cancel(id) {
      const entry = entries.get(id);
      if (!entry) return unknownJob(id);
      if (entry.job.status === 'running') {
        put(id, { ...facts(entry.job), status: 'cancelling' });
        entry.abort.abort();
      }
      return ok(undefined);
    },
    dismiss(id) {
      const entry = entries.get(id);
      if (!entry) return unknownJob(id);
      if (!isEnded(entry.job)) {
        return fail('BAD_INPUT', {
          message: `"${entry.job.title}" is still running.`,
          next: 'Cancel it first.',
          subject: id,
        });
      }
      entries.delete(id);
      board.changed();
      return ok(undefined);
    },
    async close() {
      for (const entry of entries.values()) if (!isEnded(entry.job)) entry.abort.abort();
      await Promise.all([...entries.values()].map((entry) => entry.ended));
    },
  };
}

function facts(job: Job): Pick<Job, 'id' | 'title' | 'startedAt' | 'progress'> {
  const { id, title, startedAt, progress } = job;
  return { id, title, startedAt, ...(progress === undefined ? {} : { progress }) };
}

function isEnded(job: Job): boolean {
  return job.status === 'done' || job.status === 'failed' || job.status === 'cancelled';
}

function dropOldest(entries: Map<JobId, Entry>): void {
  const ended = [...entries.values()].filter((entry) => isEnded(entry.job));
  for (const entry of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT))) entries.delete(entry.job.id);
}

function unknownJob(id: JobId) {
  return fail('JOB_NOT_FOUND', {
    message: 'That work is no longer on the list.',
    next: 'Look at the running work again; it may have ended.',
    subject: id,
  });
}

/** Work that was told to stop may end by throwing; that is no defect. */
function stopped(title: string): Failure {
  return {
    code: 'CANCELLED',
    message: `"${title}" was cancelled.`,
    next: 'Start it again when you wish.',
    retry: true,
  };
}

function defect(title: string, error: unknown, log: Logger): Failure {
  const reference = log.error('A job failed with a defect', { title, error });
  return {
    code: 'INTERNAL',
    message: `"${title}" stopped because of a mistake in Leadline (reference ${reference}).`,
    next: 'Try again. If it happens again, send the diagnostics bundle from Settings, Log.',
    retry: true,
    reference,
  };
}

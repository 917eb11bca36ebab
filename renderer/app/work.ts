import type { Job } from '../../shared/domain/job.ts';

export function isRunning({ status }: Job): boolean {
  return status === 'running' || status === 'cancelling';
}

const ORDER: Record<Job['status'], number> = { failed: 0, running: 1, cancelling: 1, done: 2, cancelled: 2 };

/** What needs attention first, then what runs, then what ended; the newest first within each. */
export function byUrgency(jobs: readonly Job[]): Job[] {
  return [...jobs].sort(
    (a, b) => ORDER[a.status] - ORDER[b.status] || b.startedAt.localeCompare(a.startedAt),
  );
}

/** How much of all the given work is done, 0 to 1; undefined while one of them can't tell. */
export function shareDone(jobs: readonly Job[]): number | undefined {
  const shares = jobs.map(({ progress }) =>
    progress?.total ? Math.min(1, progress.done / progress.total) : undefined,
  );
  const known = shares.filter((share) => share !== undefined);
  if (known.length === 0 || known.length < shares.length) return undefined;
  return known.reduce((sum, share) => sum + share, 0) / known.length;
}

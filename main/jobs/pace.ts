import type { Progress } from '../../shared/domain/job.ts';

/** Time left at the average pace so far; unknown until there is enough to go by. */
export function secondsLeft(progress: Progress, elapsedSeconds: number): number | undefined {
  const { done, total } = progress;
  if (total === undefined || total <= 0 || done <= 0 || elapsedSeconds < 0.5) return undefined;
  return Math.max(0, (elapsedSeconds / done) * (total - done));
}

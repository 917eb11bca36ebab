import type { Job } from '../../../../shared/domain/job.ts';
import { useFormats } from '../../../app/formats.tsx';

/** How far a load is, in words: what it does, rows, share, time left. */
export function useRunWords(): (job: Job) => string {
  const formats = useFormats();
  return (job) => {
    const { progress } = job;
    const left = job.status === 'running' ? job.secondsLeft : undefined;
    const share = progress?.total ? Math.min(1, progress.done / progress.total) : undefined;
    return [
      progress?.step ?? 'Starting',
      share === undefined ? undefined : formats.percent(share, { maximumFractionDigits: 0 }),
      progress?.unit === 'bytes' && progress.total
        ? `${formats.bytes(progress.done)} of ${formats.bytes(progress.total)}`
        : undefined,
      left === undefined ? undefined : `about ${formats.duration(Math.max(1, Math.round(left)))} left`,
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
  };
}

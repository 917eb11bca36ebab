import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { DEMO_JOB } from '../../../shared/contract/workspace.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { useFormats } from '../../app/formats.tsx';
import { notifyFailure } from '../../app/toasts.ts';
import { isRunning, shareDone } from '../../app/work.ts';
import { failureOf, useCalls, useJobs } from '../../client/client.tsx';
import classes from './demo.module.css';

/** The demo under way, whoever asked for it. */
export function useRunningDemo(): Job | undefined {
  return useJobs().find((job) => job.title === DEMO_JOB && isRunning(job));
}

/** How far the demo is, how long still, and the way to stop it. */
export function DemoProgress({ job }: { job: Job }) {
  const formats = useFormats();
  const cancel = useMutation(
    useCalls().jobs.cancel.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const share = shareDone([job]);
  const left = job.status === 'running' ? job.secondsLeft : undefined;
  const cancelling = job.status === 'cancelling';
  return (
    <section className={classes['panel']} aria-label="The demo under way">
      <p className={classes['strong']}>{cancelling ? 'Stopping' : (job.progress?.step ?? 'Starting')}</p>
      <Progress value={(share ?? 1) * 100} animated={share === undefined} aria-label="The demo: progress" />
      <div className={classes['foot']}>
        <span className={classes['quiet']} data-figures>
          {[
            share === undefined ? undefined : formats.percent(share, { maximumFractionDigits: 0 }),
            left === undefined ? undefined : `about ${formats.duration(Math.max(1, Math.round(left)))} left`,
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </span>
        <Button
          variant="default"
          disabled={cancelling}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: job.id })}
        >
          Cancel
        </Button>
      </div>
    </section>
  );
}

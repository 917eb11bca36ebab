import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { forecastJob } from '../../../shared/contract/forecast.ts';
import { useFormats } from '../../app/formats.tsx';
import { notifyFailure } from '../../app/toasts.ts';
import { isRunning, shareDone } from '../../app/work.ts';
import { failureOf, useCalls, useJobs } from '../../client/client.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './forecast.module.css';

/** A forecast under way: how far it is, how long still, and the way to stop it. */
export default function Making({ label }: { label: string }) {
  const formats = useFormats();
  const job = useJobs().find((one) => one.title === forecastJob(label) && isRunning(one));
  const cancel = useMutation(
    useCalls().jobs.cancel.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  if (job === undefined) return <Waiting>Reading {label} and its signals</Waiting>;
  const share = shareDone([job]);
  const left = job.status === 'running' ? job.secondsLeft : undefined;
  const { done = 0, total } = job.progress ?? {};
  const told = [
    total === undefined ? 'Starting' : `${done} of ${total} tries`,
    left === undefined ? undefined : `about ${formats.duration(Math.max(1, Math.round(left)))} left`,
  ].filter((part) => part !== undefined);
  return (
    <section className={classes['making']} aria-label="The forecast under way">
      <p className={classes['words']}>Forecasting {label}, and trying it on past days</p>
      <Progress value={(share ?? 0) * 100} aria-label="The forecast: progress" />
      <div className={classes['foot']}>
        <span className={classes['note']} data-figures>
          {job.status === 'cancelling' ? 'Stopping' : told.join(' · ')}
        </span>
        <Button
          variant="default"
          size="compact-sm"
          disabled={job.status === 'cancelling'}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: job.id })}
        >
          Cancel
        </Button>
      </div>
    </section>
  );
}

import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Job } from '../../shared/domain/job.ts';
import { failureOf, useCalls } from '../client/client.tsx';
import { State, type StateKind } from '../ui/State.tsx';
import type { Formats } from './createFormats.ts';
import { useFormats } from './formats.tsx';
import classes from './RunningWork.module.css';
import { notifyFailure } from './toasts.ts';
import { isRunning, shareDone } from './work.ts';

const STATES: Record<Job['status'], { state: StateKind; word: string }> = {
  running: { state: 'running', word: 'Running' },
  cancelling: { state: 'running', word: 'Cancelling' },
  done: { state: 'ok', word: 'Done' },
  cancelled: { state: 'idle', word: 'Cancelled' },
  failed: { state: 'broken', word: 'Failed' },
};

export function JobLine({ job }: { job: Job }) {
  const formats = useFormats();
  const calls = useCalls();
  const onError = (error: unknown) => notifyFailure(failureOf(error));
  const cancel = useMutation(calls.jobs.cancel.mutationOptions({ onError }));
  const dismiss = useMutation(calls.jobs.dismiss.mutationOptions({ onError }));
  const { state, word } = STATES[job.status];
  const share = shareDone([job]);
  const running = isRunning(job);
  return (
    <li className={classes['job']}>
      <div className={classes['head']}>
        <span className={classes['title']}>{job.title}</span>
        <State state={state}>{word}</State>
      </div>
      {running && (
        <Progress
          value={(share ?? 1) * 100}
          animated={share === undefined}
          size="sm"
          aria-label={`${job.title}: progress`}
        />
      )}
      <div className={classes['foot']}>
        <span className={classes['detail']} data-figures>
          {detailOf(job, formats)}
        </span>
        {running ? (
          <Button
            variant="default"
            size="compact-sm"
            disabled={job.status === 'cancelling'}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: job.id })}
          >
            Cancel
          </Button>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => dismiss.mutate({ id: job.id })}
          >
            Dismiss
          </Button>
        )}
      </div>
    </li>
  );
}

function detailOf(job: Job, formats: Formats): string {
  if (job.status === 'done') return `${job.outcome} ${formats.ago(job.endedAt)}`;
  if (job.status === 'failed') return `${job.message} ${job.next}`;
  if (job.status === 'cancelled') return `Ended ${formats.ago(job.endedAt)}`;
  const { progress } = job;
  const left = job.status === 'running' ? job.secondsLeft : undefined;
  const parts = [
    progress?.step ?? 'Starting',
    progress?.total === undefined && progress !== undefined && progress.done > 0
      ? `${formats.number(progress.done)} ${progress.unit ?? 'done'}`
      : undefined,
    progress?.total
      ? formats.percent(Math.min(1, progress.done / progress.total), { maximumFractionDigits: 0 })
      : undefined,
    left === undefined ? undefined : `about ${formats.duration(Math.max(1, Math.round(left)))} left`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JobId } from '../../../../shared/domain/job.ts';
import { notifyFailure } from '../../../app/toasts.ts';
import { shareDone } from '../../../app/work.ts';
import { failureOf, useCalls, useJobs } from '../../../client/client.tsx';
import classes from '../sources.module.css';
import { useRunWords } from './useRunWords.ts';

/** How far one load or dry run is, with a way to stop it; nothing once it has ended. */
export default function LoadProgress({ job: id }: { job: JobId }) {
  const words = useRunWords();
  const cancel = useMutation(
    useCalls().jobs.cancel.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const job = useJobs().find((one) => one.id === id);
  if (!job || (job.status !== 'running' && job.status !== 'cancelling')) return null;
  const share = shareDone([job]);
  return (
    <div className={classes['panel']}>
      <p className={classes['strong']}>{job.title}</p>
      <Progress
        value={(share ?? 1) * 100}
        animated={share === undefined}
        aria-label={`${job.title}: progress`}
      />
      <div className={classes['foot']}>
        <span className={classes['quiet']} data-figures>
          {words(job)}
        </span>
        <Button
          variant="default"
          disabled={job.status === 'cancelling'}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id })}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}

import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Job } from '../../../../shared/domain/job.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { shareDone } from '../../../app/work.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../audit.module.css';

/** A workbook under way: how far it is, how long still, and the way to stop it. */
export default function MakingPackage({ job }: { job: Job }) {
  const formats = useFormats();
  const cancel = useMutation(
    useCalls().jobs.cancel.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const share = shareDone([job]);
  const cancelling = job.status === 'cancelling';
  return (
    <Section title="The workbook is being made">
      <div className={classes['box']}>
        <p className={classes['strong']}>{cancelling ? 'Stopping' : stepWords(job)}</p>
        <Progress
          value={(share ?? 1) * 100}
          animated={share === undefined}
          aria-label="The workbook: progress"
        />
        <div className={classes['foot']}>
          <span className={classes['quiet']} data-figures>
            {farWords(job, share, formats)}
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
      </div>
    </Section>
  );
}

function stepWords({ progress }: Job): string {
  const step = progress?.step ?? 'starting';
  return `${step.charAt(0).toUpperCase()}${step.slice(1)}`;
}

function farWords(job: Job, share: number | undefined, formats: Formats): string {
  const { progress } = job;
  const left = job.status === 'running' ? job.secondsLeft : undefined;
  return [
    share === undefined ? undefined : formats.percent(share, { maximumFractionDigits: 0 }),
    progress === undefined || progress.done === 0
      ? undefined
      : `${formats.number(progress.done)} ${progress.unit ?? 'done'}`,
    left === undefined ? undefined : `about ${formats.duration(Math.max(1, Math.round(left)))} left`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RunLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from './run.module.css';

/** What a run that stopped wants to know, and what each answer means. */
export default function Asks({ run }: { run: RunLine }) {
  const { number } = useFormats();
  const answer = useMutation(
    useCalls().pipelines.answer.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  if (run.status !== 'held' && run.status !== 'crash_loop') return null;
  const held = run.status === 'held';
  return (
    <div className={classes['asks']}>
      <Section
        title={held ? 'Is the clock of this machine right?' : 'Leadline stopped in the middle of this run'}
        description={
          held
            ? 'It went forward by more than a day, and no sleep explains it. If it is right, this run is started. If it is wrong, set it right first.'
            : `This happened ${number(run.interruptions)} times, so one of its steps may be what stops Leadline: look at the log of the step that ran last.`
        }
      >
        <div className={classes['answers']}>
          <div>
            <Button loading={answer.isPending} onClick={() => answer.mutate({ run: run.id, go: true })}>
              Go on
            </Button>
            <p className={classes['quiet']}>
              {held
                ? 'The run is queued and starts in its turn.'
                : 'It is taken up where it was: what had ended stays so.'}
            </p>
          </div>
          <div>
            <Button
              variant="default"
              loading={answer.isPending}
              onClick={() => answer.mutate({ run: run.id, go: false })}
            >
              Give up
            </Button>
            <p className={classes['quiet']}>
              The run counts as cancelled. It stays on record, and can be cleared and run again later.
            </p>
          </div>
        </div>
      </Section>
    </div>
  );
}

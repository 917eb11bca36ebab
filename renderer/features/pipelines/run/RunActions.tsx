import { Button } from '@mantine/core';
import { IconPlayerStop, IconRotateClockwise } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunDetail } from '../../../../shared/contract/pipelines.ts';
import { useActions } from '../../../app/actions.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { hasEnded } from '../words/states.ts';
import ClearDialog from './ClearDialog.tsx';

/** What can be done with a run as a whole. */
export default function RunActions({ detail }: { detail: RunDetail }) {
  const { run, tasks } = detail;
  const calls = useCalls().pipelines;
  const confirm = useConfirm();
  const [clearing, setClearing] = useState(false);
  const onError = (error: unknown) => notifyFailure(failureOf(error));
  const cancel = useMutation(calls.cancel.mutationOptions({ onError }));
  const retry = useMutation(calls.retry.mutationOptions({ onError }));
  const ended = hasEnded(run.status);
  const cancelled = tasks.some(({ status }) => status === 'cancelled');
  const failed = tasks.filter(({ status }) => status === 'failed');
  const canRetry = run.status === 'failed' || (run.status === 'cancelled' && cancelled);
  const retryWords =
    failed.length === 1 && failed[0] ? `Retry from ${failed[0].step}` : 'Retry what did not succeed';

  async function askCancel() {
    const yes = await confirm({
      title: 'Cancel this run?',
      body: 'The steps that run are stopped, those that wait don’t begin; what is there to tidy up still runs. What was written stays.',
      confirm: 'Cancel the run',
    });
    if (yes) cancel.mutate({ run: run.id });
  }

  useActions([
    ...(canRetry
      ? [
          {
            id: 'run-retry',
            label: retryWords,
            icon: IconRotateClockwise,
            run: () => retry.mutate({ run: run.id }),
          },
        ]
      : []),
    ...(ended
      ? []
      : [
          {
            id: 'run-cancel',
            label: 'Cancel this run',
            icon: IconPlayerStop,
            run: () => void askCancel(),
          },
        ]),
  ]);

  return (
    <>
      {ended && (
        <Button variant="default" onClick={() => setClearing(true)}>
          Clear…
        </Button>
      )}
      {canRetry && (
        <Button
          loading={retry.isPending}
          leftSection={<IconRotateClockwise size={16} stroke={1.75} aria-hidden />}
          onClick={() => retry.mutate({ run: run.id })}
        >
          {retryWords}
        </Button>
      )}
      {!ended && (
        <Button
          variant="default"
          loading={cancel.isPending}
          leftSection={<IconPlayerStop size={16} stroke={1.75} aria-hidden />}
          onClick={() => void askCancel()}
        >
          Cancel run
        </Button>
      )}
      {clearing && <ClearDialog detail={detail} onClose={() => setClearing(false)} />}
    </>
  );
}

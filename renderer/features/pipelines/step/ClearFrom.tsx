import { Button } from '@mantine/core';
import { IconRotateClockwise } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { RunLine, StepCard } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { reachOf } from '../../../ui/graph/walk.ts';
import { hasEnded } from '../words/states.ts';
import classes from './step.module.css';

/** Has a step and all that follows it carried out again in the same run. */
export default function ClearFrom({
  run,
  step,
  steps,
}: {
  run: RunLine;
  step: StepCard;
  steps: readonly StepCard[];
}) {
  const { number } = useFormats();
  const confirm = useConfirm();
  const clear = useMutation(
    useCalls().pipelines.clear.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  if (!hasEnded(run.status) || !steps.some(({ name }) => name === step.name)) return null;

  async function ask() {
    const linked = steps.map(({ name, after }) => ({ id: name as string, dependsOn: after }));
    const following = reachOf(linked, step.name, 'down').length - 1;
    const yes = await confirm({
      title: `Clear ${step.name}?`,
      body:
        following === 0
          ? 'It runs again in this run. What it did before stays on record.'
          : `It and the ${number(following)} ${following === 1 ? 'step' : 'steps'} that follow from it run again in this run. What they did before stays on record.`,
      confirm: 'Clear and run again',
    });
    if (yes) clear.mutate({ run: run.id, steps: [step.name] });
  }

  return (
    <div className={classes['row']}>
      <Button
        variant="default"
        size="compact-sm"
        loading={clear.isPending}
        leftSection={<IconRotateClockwise size={14} stroke={1.75} aria-hidden />}
        onClick={() => void ask()}
      >
        Clear from here…
      </Button>
    </div>
  );
}

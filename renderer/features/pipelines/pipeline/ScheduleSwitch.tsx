import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import SwitchOn from './SwitchOn.tsx';

/** Whether a pipeline runs by itself. It is switched on only by whoever saw when it would run. */
export default function ScheduleSwitch({ name, card }: { name: PipelineName; card: PipelineCard }) {
  const [asks, setAsks] = useState(false);
  const turn = useMutation(
    useCalls().pipelines.turn.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const { title, on, scheduled } = card;
  if (!scheduled) return null;
  return (
    <>
      <Switch
        size="sm"
        checked={on}
        disabled={turn.isPending}
        label={on ? 'On' : 'Off'}
        aria-label={`Schedule of ${title}: ${on ? 'on' : 'off'}`}
        onChange={() => (on ? turn.mutate({ pipeline: name, on: false }) : setAsks(true))}
      />
      {asks && <SwitchOn name={name} card={card} onClose={() => setAsks(false)} />}
    </>
  );
}

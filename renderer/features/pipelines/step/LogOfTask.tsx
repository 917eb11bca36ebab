import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TaskLine } from '../../../../shared/contract/pipelines.ts';
import type { RunId } from '../../../../shared/domain/pipeline/run.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import LogView from '../log/LogView.tsx';
import { TRY_STATES } from '../words/tryStates.ts';
import classes from './step.module.css';

/** What a step said, try by try; the newest unless another is chosen. */
export default function LogOfTask({ run, task, mapped }: { run: RunId; task: TaskLine; mapped: boolean }) {
  const formats = useFormats();
  const [chosen, setChosen] = useState<number | null>(null);
  const tries = useQuery(
    useCalls().pipelines.tries.queryOptions({ input: { run, step: task.step, item: task.item } }),
  );
  if (tries.isError)
    return <FailureNotice failure={failureOf(tries.error)} retry={() => void tries.refetch()} />;
  if (tries.data === undefined) return null;
  const sorted = [...tries.data].sort((a, b) => b.number - a.number);
  const shown = sorted.find(({ number }) => number === chosen) ?? sorted[0];
  if (shown === undefined)
    return (
      <p className={classes['quiet']}>
        {mapped
          ? 'Each item has a log of its own: choose one under Items.'
          : 'It has not begun in this run, so it has said nothing yet.'}
      </p>
    );
  return (
    <>
      {shown.failure !== null && <FailureNotice failure={shown.failure} />}
      {sorted.length > 1 && (
        <Select
          aria-label="Log of which try"
          value={String(shown.number)}
          data={sorted.map(({ number, status, startedAt }) => ({
            value: String(number),
            label: `Try ${formats.number(number)}: ${TRY_STATES[status].word.toLowerCase()}, ${formats.instant(startedAt)}`,
          }))}
          allowDeselect={false}
          onChange={(value) => setChosen(value === null ? null : Number(value))}
        />
      )}
      <LogView
        key={shown.number}
        place={{ run, step: task.step, item: task.item, try: shown.number }}
        live={shown.status === 'running'}
      />
    </>
  );
}

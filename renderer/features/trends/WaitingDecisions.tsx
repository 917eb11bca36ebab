import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { TrendsState } from '../../../shared/contract/trends.ts';
import { failureOf, useCalls, useJobs } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { State } from '../../ui/State.tsx';
import classes from './trends.module.css';

/** Decisions are kept at once; models and findings show them after the next build and study. */
export default function WaitingDecisions({ state }: { state: TrendsState }) {
  const calls = useCalls();
  const bring = useMutation(calls.trends.bring.mutationOptions());
  const { categories, links } = state.waiting;
  const job = bring.data?.job;
  const isRunning = useJobs().some(({ id, status }) => id === job && status === 'running');
  const total = categories + links;
  if (total === 0 && state.sorted)
    return bring.isError ? <FailureNotice failure={failureOf(bring.error)} /> : null;
  const words = [count(categories, 'category', 'categories'), count(links, 'link', 'links')].filter(Boolean);
  return (
    <div className={classes['waiting']}>
      <State state={isRunning ? 'running' : 'idle'}>
        {total === 0
          ? 'Trends were not sorted yet.'
          : `${words.join(' and ')} you decided ${total === 1 ? 'isn’t' : 'aren’t'} in the models yet.`}
      </State>
      <Button size="compact-sm" loading={bring.isPending || isRunning} onClick={() => bring.mutate({})}>
        {state.study === null ? 'Sort and build' : 'Build and study'}
      </Button>
      {bring.isError && <FailureNotice failure={failureOf(bring.error)} />}
    </div>
  );
}

function count(amount: number, one: string, many: string): string {
  return amount === 0 ? '' : `${amount} ${amount === 1 ? one : many}`;
}

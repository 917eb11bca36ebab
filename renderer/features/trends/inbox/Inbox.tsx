import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconArrowDown, IconArrowUp, IconInbox, IconTag } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxTrend } from '../../../../shared/contract/trends.ts';
import { useActions } from '../../../app/actions.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../trends.module.css';
import { useCursor } from '../useCursor.ts';
import { useDecided } from '../useDecided.ts';
import InboxRow from './InboxRow.tsx';

const KEYS = 9;
/** Whoever answers faster than a file is written waits for none of it. */
const ONE_BY_ONE = { id: 'inbox' };

/** Trends whose category nobody is sure of, and each with one key for the answer. */
export default function Inbox({ categories, trends }: { categories: readonly string[]; trends: number }) {
  const calls = useCalls();
  const [which, setWhich] = useState<'asking' | 'all'>('asking');
  const inbox = useQuery(
    calls.trends.inbox.queryOptions({
      input: { which, skip: 0, take: 200 },
      placeholderData: keepPreviousData,
    }),
  );
  const rows = inbox.data?.trends ?? [];
  const { at, row, move, choose } = useCursor(rows.length);
  const { last, add, undo } = useDecided();
  const correct = useMutation(
    calls.trends.correct.mutationOptions({
      scope: ONE_BY_ONE,
      onError: (error) => notifyFailure(failureOf(error)),
    }),
  );
  const say = ({ trend, label }: InboxTrend, category: string) => {
    if (correct.isPending && correct.variables.trend === trend) return;
    void correct
      .mutateAsync({ trend, category })
      .then(({ at: moment }) => add({ trend, at: moment, told: `${label} is ${category}` }))
      .catch(() => undefined);
  };
  const current = rows[at];
  useActions([
    { id: 'trends.next', label: 'Next trend', icon: IconArrowDown, shortcut: 'j', run: () => move(at + 1) },
    {
      id: 'trends.previous',
      label: 'Previous trend',
      icon: IconArrowUp,
      shortcut: 'k',
      run: () => move(at - 1),
    },
    {
      id: 'trends.undo',
      label: 'Take the last answer back',
      icon: IconArrowBackUp,
      shortcut: 'u',
      alias: 'Mod+Z',
      run: undo,
    },
    ...categories.slice(0, KEYS).map((category, place) => ({
      id: `trends.say.${place}`,
      label: `This trend is ${category}`,
      icon: IconTag,
      shortcut: String(place + 1),
      run: () => current !== undefined && say(current, category),
    })),
  ]);
  return (
    <>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label="Which trends"
          value={which}
          onChange={(value) => {
            setWhich(value === 'all' ? 'all' : 'asking');
            choose(0);
          }}
          data={[
            { value: 'asking', label: 'Waiting' },
            { value: 'all', label: 'All trends' },
          ]}
        />
        <p className={classes['keys']}>
          <KeyHint shortcut="j" /> <KeyHint shortcut="k" /> move, <KeyHint shortcut="1" />–
          <KeyHint shortcut={String(Math.min(KEYS, categories.length))} /> answer, <KeyHint shortcut="u" />{' '}
          takes back
        </p>
        {last !== undefined && (
          <Button variant="default" size="compact-sm" onClick={undo}>
            Take back: {last.told}
          </Button>
        )}
      </div>
      {inbox.isPending && <Waiting>Sorting trends</Waiting>}
      {inbox.isError && <FailureNotice failure={failureOf(inbox.error)} retry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && rows.length === 0 && (
        <EmptyState
          icon={IconInbox}
          title="No trend waits for an answer"
          action={
            <Button variant="default" onClick={() => setWhich('all')}>
              See all {trends} trends
            </Button>
          }
        >
          Each has a category from you, its source or its words. You may still change any of them.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ol className={classes['list']} aria-label="Trends">
          {rows.map((one, place) => (
            <InboxRow
              key={one.trend}
              place={place === at ? row : null}
              trend={one}
              categories={categories}
              current={place === at}
              onCurrent={() => choose(place)}
              onSay={(category) => say(one, category)}
            />
          ))}
        </ol>
      )}
      {inbox.data !== undefined && inbox.data.total > rows.length && (
        <p className={classes['quiet']}>
          {inbox.data.total - rows.length} more come once these are answered.
        </p>
      )}
    </>
  );
}

import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowDown, IconArrowUp, IconCheck, IconLink, IconX } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LinkLine } from '../../../../shared/contract/trends.ts';
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
import LinkRow from './LinkRow.tsx';

/** Whoever decides faster than a file is written waits for none of it. */
const ONE_BY_ONE = { id: 'links' };

type Which = 'proposed' | 'accepted' | 'rejected' | 'all';
const WHICH: readonly { value: Which; label: string }[] = [
  { value: 'proposed', label: 'Proposed' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'all', label: 'All' },
];

/** Which products trends may be about: proposed by their words and by studies, decided by a person. */
export default function Links({ sorted }: { sorted: boolean }) {
  const calls = useCalls();
  const [which, setWhich] = useState<Which>('proposed');
  const [search, setSearch] = useState('');
  const links = useQuery(
    calls.trends.links.queryOptions({
      input: { which, search, skip: 0, take: 200 },
      placeholderData: keepPreviousData,
    }),
  );
  const rows = links.data?.links ?? [];
  const { at, row, move, choose } = useCursor(rows.length);
  const { last, add, undo } = useDecided();
  const decide = useMutation(
    calls.trends.decide.mutationOptions({
      scope: ONE_BY_ONE,
      onError: (error) => notifyFailure(failureOf(error)),
    }),
  );
  const say = ({ trend, product, label, title }: LinkLine, decision: 'accepted' | 'rejected') => {
    const { isPending, variables: asked } = decide;
    if (isPending && asked.trend === trend && asked.product === product) return;
    void decide
      .mutateAsync({ trend, product, decision })
      .then(({ at: moment }) =>
        add({ trend, product, at: moment, told: `${label} and ${title} ${decision}` }),
      )
      .catch(() => undefined);
  };
  const current = rows[at];
  const answer = (decision: 'accepted' | 'rejected') => () => current !== undefined && say(current, decision);
  useActions([
    { id: 'links.next', label: 'Next link', icon: IconArrowDown, shortcut: 'j', run: () => move(at + 1) },
    {
      id: 'links.previous',
      label: 'Previous link',
      icon: IconArrowUp,
      shortcut: 'k',
      run: () => move(at - 1),
    },
    {
      id: 'links.accept',
      label: 'Accept this link',
      icon: IconCheck,
      shortcut: 'a',
      run: answer('accepted'),
    },
    { id: 'links.reject', label: 'Reject this link', icon: IconX, shortcut: 'x', run: answer('rejected') },
    {
      id: 'links.undo',
      label: 'Take the last decision back',
      icon: IconArrowBackUp,
      shortcut: 'u',
      alias: 'Mod+Z',
      run: undo,
    },
  ]);
  return (
    <>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label="Which links"
          value={which}
          onChange={(value) => {
            setWhich(WHICH.find((one) => one.value === value)?.value ?? 'proposed');
            choose(0);
          }}
          data={[...WHICH]}
        />
        <TextInput
          aria-label="Search trends and products"
          placeholder="Search trends and products"
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <p className={classes['keys']}>
          <KeyHint shortcut="j" /> <KeyHint shortcut="k" /> move, <KeyHint shortcut="a" /> accepts,{' '}
          <KeyHint shortcut="x" /> rejects, <KeyHint shortcut="u" /> takes back
        </p>
        {last !== undefined && (
          <Button variant="default" size="compact-sm" onClick={undo}>
            Take back: {last.told}
          </Button>
        )}
      </div>
      {links.isPending && <Waiting>Reading links</Waiting>}
      {links.isError && <FailureNotice failure={failureOf(links.error)} retry={() => void links.refetch()} />}
      {links.data !== undefined && rows.length === 0 && (
        <EmptyState icon={IconLink} title={search === '' ? emptyTitle(which) : 'No link matches'}>
          {emptyNext(which, search, sorted)}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ol className={classes['list']} aria-label="Links">
          {rows.map((one, place) => (
            <LinkRow
              key={`${one.trend} ${one.product}`}
              place={place === at ? row : null}
              link={one}
              current={place === at}
              onCurrent={() => choose(place)}
              onSay={(decision) => say(one, decision)}
            />
          ))}
        </ol>
      )}
      {links.data !== undefined && links.data.total > rows.length && (
        <p className={classes['quiet']}>
          {links.data.total - rows.length} more aren’t shown: search, or decide these first.
        </p>
      )}
    </>
  );
}

function emptyTitle(which: Which): string {
  if (which === 'all') return 'No links yet';
  return which === 'proposed' ? 'No link waits for a decision' : `No link was ${which}`;
}

function emptyNext(which: Which, search: string, sorted: boolean): string {
  if (search !== '') return 'Search by other words, or look at all links.';
  if (!sorted) return 'Press Sort anew: it proposes which products each trend may be about.';
  return which === 'proposed'
    ? 'Every proposal is decided. Under Accepted and Rejected you may change any.'
    : 'Decide about the proposed ones first.';
}

import { Button } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { TrendsMissing, TrendsState } from '../../../shared/contract/trends.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import Absent from './Absent.tsx';
import Inbox from './inbox/Inbox.tsx';
import KindsAnswer from './kinds/KindsAnswer.tsx';
import Links from './links/Links.tsx';
import { addressOf, type Part } from './place.ts';
import classes from './trends.module.css';
import WaitingDecisions from './WaitingDecisions.tsx';

export default function TrendsPage({ part }: { part: Part }) {
  const calls = useCalls();
  const state = useQuery(calls.trends.state.queryOptions());
  const sort = useMutation(calls.trends.sort.mutationOptions());
  const ready = state.data?.missing === null;
  return (
    <Page
      title="Trends"
      lead="What kind of trend each is, and which products it is about. What you decide is kept and learned from."
      actions={
        ready ? (
          <Button variant="default" loading={sort.isPending} onClick={() => sort.mutate({})}>
            Sort anew
          </Button>
        ) : undefined
      }
    >
      {sort.isError && <FailureNotice failure={failureOf(sort.error)} />}
      {state.isPending && <Waiting>Reading trends</Waiting>}
      {state.isError && <FailureNotice failure={failureOf(state.error)} retry={() => void state.refetch()} />}
      {state.data !== undefined && <Told state={state.data} part={part} />}
    </Page>
  );
}

function Told({ state, part }: { state: TrendsState; part: Part }) {
  if (state.missing !== null) return <Missing missing={state.missing} problems={state.problems} />;
  const parts: readonly { part: Part; label: string; count: number }[] = [
    { part: 'inbox', label: 'Inbox', count: state.unsure },
    { part: 'links', label: 'Links', count: state.proposed },
    { part: 'kinds', label: 'Kinds', count: 0 },
  ];
  return (
    <>
      <nav aria-label="Parts of Trends" className={classes['parts']}>
        {parts.map((one) => (
          <Link
            key={one.part}
            href={addressOf(one.part)}
            aria-current={one.part === part ? 'page' : undefined}
          >
            {one.label}
            {one.count > 0 && <span className={classes['count']}>{one.count}</span>}
          </Link>
        ))}
      </nav>
      <WaitingDecisions state={state} />
      <Problems problems={state.problems} />
      <Chosen state={state} part={part} />
    </>
  );
}

function Chosen({ state, part }: { state: TrendsState; part: Part }) {
  if (state.trends === 0) return <Absent what="trends" />;
  if (part === 'inbox') return <Inbox categories={state.categories} trends={state.trends} />;
  if (part === 'kinds') return <KindsAnswer />;
  return state.products === 0 ? <Absent what="products" /> : <Links sorted={state.sorted} />;
}

function Missing({ missing, problems }: { missing: TrendsMissing; problems: TrendsState['problems'] }) {
  return (
    <>
      <EmptyState
        icon={IconTags}
        title={missing.message}
        action={
          missing.kind === 'unbuilt' ? (
            <Button component={Link} href="/models">
              Open Models
            </Button>
          ) : (
            <Button component={Link} href="/" variant="default">
              Files of the workspace
            </Button>
          )
        }
      >
        {missing.next}
      </EmptyState>
      <Problems problems={problems} />
    </>
  );
}

function Problems({ problems }: { problems: TrendsState['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes['problems']} aria-label="Faults of files">
      {problems.slice(0, 20).map(({ file, line, column, message }) => (
        <li key={`${file}:${line}:${column}:${message}`}>
          <code>{`${file}:${line}`}</code> {message}
        </li>
      ))}
    </ul>
  );
}

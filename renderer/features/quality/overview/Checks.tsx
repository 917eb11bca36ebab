import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../quality.module.css';
import CellChecks from './CellChecks.tsx';
import CheckTable from './CheckTable.tsx';
import EveryCheck from './EveryCheck.tsx';
import Grid from './Grid.tsx';

export interface ChosenCell {
  readonly layer: string;
  readonly day: string;
}

/** What needs attention first, then how it was over the days, then all there is. */
export default function Checks() {
  const formats = useFormats();
  const calls = useCalls();
  const [cell, setCell] = useViewState<ChosenCell | null>('quality-cell', null);
  const speaking = useQuery({
    ...calls.quality.checks.queryOptions({ input: { which: 'speaking' } }),
    placeholderData: (before) => before,
  });
  const all = useQuery({
    ...calls.quality.checks.queryOptions({ input: { take: 1 } }),
    placeholderData: (before) => before,
  });
  if (speaking.isError)
    return <FailureNotice failure={failureOf(speaking.error)} retry={() => void speaking.refetch()} />;
  if (speaking.data === undefined || all.data === undefined)
    return <p className={classes['quiet']}>Reading the verdicts…</p>;
  if (all.data.total === 0)
    return (
      <EmptyState
        icon={IconShieldCheck}
        title="No check has been asked yet"
        action={
          <Button component={Link} href="/models">
            Build the models
          </Button>
        }
      >
        Checks are asked whenever models are built, before readers see anything of it. Their verdicts are kept
        here.
      </EmptyState>
    );
  const open = speaking.data.checks.filter(({ acknowledged }) => acknowledged === null);
  const known = speaking.data.checks.filter(({ acknowledged }) => acknowledged !== null);
  return (
    <>
      {open.length === 0 ? (
        <div className={classes['box']}>
          <State state="ok">
            {known.length === 0
              ? `All ${formats.number(all.data.total)} checks passed when they were asked last.`
              : 'Nothing new: every check that fails is acknowledged.'}
          </State>
        </div>
      ) : (
        <Section
          title={`${formats.number(open.length)} ${open.length === 1 ? 'check speaks' : 'checks speak'} against the data`}
          description="Each opens with its rows, its SQL and its history."
        >
          <CheckTable caption="Checks that speak against the data" checks={open} />
        </Section>
      )}
      {known.length > 0 && (
        <Section
          title="Acknowledged"
          description="Known and muted until a day that somebody chose; they go on being asked."
        >
          <CheckTable caption="Acknowledged checks" checks={known} muted />
        </Section>
      )}
      <Grid chosen={cell} onChoose={setCell} />
      {cell !== null && <CellChecks cell={cell} onClose={() => setCell(null)} />}
      <EveryCheck />
    </>
  );
}

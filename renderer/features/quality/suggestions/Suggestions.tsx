import { Button, Select } from '@mantine/core';
import { IconShieldPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Suggestion } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { Code } from '../../../ui/Code.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { addressOf } from '../place.ts';
import classes from '../quality.module.css';
import { together } from './together.ts';

/** What the rows of a relation would bear out as a check, ready for a property file. */
export default function Suggestions({ id }: { id: string | null }) {
  const calls = useCalls();
  const [, go] = useLocation();
  const coverage = useQuery({
    ...calls.quality.coverage.queryOptions(),
    placeholderData: (before) => before,
  });
  const relations = (coverage.data ?? []).filter(({ columns }) => columns > 0);
  return (
    <Section
      title="Suggested checks"
      description="The rows of a relation are counted through once. What holds for all of them today is worth being told of when it no longer does."
    >
      {coverage.isError && <FailureNotice failure={failureOf(coverage.error)} />}
      <Select
        className={classes['search']}
        label="Relation"
        placeholder="Choose one"
        searchable
        data={relations.map(({ id: value, name, layer }) => ({ value, label: `${layer}.${name}` }))}
        value={id}
        nothingFoundMessage="No relation is called that."
        onChange={(value) => value !== null && go(addressOf({ at: 'suggestions', id: value }))}
      />
      {id !== null && <Found key={id} id={id} />}
    </Section>
  );
}

function Found({ id }: { id: string }) {
  const { number } = useFormats();
  const found = useQuery({
    ...useCalls().quality.suggest.queryOptions({ input: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.isError)
    return <FailureNotice failure={failureOf(found.error)} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <p className={classes['quiet']}>Counting its rows…</p>;
  const { rows, suggestions } = found.data;
  if (suggestions.length === 0)
    return (
      <EmptyState icon={IconShieldPlus} title="Nothing to suggest">
        {rows < 20
          ? `It has only ${number(rows)} ${rows === 1 ? 'row' : 'rows'}, which prove nothing.`
          : 'All that its rows would bear out is checked already.'}
      </EmptyState>
    );
  return (
    <>
      <div className={classes['row']}>
        <span className={classes['quiet']} data-figures>
          {number(suggestions.length)} {suggestions.length === 1 ? 'suggestion' : 'suggestions'} from{' '}
          {number(rows)} rows
        </span>
        <Button
          variant="default"
          size="compact-sm"
          loading={found.isFetching}
          onClick={() => void found.refetch()}
        >
          Count again
        </Button>
        <CopyButton value={together(suggestions)} label="Copy all as one" />
      </div>
      <ul className={classes['suggestions']}>
        {suggestions.map((one) => (
          <li key={`${one.column} ${one.check}`} className={classes['box']}>
            <Words suggestion={one} />
            <Code label={`${one.check} for a property file`} text={one.yaml} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Words({ suggestion: { column, check, because } }: { suggestion: Suggestion }) {
  return (
    <p>
      <span className={classes['strong']}>{column === null ? check : `${column}: ${check}`}</span>{' '}
      <span className={classes['quiet']}>{because}</span>
    </p>
  );
}

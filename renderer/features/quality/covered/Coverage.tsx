import { Anchor, Checkbox, Progress } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { CoverageLine } from '../../../../shared/contract/quality.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import classes from '../quality.module.css';

const NAMED = 8;

/** Columns that no check looks at, by relation. */
export default function Coverage() {
  const formats = useFormats();
  const [all, setAll] = useViewState('quality-coverage-all', false);
  const coverage = useQuery({
    ...useCalls().quality.coverage.queryOptions(),
    placeholderData: (before) => before,
  });
  if (coverage.isError)
    return <FailureNotice failure={failureOf(coverage.error)} retry={() => void coverage.refetch()} />;
  if (coverage.data === undefined) return null;
  const known = coverage.data.filter(({ columns }) => columns > 0);
  if (known.length === 0)
    return (
      <EmptyState icon={IconShieldCheck} title="No columns are known yet">
        Build the models, or describe their columns in a property file.
      </EmptyState>
    );
  const unknown = coverage.data.length - known.length;
  const columns = known.reduce((sum, line) => sum + line.columns, 0);
  const unchecked = known.reduce((sum, line) => sum + line.unchecked.length, 0);
  const shown = known
    .filter(({ unchecked: names }) => all || names.length > 0)
    .sort((a, b) => b.unchecked.length - a.unchecked.length || a.name.localeCompare(b.name));
  return (
    <Section
      title={`A check looks at ${formats.percent((columns - unchecked) / columns, { maximumFractionDigits: 0 })} of ${formats.number(columns)} columns`}
      description="A column without a check can go wrong without anybody hearing of it. Not every column needs one: keys, amounts and days first."
      actions={
        <Checkbox
          label="Show relations that are covered, too"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      }
    >
      {shown.length > 0 && (
        <Table
          caption="Relations and their columns without a check"
          columns={columnsFor(formats)}
          rows={shown}
          rowId={({ id }) => id}
        />
      )}
      {unknown > 0 && (
        <p className={classes['quiet']}>
          Of {formats.number(unknown)} more {unknown === 1 ? 'relation' : 'relations'} no column is known yet:
          build the models, or describe their columns in a property file.
        </p>
      )}
    </Section>
  );
}

function columnsFor(formats: Formats): Column<CoverageLine>[] {
  return [
    {
      id: 'relation',
      title: 'Relation',
      cell: ({ id, name, layer }) => (
        <>
          <Anchor component={Link} href={`/models#node=${encodeURIComponent(id)}`}>
            {name}
          </Anchor>
          <span className={classes['note']}>{layer}</span>
        </>
      ),
    },
    {
      id: 'share',
      title: 'Looked at',
      width: '10rem',
      cell: ({ columns, unchecked, name }) => {
        const share = columns === 0 ? 0 : (columns - unchecked.length) / columns;
        return (
          <span className={classes['share']}>
            <Progress value={share * 100} size="sm" aria-label={`Columns of ${name} that a check looks at`} />
            <span data-figures>
              {formats.number(columns - unchecked.length)} of {formats.number(columns)}
            </span>
          </span>
        );
      },
    },
    {
      id: 'unchecked',
      title: 'Columns without a check',
      cell: ({ unchecked }) => (
        <span
          className={classes['wrapping']}
          title={unchecked.length > NAMED ? unchecked.join(', ') : undefined}
        >
          {unchecked.slice(0, NAMED).join(', ')}
          {unchecked.length > NAMED && ` and ${formats.number(unchecked.length - NAMED)} more`}
        </span>
      ),
    },
    {
      id: 'whole',
      title: 'On the whole',
      figures: true,
      cell: ({ whole }) =>
        whole === 0 ? <span className={classes['quiet']}>none</span> : formats.number(whole),
    },
    {
      id: 'suggest',
      title: 'What could be checked',
      quiet: true,
      cell: ({ id, name, unchecked }) =>
        unchecked.length > 0 && (
          <Anchor
            component={Link}
            href={addressOf({ at: 'suggestions', id })}
            aria-label={`Suggest checks for ${name}`}
          >
            Suggest
          </Anchor>
        ),
    },
  ];
}

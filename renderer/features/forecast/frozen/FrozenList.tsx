import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FrozenForecast } from '../../../../shared/contract/forecast.ts';
import { dayWords } from '../../../../shared/domain/dayWords.ts';
import { StudyName } from '../../../../shared/domain/study.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../forecast.module.css';
import FrozenVersion from './FrozenVersion.tsx';

const MODELS = { led: 'with signals', plain: 'without signals', naive: 'last week' } as const;

/** Forecasts that were kept, and how they did since. */
export default function FrozenList({
  study,
  outcome,
  label,
}: {
  study: string;
  outcome: string;
  label: string;
}) {
  const formats = useFormats();
  const [open, setOpen] = useState<number | null>(null);
  const found = useQuery({
    ...useCalls().forecast.versions.queryOptions({ input: { study: StudyName.parse(study), outcome } }),
    placeholderData: (before) => before,
  });
  if (found.isError)
    return <FailureNotice failure={failureOf(found.error)} retry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const versions = found.data;
  const columns: readonly Column<FrozenForecast>[] = [
    { id: 'id', title: 'Version', cell: ({ id }) => id, figures: true },
    { id: 'at', title: 'Frozen', cell: ({ frozenAt }) => formats.instant(frozenAt) },
    { id: 'for', title: 'Days', cell: ({ firstDay, days }) => `${days} from ${dayWords(firstDay)}` },
    { id: 'model', title: 'Shown', cell: ({ chosen }) => MODELS[chosen] },
    { id: 'came', title: 'What came', cell: ({ came }) => came.sentence },
    {
      id: 'look',
      title: 'Look at it',
      quiet: true,
      cell: ({ id }) => (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open === id}
          aria-label={`${open === id ? 'Close' : 'Show'} version ${id}`}
          onClick={() => setOpen(open === id ? null : id)}
        >
          {open === id ? 'Close' : 'Show'}
        </Button>
      ),
    },
  ];
  return (
    <Section
      title="Frozen versions"
      description="Kept as they were made, with the data they were made from, and never changed again."
    >
      {versions.length === 0 ? (
        <p className={classes['note']}>None yet. Freeze a forecast to see later how close it came.</p>
      ) : (
        <Table
          caption={`Frozen forecasts of ${label}`}
          columns={columns}
          rows={versions}
          rowId={({ id }) => String(id)}
        />
      )}
      {open !== null && versions.some(({ id }) => id === open) && <FrozenVersion key={open} id={open} />}
    </Section>
  );
}

import { Anchor, Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { RelationFacts } from '../../../../shared/contract/warehouse.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';

/** What is in RAW. The layers above it have their own screens. */
export default function Relations({ catalog }: { catalog: readonly RelationFacts[] | undefined }) {
  const formats = useFormats();
  const raw = catalog?.filter(({ layer }) => layer === 'raw');
  if (raw === undefined) return null;
  return (
    <Section
      title="In RAW"
      description="Rows as they came, each with the load that brought it. Only a load that replaces or merges changes what is here."
    >
      {raw.length === 0 ? (
        <EmptyState
          icon={IconTable}
          title="Nothing has been loaded yet"
          action={
            <Button component={Link} href={addressOf({ at: 'add', paths: [] })}>
              Add files
            </Button>
          }
        >
          Drop a CSV, Excel, JSON or Parquet file anywhere on this screen, or add it by its path. You see its
          rows before anything is written.
        </EmptyState>
      ) : (
        <Table
          caption="Relations in RAW"
          columns={columnsFor(formats)}
          rows={raw}
          rowId={({ name }) => name}
        />
      )}
    </Section>
  );
}

function columnsFor(formats: Formats): Column<RelationFacts>[] {
  return [
    {
      id: 'relation',
      title: 'Relation',
      cell: ({ name }) => (
        <Anchor component={Link} href={addressOf({ at: 'rows', relation: name })}>
          {name}
        </Anchor>
      ),
    },
    {
      id: 'columns',
      title: 'Columns',
      figures: true,
      cell: ({ columns }) => formats.number(columns.filter(({ name }) => !name.startsWith('_')).length),
    },
    {
      id: 'rows',
      title: 'Rows',
      figures: true,
      cell: ({ rows }) => (rows === null ? 'not counted' : formats.number(rows)),
    },
    {
      id: 'size',
      title: 'Size',
      figures: true,
      cell: ({ bytes }) => (bytes === null ? 'not known' : formats.bytes(bytes)),
    },
  ];
}

import { Checkbox, Select, TextInput } from '@mantine/core';
import type { FilePreview } from '../../../../shared/contract/files.ts';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../sources.module.css';
import type { ColumnEdit, MappedColumn } from './draft.ts';
import { choiceOf, choicesFor } from './typeChoices.ts';

const SAMPLES = 3;

interface MappingProps {
  columns: readonly MappedColumn[];
  preview: FilePreview;
  fault: string | undefined;
  onEdit: (from: string, edit: ColumnEdit) => void;
}

/** One line a column: what the file calls it, what RAW will, and as what. */
export default function Mapping({ columns, preview, fault, onEdit }: MappingProps) {
  return (
    <Section
      title="Columns"
      description="Guessed from the first rows. A value that can’t be read as its type costs its row, unless you choose below to leave it empty; rejected rows are kept with their line and the reason."
    >
      <Table
        caption="Columns"
        columns={columnsFor(preview, onEdit)}
        rows={columns}
        rowId={({ from }) => from}
      />
      {fault !== undefined && <State state="broken">{fault}</State>}
    </Section>
  );
}

function columnsFor(preview: FilePreview, onEdit: MappingProps['onEdit']): Column<MappedColumn>[] {
  return [
    {
      id: 'take',
      title: 'Take',
      width: '3.5rem',
      cell: ({ from, skip }) => (
        <Checkbox
          aria-label={`Take ${from}`}
          checked={!skip}
          onChange={(event) => onEdit(from, { skip: !event.currentTarget.checked })}
        />
      ),
    },
    {
      id: 'from',
      title: 'In the file',
      width: 'clamp(5.5rem, 12vw, 11rem)',
      cell: ({ from }) => <span className={classes['wrapping']}>{from}</span>,
    },
    {
      id: 'name',
      title: 'In RAW',
      width: 'clamp(9rem, 17vw, 14rem)',
      cell: ({ from, name, skip }) => (
        <TextInput
          aria-label={`Name of ${from} in RAW`}
          value={name}
          disabled={skip}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onEdit(from, { name: event.currentTarget.value })}
        />
      ),
    },
    {
      id: 'type',
      title: 'Type',
      width: 'clamp(11rem, 18vw, 15rem)',
      cell: (column) => <TypeSelect column={column} preview={preview} onEdit={onEdit} />,
    },
    {
      id: 'values',
      title: 'First values',
      cell: ({ from, note }) => (
        <>
          <span className={classes['samples']}>{samplesOf(preview, from)}</span>
          {note !== undefined && <p className={classes['note']}>{note}</p>}
        </>
      ),
    },
  ];
}

function TypeSelect({
  column,
  preview,
  onEdit,
}: {
  column: MappedColumn;
  preview: FilePreview;
  onEdit: MappingProps['onEdit'];
}) {
  const found = preview.columns.find(({ from }) => from === column.from) ?? column;
  const choices = choicesFor(found);
  return (
    <Select
      aria-label={`Type of ${column.from}`}
      data={choices.map(({ value, label }) => ({ value, label }))}
      value={choiceOf(column)}
      disabled={column.skip}
      allowDeselect={false}
      onChange={(value) => {
        const chosen = choices.find((one) => one.value === value);
        if (!chosen) return;
        const { type, dayOrder, decimalMark } = chosen;
        onEdit(column.from, { type, dayOrder, decimalMark });
      }}
    />
  );
}

function samplesOf({ columns, rows }: FilePreview, from: string): string {
  const at = columns.findIndex((column) => column.from === from);
  const values = rows
    .map((row) => row[at])
    .filter((cell) => cell !== null && cell !== undefined && cell !== '');
  return [...new Set(values.map(String))].slice(0, SAMPLES).join(' · ');
}

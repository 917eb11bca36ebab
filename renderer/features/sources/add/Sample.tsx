import type { FilePreview } from '../../../../shared/contract/files.ts';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../sources.module.css';
import type { MappedColumn } from './draft.ts';

interface SampleRow {
  readonly number: number;
  readonly cells: FilePreview['rows'][number];
}

/** The first rows as the file has them, under the names they will get. */
export default function Sample({
  preview,
  columns,
}: {
  preview: FilePreview;
  columns: readonly MappedColumn[];
}) {
  const shown = columns.map((column, at) => ({ column, at })).filter(({ column }) => !column.skip);
  const heads: Column<SampleRow>[] = [
    { id: 'number', title: 'Row', figures: true, width: '4rem', cell: ({ number }) => number },
    ...shown.map(({ column, at }) => ({
      id: column.from,
      title: column.name,
      figures: ['integer', 'decimal', 'number'].includes(column.type.kind),
      cell: ({ cells }: SampleRow) => <Cell cell={cells[at] ?? null} />,
    })),
  ];
  return (
    <Section title={`First ${preview.rows.length} rows`}>
      <div className={classes['sample']}>
        <Table
          caption="First rows of the file"
          columns={heads}
          rows={preview.rows.map((cells, at) => ({ number: at + 1, cells }))}
          rowId={({ number }) => String(number)}
        />
      </div>
    </Section>
  );
}

function Cell({ cell }: { cell: FilePreview['rows'][number][number] }) {
  if (cell === null) return <span className={classes['quiet']}>empty</span>;
  return <span className={classes['cell']}>{String(cell)}</span>;
}

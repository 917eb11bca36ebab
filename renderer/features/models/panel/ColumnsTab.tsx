import { useQuery } from '@tanstack/react-query';
import type { ColumnOrigins, NodeColumn, NodeDetail } from '../../../../shared/contract/models.ts';
import { useCalls } from '../../../client/client.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from './panel.module.css';

export default function ColumnsTab({
  detail,
  onChoose,
}: {
  detail: NodeDetail;
  onChoose: (id: string) => void;
}) {
  const parsed = useQuery({
    ...useCalls().models.parsed.queryOptions({ input: { id: detail.node.id } }),
    enabled: detail.raw !== null,
  });
  if (detail.columns.length === 0)
    return (
      <p className={classes['quiet']}>
        No column is known yet: build it, or describe its columns in a property file.
      </p>
    );
  return (
    <Table
      caption={`Columns of ${detail.node.name}`}
      columns={columnsFor(detail, originsOf(parsed.data?.columns), parsed.isPending, onChoose)}
      rows={detail.columns}
      rowId={({ name }) => name}
    />
  );
}

function originsOf(
  columns: readonly ColumnOrigins[] | undefined,
): ReadonlyMap<string, ColumnOrigins['from']> {
  return new Map((columns ?? []).map(({ name, from }) => [name.toLowerCase(), from]));
}

function columnsFor(
  { node, raw, candidate, columns }: NodeDetail,
  origins: ReadonlyMap<string, ColumnOrigins['from']>,
  pending: boolean,
  onChoose: (id: string) => void,
): Column<NodeColumn>[] {
  const built = columns.some(({ present }) => present);
  return [
    {
      id: 'name',
      title: 'Column',
      cell: ({ name, present, declared }) => (
        <>
          <span className={classes['strong']}>{name}</span>
          {built && !present && <span className={classes['note']}>described, but not in the relation</span>}
          {!declared && node.kind !== 'source' && !candidate && (
            <span className={classes['note']}>not described</span>
          )}
        </>
      ),
    },
    {
      id: 'type',
      title: 'Type',
      cell: ({ type }) => type ?? <span className={classes['quiet']}>not known</span>,
    },
    {
      id: 'description',
      title: 'Meaning',
      cell: ({ description }) => <span className={classes['wrapping']}>{description}</span>,
    },
    {
      id: 'from',
      title: 'Made from',
      cell: ({ name }) =>
        raw === null ? (
          <span className={classes['quiet']}>as it came</span>
        ) : pending ? null : (
          <Origins from={origins.get(name.toLowerCase()) ?? null} onChoose={onChoose} />
        ),
    },
    {
      id: 'checks',
      title: 'Checks',
      cell: ({ checks }) =>
        checks.length === 0 ? <span className={classes['quiet']}>none</span> : checks.join(', '),
    },
  ];
}

function Origins({ from, onChoose }: { from: ColumnOrigins['from']; onChoose: (id: string) => void }) {
  if (from === null) return <span className={classes['quiet']}>unknown</span>;
  if (from.length === 0) return <span className={classes['quiet']}>no column</span>;
  return (
    <ul className={classes['origins']}>
      {from.map(({ id, name, column }) => (
        <li key={`${id} ${column}`}>
          <button type="button" className={classes['link']} onClick={() => onChoose(id)}>
            {name}.{column}
          </button>
        </li>
      ))}
    </ul>
  );
}

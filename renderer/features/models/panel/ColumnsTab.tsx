import type { NodeColumn, NodeDetail } from '../../../../shared/contract/models.ts';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from './panel.module.css';

export default function ColumnsTab({
  detail,
  onChoose,
}: {
  detail: NodeDetail;
  onChoose: (id: string) => void;
}) {
  if (detail.columns.length === 0)
    return (
      <p className={classes['quiet']}>
        No column is known yet: build it, or describe its columns in a property file.
      </p>
    );
  return (
    <Table
      caption={`Columns of ${detail.node.name}`}
      columns={columnsFor(detail, onChoose)}
      rows={detail.columns}
      rowId={({ name }) => name}
    />
  );
}

function columnsFor(
  { node, candidate, columns }: NodeDetail,
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
      cell: ({ from }) => <Origins from={from} source={node.kind === 'source'} onChoose={onChoose} />,
    },
    {
      id: 'checks',
      title: 'Checks',
      cell: ({ checks }) =>
        checks.length === 0 ? <span className={classes['quiet']}>none</span> : checks.join(', '),
    },
  ];
}

function Origins({
  from,
  source,
  onChoose,
}: {
  from: NodeColumn['from'];
  source: boolean;
  onChoose: (id: string) => void;
}) {
  if (source) return <span className={classes['quiet']}>as it came</span>;
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

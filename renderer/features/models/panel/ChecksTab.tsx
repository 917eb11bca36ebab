import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { NodeCheck, NodeDetail } from '../../../../shared/contract/models.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { Verdict } from '../../../ui/Verdict.tsx';
import classes from './panel.module.css';

export default function ChecksTab({ detail }: { detail: NodeDetail }) {
  const formats = useFormats();
  if (detail.checks.length === 0)
    return (
      <p className={classes['quiet']}>
        No check looks at it. Quality, Suggestions shows which checks its rows would bear out.
      </p>
    );
  return (
    <Table
      caption={`Checks on ${detail.node.name}`}
      columns={columnsFor(formats)}
      rows={detail.checks}
      rowId={({ id }) => id}
    />
  );
}

function columnsFor(formats: Formats): Column<NodeCheck>[] {
  return [
    {
      id: 'verdict',
      title: 'Last verdict',
      cell: ({ status }) =>
        status === null ? (
          <span className={classes['quiet']}>not asked yet</span>
        ) : (
          <Verdict status={status} />
        ),
    },
    {
      id: 'check',
      title: 'Check',
      cell: ({ id, kind, name, status }) =>
        status === null ? (
          <span title={name}>{kind}</span>
        ) : (
          <Anchor component={Link} href={`/quality#check=${encodeURIComponent(id)}`} title={name}>
            {kind}
          </Anchor>
        ),
    },
    { id: 'column', title: 'Column', cell: ({ column }) => column ?? '' },
    {
      id: 'severity',
      title: 'If it fails',
      cell: ({ severity }) => (severity === 'error' ? 'keeps back' : 'warns'),
    },
    {
      id: 'failures',
      title: 'Rows against',
      figures: true,
      cell: ({ failures }) => (failures === null ? '' : formats.number(failures)),
    },
    {
      id: 'at',
      title: 'Asked',
      cell: ({ at }) =>
        at === null ? (
          ''
        ) : (
          <time dateTime={at} title={formats.instant(at)} className={classes['when']}>
            {formats.ago(at)}
          </time>
        ),
    },
  ];
}

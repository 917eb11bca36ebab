import type { BuildLine, NodeDetail } from '../../../../shared/contract/models.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { Verdict } from '../../../ui/Verdict.tsx';
import classes from './panel.module.css';

interface Line extends BuildLine {
  /** Rows more or fewer than the build before that counted them. */
  readonly change: number | null;
}

export default function BuildsTab({ detail }: { detail: NodeDetail }) {
  const formats = useFormats();
  if (detail.builds.length === 0) return <p className={classes['quiet']}>No build has come to it yet.</p>;
  return (
    <Table
      caption={`Builds of ${detail.node.name}, newest first`}
      columns={columnsFor(formats)}
      rows={withChanges(detail.builds)}
      rowId={({ build, at }) => `${build} ${at}`}
    />
  );
}

export function withChanges(builds: readonly BuildLine[]): Line[] {
  return builds.map((line, at) => {
    const before = builds.slice(at + 1).find(({ rows }) => rows !== null)?.rows ?? null;
    return { ...line, change: line.rows === null || before === null ? null : line.rows - before };
  });
}

function columnsFor(formats: Formats): Column<Line>[] {
  return [
    { id: 'status', title: 'Outcome', cell: ({ status }) => <Verdict status={status} /> },
    {
      id: 'at',
      title: 'When',
      cell: ({ at }) => (
        <time dateTime={at} title={formats.instant(at)} className={classes['when']}>
          {formats.ago(at)}
        </time>
      ),
    },
    {
      id: 'rows',
      title: 'Rows',
      figures: true,
      cell: ({ rows }) => (rows === null ? '' : formats.number(rows)),
    },
    {
      id: 'change',
      title: 'Change',
      figures: true,
      cell: ({ change }) =>
        change === null ? '' : change === 0 ? '0' : formats.number(change, { signDisplay: 'always' }),
    },
    {
      id: 'took',
      title: 'Took',
      figures: true,
      cell: ({ milliseconds }) => formats.duration(milliseconds / 1000),
    },
    {
      id: 'message',
      title: 'Message',
      cell: ({ message }) => <span className={classes['wrapping']}>{message}</span>,
    },
  ];
}

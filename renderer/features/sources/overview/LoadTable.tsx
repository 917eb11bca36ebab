import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { LoadLine } from '../../../../shared/contract/warehouse.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { lastNameOf } from '../../../ui/pathNames.ts';
import { type Column, Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';

export default function LoadTable({ loads }: { loads: readonly LoadLine[] }) {
  const formats = useFormats();
  return (
    <Table
      caption="Loads, newest first"
      columns={columnsFor(formats)}
      rows={loads}
      rowId={({ load }) => String(load)}
    />
  );
}

function columnsFor(formats: Formats): Column<LoadLine>[] {
  return [
    { id: 'load', title: 'Load', figures: true, width: '4rem', cell: ({ load }) => load },
    {
      id: 'when',
      title: 'When',
      cell: ({ at }) => (
        <time className={classes['when']} dateTime={at} title={formats.instant(at)}>
          {formats.ago(at)}
        </time>
      ),
    },
    {
      id: 'from',
      title: 'From',
      cell: ({ file, source, stream }) =>
        file === null ? `${source}, ${stream}` : <span title={file}>{lastNameOf(file)}</span>,
    },
    {
      id: 'into',
      title: 'Into',
      cell: ({ relation }) => (
        <Anchor component={Link} href={addressOf({ at: 'rows', relation })}>
          {relation}
        </Anchor>
      ),
    },
    { id: 'how', title: 'How', cell: ({ disposition }) => disposition },
    { id: 'rows', title: 'Rows', figures: true, cell: ({ rows }) => formats.number(rows) },
    {
      id: 'rejected',
      title: 'Rejected',
      figures: true,
      cell: ({ rejected, load }) =>
        rejected === 0 ? (
          formats.number(0)
        ) : (
          <Anchor
            component={Link}
            href={addressOf({ at: 'rejected', load })}
            aria-label={`${formats.number(rejected)} rejected in load ${load}`}
          >
            {formats.number(rejected)}
          </Anchor>
        ),
    },
  ];
}

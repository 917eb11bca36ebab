import type { AuditMark } from '../../../shared/contract/audit.ts';
import type { Formats } from '../../app/createFormats.ts';
import { useFormats } from '../../app/formats.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import classes from './audit.module.css';

/** What reviewers wrote, row by row. */
export default function MarkTable({ caption, marks }: { caption: string; marks: readonly AuditMark[] }) {
  const formats = useFormats();
  return <Table caption={caption} columns={columnsFor(formats)} rows={marks} rowId={markId} />;
}

export function markId({ sheet, row }: AuditMark): string {
  return `${sheet}\n${row}`;
}

function columnsFor(formats: Formats): Column<AuditMark>[] {
  return [
    { id: 'sheet', title: 'Sheet', cell: ({ sheet }) => sheet },
    { id: 'row', title: 'Row', cell: ({ row }) => <span className={classes['cell']}>{row}</span> },
    { id: 'mark', title: 'Mark', cell: ({ mark }) => mark },
    {
      id: 'comment',
      title: 'Comment',
      cell: ({ comment }) => <span className={classes['cell']}>{comment}</span>,
    },
    { id: 'initials', title: 'Initials', cell: ({ initials }) => initials },
    { id: 'day', title: 'Day', cell: ({ day }) => (day === null ? '' : formats.day(day)) },
  ];
}

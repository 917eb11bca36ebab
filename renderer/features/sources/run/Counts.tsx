import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { LoadOutcome } from '../../../../shared/contract/files.ts';
import type { RejectedRow } from '../../../../shared/contract/warehouse.ts';
import { useFormats } from '../../../app/formats.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';

const COLUMNS: readonly Column<RejectedRow>[] = [
  { id: 'line', title: 'Line', figures: true, cell: ({ line, ordinal }) => line ?? `record ${ordinal}` },
  { id: 'reason', title: 'Why', cell: ({ reason }) => reason },
  {
    id: 'record',
    title: 'As it stands in the file',
    cell: ({ record }) => <code className={classes['record']}>{record}</code>,
  },
];

/** What a load brought, or what it would bring. */
export function Counts({ outcome, dry = false }: { outcome: LoadOutcome; dry?: boolean }) {
  const formats = useFormats();
  const { rows, rejected, examples, loads, addedColumns, skipped, notes } = outcome;
  return (
    <div className={classes['panel']} role="status">
      <div className={classes['counts']} data-figures>
        <State state="ok">
          {formats.number(rows)} {rows === 1 ? 'row' : 'rows'} {dry ? 'would be loaded' : 'loaded'}
        </State>
        <State state={rejected === 0 ? 'idle' : 'warning'}>
          {rejected === 0 ? 'none' : formats.number(rejected)} {dry ? 'would be rejected' : 'rejected'}
        </State>
      </div>
      {addedColumns.length > 0 && <p className={classes['quiet']}>New columns: {addedColumns.join(', ')}.</p>}
      {skipped.length > 0 && (
        <p className={classes['quiet']}>There already, so not loaded again: {skipped.join(', ')}.</p>
      )}
      {notes.map((note) => (
        <State key={note} state="warning">
          {note}
        </State>
      ))}
      {examples.length > 0 && (
        <Table
          caption={dry ? 'Some of the rows that would be rejected' : 'Some of the rejected rows'}
          columns={COLUMNS}
          rows={examples}
          rowId={({ ordinal, line }) => `${ordinal} ${line}`}
        />
      )}
      {rejected > 0 && loads.length > 0 && (
        <p>
          {loads.map((load) => (
            <Anchor
              component={Link}
              key={load}
              href={addressOf({ at: 'rejected', load })}
              className={classes['link'] ?? ''}
            >
              All rejected rows of load {load}
            </Anchor>
          ))}
        </p>
      )}
    </div>
  );
}

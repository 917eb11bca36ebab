import type { LogEntry } from '../../../../shared/contract/log.ts';
import { State, type StateKind } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from './log.module.css';

const LEVELS: Record<LogEntry['level'], { state: StateKind; word: string }> = {
  debug: { state: 'idle', word: 'Debug' },
  info: { state: 'idle', word: 'Info' },
  warn: { state: 'warning', word: 'Warning' },
  error: { state: 'broken', word: 'Error' },
};

/** Longer fields are folded away. */
const LONG_FIELDS = 160;

const COLUMNS: readonly Column<LogEntry>[] = [
  {
    id: 'at',
    title: 'Time (UTC)',
    // To the millisecond and in UTC, as it stands in the file, so that the two can be laid side by side.
    cell: ({ at }) => (
      <time dateTime={at} className={classes['at']}>
        {at.replace('T', ' ').replace('Z', '')}
      </time>
    ),
  },
  {
    id: 'level',
    title: 'Level',
    cell: ({ level }) => <State state={LEVELS[level].state}>{LEVELS[level].word}</State>,
  },
  { id: 'scope', title: 'Part', cell: ({ scope }) => scope },
  {
    id: 'message',
    title: 'What happened',
    width: '70%',
    cell: ({ message, fields }) => (
      <>
        <div>{message}</div>
        {fields !== '' && <Fields text={fields} />}
      </>
    ),
  },
];

/** Entries have no id; their place in the answer is one, since the answer only grows at its end. */
export default function LogEntries({ entries }: { entries: readonly LogEntry[] }) {
  return (
    <div className={classes['entries']}>
      <Table
        caption="Log entries, newest first"
        columns={COLUMNS}
        rows={entries}
        rowId={(entry) => String(entries.indexOf(entry))}
      />
    </div>
  );
}

function Fields({ text }: { text: string }) {
  if (text.length <= LONG_FIELDS) return <code className={classes['fields']}>{text}</code>;
  return (
    <details>
      <summary>Details</summary>
      <code className={classes['fields']}>{text}</code>
    </details>
  );
}

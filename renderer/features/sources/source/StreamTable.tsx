import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import type { SourceDetail, StreamStanding } from '../../../../shared/contract/sources.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { State, type StateKind } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';

/** How each stream stands: its last extraction, how far it was read, and what went wrong, in the vendor's own words. */
export default function StreamTable({
  source,
  onPreview,
  onState,
}: {
  source: SourceDetail;
  onPreview: (stream: string) => void;
  onState: (stream: string) => void;
}) {
  const formats = useFormats();
  const shown = source.streams.filter(({ chosen, unsupported }) => chosen || unsupported.length > 0);
  return (
    <>
      <Table
        caption={`Streams of ${source.name}`}
        columns={columnsFor(formats, onPreview, onState)}
        rows={shown}
        rowId={({ name }) => name}
      />
      <Told streams={shown} />
    </>
  );
}

const STANDING: Record<NonNullable<StreamStanding['last']>['status'], { state: StateKind; word: string }> = {
  done: { state: 'ok', word: 'OK' },
  warning: { state: 'warning', word: 'To be looked at' },
  failed: { state: 'broken', word: 'Failed' },
  cancelled: { state: 'idle', word: 'Cancelled' },
  skipped: { state: 'idle', word: 'Skipped' },
};

function Standing({ stream }: { stream: StreamStanding }) {
  if (stream.unsupported.length > 0) return <State state="warning">Can’t run here</State>;
  if (stream.last === null) return <State state="idle">Never read</State>;
  const { state, word } = STANDING[stream.last.status];
  return <State state={state}>{word}</State>;
}

function columnsFor(
  formats: Formats,
  onPreview: (stream: string) => void,
  onState: (stream: string) => void,
): Column<StreamStanding>[] {
  return [
    {
      id: 'stream',
      title: 'Stream',
      cell: ({ title, relation, last }) =>
        last === null || last.rows === 0 ? (
          title
        ) : (
          <Anchor component={Link} href={addressOf({ at: 'rows', relation })}>
            {title}
          </Anchor>
        ),
    },
    { id: 'standing', title: 'Last extraction', cell: (stream) => <Standing stream={stream} /> },
    {
      id: 'when',
      title: 'When',
      cell: ({ last }) =>
        last === null ? (
          'never'
        ) : (
          <time className={classes['when']} dateTime={last.at} title={formats.instant(last.at)}>
            {formats.ago(last.at)}
          </time>
        ),
    },
    {
      id: 'rows',
      title: 'Rows then',
      figures: true,
      cell: ({ last }) => (last === null ? '' : formats.number(last.rows)),
    },
    {
      id: 'requests',
      title: 'Requests',
      figures: true,
      cell: ({ last }) => (last === null ? '' : formats.number(last.requests)),
    },
    {
      id: 'cursor',
      title: 'Read up to',
      cell: ({ cursor, incremental, name }) =>
        cursor === null ? (
          <span className={classes['quiet']}>{incremental ? 'the start' : 'whole each time'}</span>
        ) : (
          <Anchor component="button" type="button" onClick={() => onState(name)}>
            {cursor}
          </Anchor>
        ),
    },
    {
      id: 'acts',
      title: 'Preview',
      quiet: true,
      cell: ({ name, title, unsupported }) =>
        unsupported.length === 0 && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Preview ${title}`}
            onClick={() => onPreview(name)}
          >
            Preview
          </Button>
        ),
    },
  ];
}

/** What was said of them, below the table, where there is room for it. */
function Told({ streams }: { streams: readonly StreamStanding[] }) {
  const told = streams.flatMap(({ title, last, unsupported }) => [
    ...unsupported.map(({ component, reason }) => ({
      title,
      message: `${component}: ${reason}`,
      next: '',
      broken: false,
    })),
    ...(last?.failures ?? []).map(({ message, next }) => ({ title, message, next, broken: true })),
    ...(last?.warnings ?? []).map((message) => ({ title, message, next: '', broken: false })),
  ]);
  if (told.length === 0) return null;
  return (
    <ul className={classes['lines']} aria-label="What was said of the streams">
      {told.map(({ title, message, next, broken }) => (
        <li key={`${title} ${message}`}>
          <State state={broken ? 'broken' : 'warning'}>{title}</State>
          <p className={classes['wrapping']}>{message}</p>
          {next !== '' && <p className={classes['quiet']}>{next}</p>}
        </li>
      ))}
    </ul>
  );
}

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
  inRaw,
  onPreview,
  onState,
}: {
  source: SourceDetail;
  /** Relations that are there, to be opened. */
  inRaw: ReadonlySet<string>;
  onPreview: (stream: string) => void;
  onState: (stream: string) => void;
}) {
  const formats = useFormats();
  return (
    <Table
      caption={`Streams of ${source.name}`}
      columns={columnsFor({ formats, inRaw, isBroken: source.problem !== null, onPreview, onState })}
      rows={source.streams.filter(({ chosen, unsupported }) => chosen || unsupported.length > 0)}
      rowId={({ name }) => name}
    />
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

function columnsFor({
  formats,
  inRaw,
  isBroken,
  onPreview,
  onState,
}: {
  formats: Formats;
  inRaw: ReadonlySet<string>;
  /** Nothing of the source can be asked for. */
  isBroken: boolean;
  onPreview: (stream: string) => void;
  onState: (stream: string) => void;
}): Column<StreamStanding>[] {
  return [
    {
      id: 'stream',
      title: 'Stream',
      cell: ({ title, relation }) =>
        inRaw.has(relation) ? (
          <Anchor component={Link} href={addressOf({ at: 'rows', relation })}>
            {title}
          </Anchor>
        ) : (
          title
        ),
    },
    { id: 'standing', title: 'Last extraction', cell: (stream) => <Standing stream={stream} /> },
    {
      id: 'when',
      title: 'When',
      cell: ({ last }) =>
        isRead(last) && (
          <time className={classes['when']} dateTime={last.at} title={formats.instant(last.at)}>
            {formats.ago(last.at)}
          </time>
        ),
    },
    {
      id: 'rows',
      title: 'Rows brought',
      figures: true,
      cell: ({ last }) => (isRead(last) ? formats.number(last.rows) : ''),
    },
    {
      id: 'requests',
      title: 'Requests',
      figures: true,
      cell: ({ last }) => (isRead(last) ? formats.number(last.requests) : ''),
    },
    {
      id: 'cursor',
      title: 'Read up to',
      cell: (stream) => <ReadUpTo stream={stream} onState={onState} />,
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
            disabled={isBroken}
            aria-label={`Preview ${title}`}
            onClick={() => onPreview(name)}
          >
            Preview
          </Button>
        ),
    },
  ];
}

function isRead(last: StreamStanding['last']): last is NonNullable<StreamStanding['last']> {
  return last !== null && last.status !== 'skipped';
}

function ReadUpTo({ stream, onState }: { stream: StreamStanding; onState: (stream: string) => void }) {
  const { cursor, incremental, name, title, unsupported } = stream;
  if (unsupported.length > 0) return null;
  if (!incremental) return <span className={classes['quiet']}>whole each time</span>;
  return (
    <Anchor
      component="button"
      type="button"
      className={classes['when'] ?? ''}
      aria-label={cursor === null ? `How far ${title} was read` : undefined}
      onClick={() => onState(name)}
    >
      {cursor ?? 'not begun'}
    </Anchor>
  );
}

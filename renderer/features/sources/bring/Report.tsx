import type { ConnectorDetail, StreamCard } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';

/** What of a connector runs here, stream by stream, and what the others lack. */
export default function Report({ connector }: { connector: ConnectorDetail }) {
  const { streamCards, dialect, dynamic } = connector;
  const runs = streamCards.filter(({ unsupported }) => unsupported.length === 0).length;
  const of = streamCards.length === 1 ? '1 stream' : `${streamCards.length} streams`;
  return (
    <Section
      title={`${runs} of ${of} can run`}
      description={`Written in ${dialect.file}; understood here is ${dialect.pinned}.${dynamic ? ' More streams are found once the source is asked.' : ''}`}
    >
      {streamCards.length > 0 && (
        <Table
          caption="Streams of the manifest"
          columns={COLUMNS}
          rows={streamCards}
          rowId={({ name }) => name}
        />
      )}
    </Section>
  );
}

const COLUMNS: Column<StreamCard>[] = [
  { id: 'stream', title: 'Stream', cell: ({ name }) => name },
  {
    id: 'runs',
    title: 'Runs',
    cell: ({ unsupported }) =>
      unsupported.length === 0 ? <State state="ok">Runs</State> : <State state="warning">Not here</State>,
  },
  { id: 'how', title: 'How', cell: ({ incremental }) => (incremental ? 'what is new' : 'whole') },
  {
    id: 'why',
    title: 'What it lacks',
    cell: ({ unsupported }) =>
      unsupported.map(({ component, reason }) => `${component}: ${reason}`).join(' '),
  },
];

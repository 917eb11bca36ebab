import type { ConnectorDetail, StreamCard } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../sources.module.css';
import { unsupportedWords } from '../unsupportedWords.ts';

/** What of a connector runs here, stream by stream, and what the others lack. */
export default function Report({ connector }: { connector: ConnectorDetail }) {
  const { streamCards, dialect, dynamic } = connector;
  const runs = streamCards.filter(({ unsupported }) => unsupported.length === 0).length;
  const of = streamCards.length === 1 ? '1 stream' : `${streamCards.length} streams`;
  return (
    <Section
      title={`${runs} of ${of} can run`}
      description={`Written for version ${dialect.file}; ${dialect.pinned} is understood.${dynamic ? ' More streams are found by asking the source.' : ''}`}
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
  { id: 'stream', title: 'Stream', width: '14rem', cell: ({ name }) => name },
  {
    id: 'runs',
    title: 'Runs here',
    cell: ({ unsupported }) =>
      unsupported.length === 0 ? (
        <State state="ok">Runs</State>
      ) : (
        <>
          <State state="warning">Can’t run</State>
          <p className={classes['wrapping']}>{unsupportedWords(unsupported)}</p>
        </>
      ),
  },
  {
    id: 'how',
    title: 'Each time it reads',
    width: '12rem',
    cell: ({ incremental }) => (incremental ? 'only what is new' : 'everything'),
  },
];

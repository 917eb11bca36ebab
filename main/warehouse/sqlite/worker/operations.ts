import type { Row } from '../../../../shared/domain/column.ts';
import type { FromWorker, Operation, Operations } from '../protocol.ts';
import { describeAs } from './builds/describe.ts';
import { demandReadable, dropFound, publishOne, readableViews } from './builds/publish.ts';
import { dropTemporary, rename } from './builds/rename.ts';
import { runReading, runWriting } from './builds/run.ts';
import { type Connection, type ConnectionHost, openConnection } from './connection.ts';
import { insertFrom } from './insertFrom.ts';
import { insertRows } from './insertRows.ts';
import { measure, remember, unmeasured } from './measure.ts';
import { readPage } from './page.ts';
import { readRows } from './readRows.ts';
import { refuse } from './refusal.ts';
import { catalog, describe, needed } from './relations.ts';
import { replaceAll } from './replaceAll.ts';
import { counted } from './rowIds.ts';
import { addColumn, createIndex, createTable, createView, drop, execute } from './tables.ts';
import { beginWrite, checkpoint, commitWrite, rollbackWrite, vacuumInto } from './transactions.ts';
import type { Turn } from './turn.ts';

export interface CallContext {
  readonly turn: Turn;
  readonly rows: (rows: readonly Row[]) => void;
  readonly progress: (progress: { rows: number; bytes: number; totalBytes?: number }) => void;
}

export type Performers = {
  [Op in Operation]: (
    ask: Operations[Op]['ask'],
    context: CallContext,
  ) => Operations[Op]['answer'] | Promise<Operations[Op]['answer']>;
};

/** Everything one connection can be asked. What changes something answers null: its success is all there is to know. */
export function createPerformers(
  say: (message: FromWorker) => void,
  host: ConnectionHost,
): {
  performers: Performers;
  connection(): Connection | null;
} {
  let opened: Connection | null = null;
  const open = () => {
    if (opened !== null) return opened;
    throw refuse('STORE_UNREACHABLE', {
      message: 'The warehouse is closed.',
      next: 'Open the workspace again.',
    });
  };
  /** One look at the database for all statements of a call; inside a write there is one already. */
  const inOneView = async <T>(look: (connection: Connection) => T | Promise<T>): Promise<T> => {
    const connection = open();
    if (connection.db.inTransaction) return look(connection);
    connection.statement('begin').run();
    try {
      return await look(connection);
    } finally {
      if (connection.db.inTransaction) connection.statement('commit').run();
    }
  };
  const changing =
    <Asked>(change: (connection: Connection, asked: Asked) => void) =>
    (asked: Asked): null => {
      change(open(), asked);
      return null;
    };
  const performers: Performers = {
    open: (settings) => {
      opened = openConnection(settings, say, host);
      return null;
    },
    close: () => {
      opened?.db.close();
      opened = null;
      return null;
    },
    catalog: () => inOneView(catalog),
    describe: (name) => inOneView((connection) => describe(connection, name)),
    exactRows: (name) => inOneView((connection) => counted(connection, needed(connection, name).name)),
    page: (request, { turn, rows }) =>
      inOneView(async (connection) => {
        const page = await readPage(connection, turn, request);
        rows(page.rows);
        return { columns: page.columns, more: page.more };
      }),
    query: (asked, { turn, rows }) =>
      inOneView(async (connection) => {
        const read = await readRows(connection, turn, asked);
        rows(read.rows);
        return { columns: read.columns };
      }),
    begin: changing(beginWrite),
    commit: changing(commitWrite),
    rollback: changing(rollbackWrite),
    execute: ({ sql, params }) => execute(open(), sql, params),
    createTable: changing(createTable),
    addColumn: changing((connection, { relation, column }) => addColumn(connection, relation, column)),
    createView: changing((connection, { name, sql, comment }) => createView(connection, name, sql, comment)),
    drop: changing(drop),
    createIndex: changing((connection, { relation, columns, unique }) =>
      createIndex(connection, relation, columns, unique),
    ),
    insert: ({ rows, before, ...target }) => insertRows(open(), target, rows, { before }),
    insertFrom: (asked, { turn, progress }) => insertFrom(open(), turn, asked, progress),
    replaceAll: changing(replaceAll),
    runReading: (asked, { turn, rows }) =>
      inOneView((connection) => runReading(connection, turn, asked, rows)),
    runWriting: (asked, { turn, rows }) => runWriting(open(), turn, asked, rows),
    readableViews: () => readableViews(open()),
    publishOne: changing(publishOne),
    describeAs: changing((connection, { relation, columns }) =>
      describeAs(connection, relation, columns, undefined),
    ),
    demandReadable: changing(demandReadable),
    dropFound: changing((connection, names) => {
      for (const name of names) dropFound(connection, name);
    }),
    rename: changing(rename),
    dropTemporary: changing(dropTemporary),
    unmeasured: () => inOneView(unmeasured),
    measure: (relation) => inOneView((connection) => measure(connection, relation)),
    remember: changing(remember),
    checkpoint: () => checkpoint(open()),
    vacuumInto: changing(vacuumInto),
  };
  return { performers, connection: () => opened };
}

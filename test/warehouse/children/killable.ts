import type { Store, WriteSession } from '../../../main/warehouse/store.ts';

/** Steps of a commit, as a killed process may have left them. Each is met before and after. */
export const STEPS = [
  'begin',
  'claim',
  'createTable',
  'addColumn',
  'insert',
  'createIndex',
  'replaceAll',
  'merge delete',
  'merge move',
  'drop',
  'rejected',
  'fields',
  'schemas',
  'cursors',
  'list',
  'commit',
] as const;

/** The same store, telling `at` when it is about to do a step of a write and when it has. */
export function killable(store: Store, at: (point: string) => void): Store {
  async function told<T>(step: string, does: () => Promise<T>): Promise<T> {
    at(`before ${step}`);
    const done = await does();
    at(`after ${step}`);
    return done;
  }
  const watched = (session: WriteSession): WriteSession => ({
    query: (sql, params) => session.query(sql, params),
    execute: (sql, params) => told(stepOf(sql), () => session.execute(sql, params)),
    createTable: (spec) => told('createTable', () => session.createTable(spec)),
    addColumn: (relation, column) => told('addColumn', () => session.addColumn(relation, column)),
    createView: (name, sql, comment) => session.createView(name, sql, comment),
    drop: (relation) => told('drop', () => session.drop(relation)),
    createIndex: (relation, columns) => told('createIndex', () => session.createIndex(relation, columns)),
    describe: (relation) => session.describe(relation),
    insert: (relation, columns, batches, stamps) =>
      told('insert', () => session.insert(relation, columns, batches, stamps)),
    insertFrom: (relation, columns, source) => session.insertFrom(relation, columns, source),
    replaceAll: (pairs) => told('replaceAll', () => session.replaceAll(pairs)),
  });
  return {
    ...store,
    async write(work, options) {
      at('before begin');
      const done = await store.write(async (session) => {
        at('after begin');
        const result = await work(watched(session));
        at('before commit');
        return result;
      }, options);
      at('after commit');
      return done;
    },
  };
}

function stepOf(sql: string): string {
  if (/^\s*delete from "raw/.test(sql)) return 'merge delete';
  if (/^\s*insert into "raw/.test(sql)) return 'merge move';
  const table = /_leadline[_".]+(\w+)"/.exec(sql)?.[1] ?? '';
  return { counters: 'claim', loads: 'list' }[table] ?? table;
}

import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { RowStamps, WriteSession } from '../store.ts';
import { readCatalog } from './catalog.ts';
import { bringIn, bringInFrom, type Target } from './copy/bringIn.ts';
import { addColumnSql, createIndexSql, createTableSql, createViewSql, forgetSql } from './ddl.ts';
import type { Link } from './link.ts';
import type { Places } from './places.ts';
import { plain, prepare } from './prepare.ts';
import { needed, ROWS_LIMIT, readQuery } from './reading.ts';
import { replaceAll } from './replaceAll.ts';
import type { Stop } from './stop.ts';
import type { Transaction } from './transaction.ts';

const ENDS_TRANSACTION = ['begin', 'start', 'commit', 'end', 'rollback', 'abort', 'prepare'];

export function createSession(transaction: Transaction, places: Places, lockMs: number): WriteSession {
  const unseen = () => new Map<string, never>();

  async function known<T>(
    relation: RelationName,
    use: (columns: number, kind: 'table' | 'view' | null) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const found = await transaction.use((link, stop) => readCatalog(link, places, unseen(), relation, stop));
    if (!found.ok) return found;
    const [one] = found.value;
    return use(one?.columns.length ?? 0, one?.kind ?? null);
  }

  function inserting<T>(
    relation: RelationName,
    columns: readonly string[],
    { constants, ordinal }: RowStamps,
    bring: (link: Link, target: Target, stop: Stop) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    // Named one by one: a source holds more than its stamps, and not all of it can cross to a worker.
    const stamps = { ...(constants && { constants }), ...(ordinal !== undefined && { ordinal }) };
    const target = { relation, table: places.quote(relation), columns, stamps };
    return transaction.copy((link, stop) => bring(link, target, stop));
  }

  return {
    query: (sql, params = []) =>
      transaction.use((link, stop) =>
        readQuery(link, places, unseen(), { sql, params, limit: ROWS_LIMIT }, stop),
      ),
    async execute(sql, params = []) {
      const word = firstWord(sql);
      if (ENDS_TRANSACTION.includes(word) && !/^rollback\s+to\b/i.test(sql.trim()))
        return transaction.use(async () =>
          fail('SQL_REFUSED', {
            message: `${word.toUpperCase()} can’t be part of a write: a write is one transaction, begun and ended for it.`,
            next: 'Leave it out.',
          }),
        );
      const prepared = prepare(places.ownNames(sql), params);
      if (!prepared.ok) return transaction.use(async () => prepared);
      const answer = await transaction.run(prepared.value);
      return answer.ok ? ok(changed(answer.value.tag)) : answer;
    },
    createTable: (spec) => transaction.script(createTableSql(places, spec)),
    addColumn: (relation, column) =>
      transaction.use(async (link, stop) => {
        const found = await needed(link, places, unseen(), relation, stop);
        return found.ok
          ? link.script(addColumnSql(places, relation, column, found.value.columns.length), stop)
          : found;
      }),
    async createView(name, sql, comment) {
      const [create = '', ...rest] = createViewSql(places, name, places.ownNames(sql), comment);
      const made = await transaction.run(plain(create));
      if (!made.ok) return made;
      return rest.length === 0 ? ok(undefined) : transaction.script(rest.join(';\n'));
    },
    drop: (relation) =>
      known(relation, (_, kind) =>
        transaction.script(
          [...(kind === null ? [] : [dropSql(places, relation, kind)]), forgetSql(places, [relation])].join(
            ';\n',
          ),
        ),
      ),
    createIndex: (relation, columns, unique = false) =>
      transaction.script(createIndexSql(places, relation, columns, unique)),
    async describe(relation) {
      const found = await transaction.use((link, stop) =>
        readCatalog(link, places, unseen(), relation, stop),
      );
      return found.ok ? ok(found.value[0] ?? null) : found;
    },
    insert: (relation, columns, batches, stamps = {}) =>
      inserting(relation, columns, stamps, (link, target, stop) => bringIn(link, target, batches, stop)),
    insertFrom: (relation, columns, source) =>
      inserting(relation, columns, source, (link, target, stop) => bringInFrom(link, target, source, stop)),
    replaceAll: (pairs) => replaceAll(transaction, places, pairs, lockMs),
  };
}

/** The kind decides the word, and a materialized view of someone else's has another again. */
function dropSql(places: Places, relation: RelationName, kind: 'table' | 'view'): string {
  return `drop ${kind} ${places.quote(relation)}`;
}

function firstWord(sql: string): string {
  const bare = sql.replace(/^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))+/, '');
  return (/^[a-z]+/i.exec(bare)?.[0] ?? '').toLowerCase();
}

/** `INSERT 0 5`, `UPDATE 5`; a select and what defines things change no rows. */
function changed(tag: string): number {
  const count = /^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(tag)?.[1];
  return Number(count ?? 0);
}

import type { Column, ColumnType, Value } from '../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import type { TableSpec } from '../../store.ts';
import type { Connection } from './connection.ts';
import { firstWord, quoteName, relationsIn } from './names.ts';
import { refuse } from './refusal.ts';
import { forget, markSparse, register, registerColumn } from './registry.ts';
import { find, needed } from './relations.ts';
import { stored } from './values.ts';

/** Tables are STRICT, so that a column holds what its type says and a wrong value is refused when it comes. */
const STORED_AS: Readonly<Record<ColumnType['kind'], string>> = {
  integer: 'integer',
  decimal: 'integer',
  boolean: 'integer',
  number: 'real',
  text: 'text',
  day: 'text',
  instant: 'text',
  json: 'text',
  bytes: 'blob',
};

export function createTable(connection: Connection, spec: TableSpec): void {
  const key = spec.key ?? [];
  const parts = spec.columns.map(
    (column) =>
      `${quoteName(column.name)} ${STORED_AS[column.type.kind]}${column.nullable && !key.includes(column.name) ? '' : ' not null'}`,
  );
  if (key.length > 0) parts.push(`primary key (${key.map(quoteName).join(', ')})`);
  connection.db.exec(`create table ${quoteName(spec.name)} (${parts.join(', ')}) strict`);
  const columns = spec.columns.map((column) =>
    key.includes(column.name) ? { ...column, nullable: false } : column,
  );
  register(connection, spec.name, columns, spec.comment ?? null);
}

export function addColumn(connection: Connection, relation: RelationName, column: Column): void {
  const before = needed(connection, relation).columns;
  connection.db.exec(
    `alter table ${quoteName(relation)} add column ${quoteName(column.name)} ${STORED_AS[column.type.kind]}${column.nullable ? '' : ' not null'}`,
  );
  registerColumn(connection, relation, column, before.length);
}

export function createView(
  connection: Connection,
  name: RelationName,
  sql: string,
  comment: string | null,
): void {
  connection.db.exec(`create view ${quoteName(name)} as ${sql}`);
  try {
    // SQLite accepts a view over anything; a reader would be the first to hear that it can't be read.
    connection.db.prepare(`select * from ${quoteName(name)}`);
  } catch (error) {
    connection.db.exec(`drop view ${quoteName(name)}`);
    throw error;
  }
  register(connection, name, [], comment);
}

/** Dropping what isn't there is no failure: it is as wished. */
export function drop(connection: Connection, relation: RelationName): void {
  const found = find(connection, relation);
  if (found !== null) connection.db.exec(`drop ${found.type} ${quoteName(relation)}`);
  forget(connection, relation);
}

export function createIndex(
  connection: Connection,
  relation: RelationName,
  columns: readonly string[],
  unique: boolean,
): void {
  const startedAt = performance.now();
  const sql = `create ${unique ? 'unique ' : ''}index ${quoteName(freeIndexName(connection, relation))} on ${quoteName(relation)} (${columns.map(quoteName).join(', ')})`;
  connection.db.exec(sql);
  connection.noticeSlow(sql, startedAt);
}

/** Index names are one namespace, and an index keeps its name when its table takes another's place. */
function freeIndexName(connection: Connection, relation: RelationName): string {
  const taken = connection.statement('select 1 from sqlite_master where name = ?');
  for (let number = 1; ; number += 1) {
    const name = `${relation} index ${number}`;
    if (taken.get(name) === undefined) return name;
  }
}

const ENDS_TRANSACTION = ['begin', 'commit', 'end', 'rollback', 'attach', 'detach', 'vacuum'];
const MAY_LEAVE_GAPS = /\b(?:delete|replace|conflict|rowid|_rowid_|oid|alter|update)\b/i;

export function execute(connection: Connection, sql: string, params: readonly Value[]): number {
  const word = firstWord(sql);
  if (ENDS_TRANSACTION.includes(word) && !/^rollback\s+to\b/i.test(sql.trim()))
    throw refuse('SQL_REFUSED', {
      message: `${word.toUpperCase()} can't be part of a write: a write is one transaction, begun and ended for it.`,
      next: 'Leave it out.',
    });
  const startedAt = performance.now();
  const statement = connection.statement(sql);
  const bound = params.map(stored);
  let changes = 0;
  if (statement.reader) statement.raw(true).all(...bound);
  else changes = statement.run(...bound).changes;
  connection.noticeSlow(sql, startedAt);
  if (word === 'drop')
    for (const name of relationsIn(sql)) if (find(connection, name) === null) forget(connection, name);
  if (MAY_LEAVE_GAPS.test(sql)) for (const name of relationsIn(sql)) markSparse(connection, name);
  return changes;
}

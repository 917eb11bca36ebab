import type { Column, ColumnType } from '../../../shared/domain/column.ts';
import { nameOf, type RelationName } from '../../../shared/domain/relation.ts';
import type { TableSpec } from '../store.ts';
import { declaredType } from './columnTypes.ts';
import { quoteName, quoteText } from './connection.ts';
import { indexName, primaryKeyName } from './names.ts';
import type { Places } from './places.ts';

const list = (names: readonly string[]): string => names.map(quoteName).join(', ');

export function createTableSql(places: Places, { name, columns, key = [], comment }: TableSpec): string {
  const table = places.quote(name);
  const parts = columns.map(columnSql);
  if (key.length > 0)
    parts.push(`constraint ${quoteName(primaryKeyName(nameOf(name)))} primary key (${list(key)})`);
  return [
    `create table ${table} (${parts.join(', ')})`,
    ...(comment === undefined ? [] : [`comment on table ${table} is ${quoteText(comment)}`]),
    ...columns.flatMap((column) => commentSql(table, column)),
    ...(columns.length === 0 ? [] : [recordSql(places, name, columns, 0)]),
  ].join(';\n');
}

export function addColumnSql(
  places: Places,
  relation: RelationName,
  column: Column,
  position: number,
): string {
  const table = places.quote(relation);
  return [
    `alter table ${table} add column ${columnSql(column)}`,
    ...commentSql(table, column),
    recordSql(places, relation, [column], position),
  ].join(';\n');
}

export function createViewSql(places: Places, name: RelationName, sql: string, comment?: string): string[] {
  const view = places.quote(name);
  // On lines of its own, for the statement may end in a comment.
  return [
    `create view ${view} as\n${sql.replace(/[;\s]+$/, '')}\n`,
    ...(comment === undefined ? [] : [`comment on view ${view} is ${quoteText(comment)}`]),
  ];
}

export function createIndexSql(
  places: Places,
  relation: RelationName,
  columns: readonly string[],
  unique: boolean,
): string {
  const name = indexName(nameOf(relation), columns, unique ? 'key' : 'idx');
  return `create ${unique ? 'unique ' : ''}index ${quoteName(name)} on ${places.quote(relation)} (${list(columns)})`;
}

export function forgetSql(places: Places, relations: readonly RelationName[]): string {
  return `delete from ${places.columns} where relation in (${relations.map(quoteText).join(', ')})`;
}

/** The table that keeps what a column is to us; on SQLite there is the same one. */
export function recordTableSql(places: Places): string {
  return `create table if not exists ${places.columns} (
    relation text not null, position integer not null, name text not null, kind text not null, scale integer,
    nullable boolean not null, comment text, primary key (relation, name))`;
}

export function recordSql(
  places: Places,
  relation: RelationName,
  columns: readonly Column[],
  from: number,
): string {
  const rows = columns.map(({ name, type, nullable, comment }, at) =>
    [
      quoteText(relation),
      from + at,
      quoteText(name),
      quoteText(type.kind),
      scaleOf(type),
      nullable,
      comment === undefined ? 'null' : quoteText(comment),
    ].join(', '),
  );
  return `insert into ${places.columns} (relation, position, name, kind, scale, nullable, comment)
    values ${rows.map((row) => `(${row})`).join(', ')}`;
}

function columnSql({ name, type, nullable }: Column): string {
  return `${quoteName(name)} ${declaredType(type)}${nullable ? '' : ' not null'}`;
}

export function commentSql(table: string, { name, comment }: Column): string[] {
  if (comment === undefined) return [];
  return [`comment on column ${table}.${quoteName(name)} is ${quoteText(comment)}`];
}

function scaleOf(type: ColumnType): string {
  return type.kind === 'decimal' ? String(type.scale) : 'null';
}

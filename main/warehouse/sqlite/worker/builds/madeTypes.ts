import type { Column, ColumnType } from '../../../../../shared/domain/column.ts';
import type { Connection } from '../connection.ts';
import { quoteName } from '../names.ts';
import { registered } from '../registry.ts';
import { declaredType, typesOf } from '../resultTypes.ts';
import { describeAs } from './describe.ts';

const HEAD = /^(?:\s|--[^\n]*\n|\/\*(?:(?!\*\/)[\s\S])*\*\/)*create\s+table\s+(?:if\s+not\s+exists\s+)?/i;
const NAMED = /^("(?:[^"]|"")*"|[\w$]+)\s+as\b/i;

/** Null for a statement that makes no table by a select. */
export function madeBySelect(sql: string): { readonly table: string; readonly select: string } | null {
  if (!HEAD.test(sql)) return null;
  const rest = sql.replace(HEAD, '');
  const named = NAMED.exec(rest);
  if (named === null) return null;
  const [whole, name = ''] = named;
  const table = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return { table, select: rest.slice(whole.length) };
}

/**
 * A table made by a select declares next to nothing: its days are texts, its decimals and truths integers. What is known of
 * the columns it was selected from holds for it too.
 */
export function keepTypes(connection: Connection, table: string, select: string): void {
  const fields = connection.db.prepare(select).columns();
  const types = typesOf(connection, fields);
  const columns = fields.flatMap(({ name }, at): Column[] => {
    const type = types[at];
    return type === null || type === undefined ? [] : [{ name, type, nullable: true }];
  });
  if (columns.length > 0) describeAs(connection, table, columns, undefined);
}

const SAMPLED = 100;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/**
 * What columns of computed text hold, by their first rows. It is a hint: a reader that meets something else in a column
 * takes it for what it is.
 */
export function seeTypes(connection: Connection, table: string): void {
  const known = registered(connection, table);
  const fields = connection.db.pragma(`table_xinfo(${quoteName(table)})`) as { name: string; type: string }[];
  const asked = fields.filter(({ name, type }) => {
    const declared = declaredType(type)?.kind ?? 'text';
    return declared === 'text' && !known.columns.some((column) => column.name === name);
  });
  if (asked.length === 0) return;
  const rows = connection.db
    .prepare(
      `select ${asked.map(({ name }) => quoteName(name)).join(', ')} from ${quoteName(table)} limit ${SAMPLED}`,
    )
    .raw(true)
    .all() as unknown[][];
  const seen = asked.flatMap(({ name }, at): Column[] => {
    const type = typeSeen(rows.map((row) => row[at]).filter((value) => value !== null));
    return type === null ? [] : [{ name, type, nullable: true }];
  });
  if (seen.length === 0) return;
  const order = new Map(fields.map(({ name }, at) => [name, at]));
  const all = [...known.columns, ...seen].toSorted(
    (one, other) => (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0),
  );
  describeAs(connection, table, all, undefined);
}

function typeSeen(values: readonly unknown[]): ColumnType | null {
  if (values.length === 0 || !values.every((value) => typeof value === 'string')) return null;
  if (values.every((value) => DAY.test(value))) return { kind: 'day' };
  return values.every((value) => INSTANT.test(value)) ? { kind: 'instant' } : null;
}

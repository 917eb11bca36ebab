import type { Engine } from '../../../warehouse/store.ts';
import { isPlainList, type Plain } from '../../project/plain.ts';
import { jsonText } from '../../project/render/commonNames.ts';
import { quoted, textLiteral } from '../../sql/quoted.ts';
import { asInstant, isNumberText } from './inferType.ts';

export interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

/** Rows as a query. Every value takes the type of its column, whatever way it was written. */
export function fixtureSql(
  engine: Engine,
  columns: readonly TypedColumn[],
  rows: readonly (readonly Plain[])[],
): string {
  if (columns.length === 0) return 'select null as nothing where 1 = 0';
  return engine === 'postgres' ? postgresSql(columns, rows) : sqliteSql(columns, rows);
}

function postgresSql(columns: readonly TypedColumn[], rows: readonly (readonly Plain[])[]): string {
  const types = columns.map(({ type }) => castable(type));
  if (rows.length === 0)
    return `select ${columns.map(({ name }, at) => `cast(null as ${types[at]}) as ${quoted(name)}`).join(', ')} where 1 = 0`;
  const names = columns.map((_, at) => `c${at + 1}`);
  const casts = columns.map(({ name }, at) => `cast(${names[at]} as ${types[at]}) as ${quoted(name)}`);
  // Every value goes in as text and is read by its type: what a column holds never depends on how one row was written.
  const values = rows.map(
    (row) => `(${columns.map(({ type }, at) => postgresLiteral(row[at] ?? null, type)).join(', ')})`,
  );
  return `select ${casts.join(', ')}\nfrom (values\n${values.join(',\n')}\n) given_rows(${names.join(', ')})`;
}

/** `character` alone is one letter, `bit` one bit. */
function castable(type: string): string {
  if (type === 'character') return 'bpchar';
  if (type === 'bit') return 'bit varying';
  return type === '' ? 'text' : type;
}

function postgresLiteral(value: Plain, type: string): string {
  if (value === null) return 'null::text';
  return text(isPlainList(value) && type.endsWith('[]') ? arrayText(value) : plainText(value));
}

/** As Postgres writes an array: `{1,"a b",NULL}`. */
function arrayText(list: readonly Plain[]): string {
  const written = list.map((one) => {
    if (one === null) return 'NULL';
    if (isPlainList(one)) return arrayText(one);
    return `"${plainText(one).replace(/[\\"]/g, (letter) => `\\${letter}`)}"`;
  });
  return `{${written.join(',')}}`;
}

function sqliteSql(columns: readonly TypedColumn[], rows: readonly (readonly Plain[])[]): string {
  if (rows.length === 0)
    return `select ${columns.map(({ name }) => `null as ${quoted(name)}`).join(', ')} where 1 = 0`;
  const named = columns.map(({ name }, at) => `column${at + 1} as ${quoted(name)}`);
  const values = rows.map(
    (row) => `(${columns.map(({ type }, at) => sqliteLiteral(row[at] ?? null, type)).join(', ')})`,
  );
  return `select ${named.join(', ')}\nfrom (values\n${values.join(',\n')}\n)`;
}

/** As a table of ours holds such a value: booleans 0 and 1, days and instants ISO text. */
function sqliteLiteral(value: Plain, type: string): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'bigint') return isText(type) ? text(String(value)) : String(value);
  if (typeof value === 'number') return isText(type) ? text(String(value)) : numberLiteral(value);
  if (typeof value !== 'string') return text(jsonText(value));
  const kind = type.toLowerCase();
  if (/bool/.test(kind) && /^\s*(true|false|t|f)\s*$/i.test(value)) return /^\s*t/i.test(value) ? '1' : '0';
  if (/timestamp|datetime/.test(kind)) return text(asInstant(value) ?? value);
  if (kind === 'date') return text(value.trim().slice(0, 10));
  if (/int|num|dec|real|floa|doub|bool/.test(kind) && isNumberText(value))
    return value.trim().replace(/^\+/, '');
  return text(value);
}

function isText(type: string): boolean {
  return /char|text|clob|string/i.test(type);
}

function numberLiteral(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function plainText(value: Plain): string {
  if (typeof value === 'object') return jsonText(value);
  return String(value);
}

function text(value: string | null): string {
  return textLiteral(value ?? '');
}

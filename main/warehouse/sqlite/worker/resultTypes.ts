import type { Column, ColumnType, Value } from '../../../../shared/domain/column.ts';
import type { Connection } from './connection.ts';
import type { ResultColumn } from './driver/driver.ts';
import { registered } from './registry.ts';

/** What a column is by its declaration; null when that says nothing, and the values must. */
export function declaredType(declared: string | null): ColumnType | null {
  const type = (declared ?? '').toUpperCase();
  if (type === '') return null;
  if (type.includes('BOOL')) return { kind: 'boolean' };
  if (type.includes('TIMESTAMP') || type.includes('DATETIME')) return { kind: 'instant' };
  if (type.includes('DATE')) return { kind: 'day' };
  if (type.includes('JSON')) return { kind: 'json' };
  if (type.includes('INT')) return { kind: 'integer' };
  if (/CHAR|CLOB|TEXT/.test(type)) return { kind: 'text' };
  if (type.includes('BLOB')) return { kind: 'bytes' };
  if (/REAL|FLOA|DOUB|NUM|DEC/.test(type)) return { kind: 'number' };
  return null;
}

/** By the column it comes from when it comes from one, whatever views lie between. */
export function typesOf(connection: Connection, columns: readonly ResultColumn[]): (ColumnType | null)[] {
  const known = new Map<string, readonly Column[]>();
  return columns.map((column) => {
    if (column.table === null || column.column === null) return null;
    const origin = known.get(column.table) ?? registered(connection, column.table).columns;
    known.set(column.table, origin);
    return origin.find((one) => one.name === column.column)?.type ?? declaredType(column.type);
  });
}

const DAY = /^\d{4,}-\d\d-\d\d$/;

/**
 * Turns what SQLite gave into values of the port, in place, and says each column's type. A hint that a value contradicts
 * is dropped: a relation made by somebody's own SQL may declare one thing and hold another.
 */
export function settle(rows: Value[][], hints: readonly (ColumnType | null)[]): ColumnType[] {
  return hints.map((hint, position) => {
    const type =
      hint !== null && rows.every((row) => fits(row[position], hint)) ? hint : seen(rows, position);
    const turn = turning(type);
    if (turn !== null) for (const row of rows) row[position] = turn(row[position] ?? null);
    return type;
  });
}

function fits(value: Value | undefined, type: ColumnType): boolean {
  if (value === null || value === undefined) return true;
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return typeof value === 'bigint';
    case 'boolean':
      return value === 0n || value === 1n;
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'day':
      return typeof value === 'string' && DAY.test(value);
    case 'bytes':
      return value instanceof Uint8Array;
    default:
      return typeof value === 'string';
  }
}

function seen(rows: readonly Value[][], position: number): ColumnType {
  const kinds = new Set<string>();
  for (const row of rows) {
    const value = row[position];
    if (value !== null && value !== undefined) kinds.add(typeof value);
  }
  const only = kinds.size === 1 ? [...kinds][0] : undefined;
  if (only === 'bigint') return { kind: 'integer' };
  if (only === 'object') return { kind: 'bytes' };
  if (only === 'number' || (kinds.size === 2 && kinds.has('number') && kinds.has('bigint')))
    return { kind: 'number' };
  return { kind: 'text' };
}

function turning(type: ColumnType): ((value: Value) => Value) | null {
  switch (type.kind) {
    case 'boolean':
      return (value) => (value === null ? null : value === 1n);
    case 'number':
      return (value) => (typeof value === 'bigint' ? Number(value) : value);
    case 'bytes':
      // A plain array over bytes of its own: a Buffer would be another type on the other side.
      return (value) => (value instanceof Uint8Array ? new Uint8Array(value) : value);
    case 'text':
      return asText;
    default:
      return null;
  }
}

/** For a column whose rows disagree: as text each value still says what it is. */
function asText(value: Value): Value {
  if (value === null || typeof value === 'string') return value;
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
}

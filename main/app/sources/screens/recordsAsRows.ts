import type { RowPage } from '../../../../shared/contract/warehouse.ts';
import type { Cell } from '../../../../shared/domain/cell.ts';
import type { ColumnType } from '../../../../shared/domain/column.ts';
import type { Json, JsonObject } from '../../../sources/json.ts';

/** Records side by side: a column for every field that any of them has, in the order they come. */
export function recordsAsRows(records: readonly JsonObject[]): RowPage {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    columns: names.map((name) => ({ name, type: typeOf(records.map((record) => ownField(record, name))) })),
    rows: records.map((record) => names.map((name) => cellOf(ownField(record, name)))),
    more: false,
  };
}

function ownField(record: JsonObject, name: string): Json {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}

function cellOf(value: Json): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
}

function typeOf(values: readonly Json[]): ColumnType {
  const there = values.filter((value) => value !== null);
  const all = (test: (value: Json) => boolean) => there.length > 0 && there.every(test);
  if (all((value) => typeof value === 'boolean')) return { kind: 'boolean' };
  if (all((value) => typeof value === 'bigint' || Number.isInteger(value))) return { kind: 'integer' };
  if (all((value) => typeof value === 'number')) return { kind: 'number' };
  return all((value) => typeof value === 'object') ? { kind: 'json' } : { kind: 'text' };
}

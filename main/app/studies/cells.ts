import type { Column, ColumnType, Value } from '../../../shared/domain/column.ts';

/** How what a study found becomes cells of a relation. */
export function column(name: string, kind: Exclude<ColumnType['kind'], 'decimal'>, nullable = true): Column {
  return { name, type: { kind }, nullable };
}

export function whole(value: number | null | undefined): Value {
  return value === null || value === undefined ? null : BigInt(Math.round(value));
}

/** Postgres keeps no NUL. */
export function storable(text: string): string {
  return text.replaceAll('\0', '');
}

export function instant(at: string): string {
  return at.replace(/\.(\d{3})Z$/, '.$1000Z');
}

import type { Engine } from '../../warehouse/store.ts';

/** What goes into one column: a text, a whole number, or nothing. */
export type Cell = string | number | null;
export type Line = readonly Cell[];

/** A name, with `:whole` behind it where the column holds whole numbers. */
export type ColumnSpec = string;

/**
 * Any number of lines go in as one text, bound to one `?`: a statement that is always the same, prepared once, and one
 * message to the writer however many lines there are.
 */
export interface Lines {
  /** `"id", "pid"` */
  readonly names: string;
  /** What each column is, read out of a line. */
  readonly values: string;
  /** Goes behind `from`. */
  readonly source: string;
}

export function linesOf(engine: Engine, columns: readonly ColumnSpec[]): Lines {
  const named = columns.map((column) => column.split(':')[0] ?? column);
  return {
    names: named.map((name) => `"${name}"`).join(', '),
    values: columns.map((column, at) => cellAt(at, column.endsWith(':whole'))).join(', '),
    source: linesSource(engine),
  };
}

export function cellAt(at: number, whole = false): string {
  return whole ? `cast(e.value ->> ${at} as bigint)` : `e.value ->> ${at}`;
}

export function linesSource(engine: Engine): string {
  return engine === 'sqlite' ? 'json_each(?) as e' : 'json_array_elements(cast(? as json)) as e(value)';
}

/** Texts bound with `textOf(list)`: `"id" in (…)`. */
export function among(engine: Engine): string {
  return engine === 'sqlite'
    ? '(select value from json_each(?))'
    : '(select value from json_array_elements_text(cast(? as json)) as e(value))';
}

export function overwrite(columns: readonly ColumnSpec[]): string {
  return columns
    .map((column) => column.split(':')[0] ?? column)
    .map((name) => `"${name}" = excluded."${name}"`)
    .join(', ');
}

export function textOf(lines: readonly (Line | Cell)[]): string {
  return JSON.stringify(lines, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

/** One of the engines has no U+0000 in a text and no half of a character, and a message may quote data that has. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

import { createHash } from 'node:crypto';

/**
 * How rows are spelled for a digest, whatever file holds them: their cells one after another, empty ones at the end left out. Cells
 * hold no control characters, so that these can't be confused with what is in them.
 */
export const BETWEEN_CELLS = '\u001F';
export const AFTER_ROW = '\u001E';

/** What a cell came to: days and instants are those that the file holds as such. */
export type SpelledValue =
  | null
  | string
  | number
  | boolean
  | { readonly day: string }
  | { readonly instant: string }
  /** Its result is not part of it: another program may make it anew. */
  | { readonly formula: string };

export function spelled(value: SpelledValue): string {
  if (value === null) return '';
  switch (typeof value) {
    case 'string':
      return `t${value}`;
    case 'number':
      return `n${value}`;
    case 'boolean':
      return value ? 'b1' : 'b0';
    default:
      if ('day' in value) return `d${value.day}`;
      return 'instant' in value ? `i${value.instant}` : `=${value.formula}`;
  }
}

export function spelledRow(values: readonly SpelledValue[]): string {
  let row = '';
  let between = 0;
  for (const value of values) {
    const text = spelled(value);
    if (text !== '') {
      row += BETWEEN_CELLS.repeat(between) + text;
      between = 0;
    }
    between += 1;
  }
  return row + AFTER_ROW;
}

/** Of a few rows at once; empty ones at the end don't count. */
export function digestOfRows(rows: readonly (readonly SpelledValue[])[]): string {
  return digestOfSpelled(rows.map(spelledRow).join(''));
}

export function digestOfSpelled(rows: string): string {
  let end = rows.length;
  while (end > 1 && rows[end - 1] === AFTER_ROW && rows[end - 2] === AFTER_ROW) end -= 1;
  return createHash('sha256').update(rows.slice(0, end)).digest('hex');
}

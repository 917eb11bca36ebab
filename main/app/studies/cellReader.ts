import type { PreviewColumn } from '../../sources/files/plan.ts';
import { MISSING, readerFor, UNREADABLE } from '../../sources/files/values/reader.ts';

/** A cell as the statistics read it: days like 2024-01-31, numbers with a point, '' where there is nothing. */
export type CellReader = (cell: unknown) => string;

/** What a column is asked for. Names stay as they are: 1.10 and 1.1 are two of them. */
export type Holds = 'names' | 'days' | 'amounts';

/**
 * Rewrites days and numbers where the first rows of the column leave no doubt how they are written, such as 31.01.2024 and 1.234,5. What can't be read
 * so stays as it is, to be refused with its own words.
 */
export function cellReader(column: PreviewColumn, holds: Holds): CellReader {
  if (holds === 'names') return textOf;
  const { type, dayOrder, decimalMark } = column;
  const scale = type.kind === 'decimal' ? 10 ** type.scale : 1;
  const rewrites =
    holds === 'days'
      ? type.kind === 'day' && dayOrder !== undefined
      : type.kind === 'decimal' || (type.kind === 'number' && decimalMark === ',');
  const read = readerFor(type, {
    ...(dayOrder !== undefined && { dayOrder }),
    ...(decimalMark !== undefined && { decimalMark }),
  });
  return (cell) => {
    const text = textOf(cell).trim();
    if (MISSING.has(text)) return '';
    if (!rewrites) return text;
    const value = read(text);
    if (value === UNREADABLE || value === null) return text;
    return type.kind === 'decimal' ? String(Number(value) / scale) : String(value);
  };
}

function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

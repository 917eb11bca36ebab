import type { Cell, Look } from '../../workbook/cell.ts';
import { LOOKS, SIZE } from '../style/looks.ts';
import { LINE } from './sheetHead.ts';
import { spanOf } from './spanOf.ts';

/** Letters are narrower than the digit that widths are counted in. */
const LETTERS_A_DIGIT = 1.1;
const MOST = 409;

/**
 * An attribute that says how high a row is, where a program wouldn't find out by itself: none fits a row to a text that goes over
 * several columns.
 */
export function rowHeight(row: readonly Cell[], widths: readonly number[]): string {
  let column = 0;
  let lines = 0;
  for (const cell of row) {
    const span = spanOf(cell);
    const text = textOf(cell);
    if (span > 1 && text !== null) {
      const wide = widths.slice(column, column + span).reduce((sum, width) => sum + width, 0);
      const fits = Math.max(8, (wide || span * 9) * LETTERS_A_DIGIT * (SIZE / text.size));
      const needed = text.text
        .split('\n')
        .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / fits)), 0);
      lines = Math.max(lines, needed * (text.size / SIZE));
    }
    column += span;
  }
  return lines <= 1 ? '' : ` ht="${Math.min(MOST, Math.ceil(lines * LINE + 2))}" customHeight="1"`;
}

function textOf(cell: Cell): { readonly text: string; readonly size: number } | null {
  if (cell === null || typeof cell !== 'object' || !('look' in cell) || cell.look === undefined) return null;
  const look: Look = cell.look;
  if (LOOKS[look].wrapped !== true) return null;
  const value = 'value' in cell ? cell.value : 'text' in cell ? cell.text : cell.cached;
  return typeof value === 'string' ? { text: value, size: LOOKS[look].font.size } : null;
}

import type { Cell } from '../../workbook/cell.ts';
import { LOOKS, SIZE } from '../style/looks.ts';
import { LINE } from './sheetHead.ts';
import { spanOf } from './spanOf.ts';

/** Letters are narrower than the digit that widths are counted in. */
const LETTERS_A_DIGIT = 1.1;
const HIGHEST = 409;

/** An attribute that says how high a row is, where it needs more than a line: not every program finds out by itself. */
export function rowHeight(row: readonly Cell[], widths: readonly number[]): string {
  let column = 0;
  let lines = 1;
  for (const cell of row) {
    const span = spanOf(cell);
    const wide = Array.from({ length: span }, (_, index) => widths[column + index] ?? 9);
    lines = Math.max(
      lines,
      linesOf(
        cell,
        wide.reduce((sum, width) => sum + width, 0),
      ),
    );
    column += span;
  }
  return lines === 1 ? '' : ` ht="${Math.min(HIGHEST, Math.ceil(lines * LINE + 3))}" customHeight="1"`;
}

/** In lines of the usual size. */
function linesOf(cell: Cell, wide: number): number {
  if (cell === null || typeof cell !== 'object' || !('look' in cell) || cell.look === undefined) return 1;
  const { wrapped = false, font } = LOOKS[cell.look];
  const larger = font.size / SIZE;
  const text = 'value' in cell ? cell.value : 'text' in cell ? cell.text : cell.cached;
  if (!wrapped || typeof text !== 'string') return larger;
  const fits = Math.max(4, (wide * LETTERS_A_DIGIT) / larger);
  const needed = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / fits)), 0);
  return needed * larger;
}

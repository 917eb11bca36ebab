import type { ReadCell, ReadRow } from '../read/workbook/readSheet.ts';
import { AFTER_ROW, BETWEEN_CELLS } from '../workbook/spelling.ts';

/** A row for a digest: its cells by their columns, empty ones at the end left out. */
export function rowText(row: ReadRow, spell: (cell: ReadCell) => string): string {
  let text = '';
  let last = 1;
  for (const cell of row.cells) {
    const one = spell(cell);
    if (one === '') continue;
    text += (cell.column === last + 1 ? BETWEEN_CELLS : BETWEEN_CELLS.repeat(cell.column - last)) + one;
    last = cell.column;
  }
  return text + AFTER_ROW;
}

/** Rows that are not in the file. */
export function emptyRows(count: number): string {
  return AFTER_ROW.repeat(Math.max(0, count));
}

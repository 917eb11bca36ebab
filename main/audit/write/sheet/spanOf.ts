import type { Cell } from '../../workbook/cell.ts';

/** Columns that a cell of a page takes up. */
export function spanOf(cell: Cell): number {
  return cell !== null && typeof cell === 'object' && 'across' in cell ? Math.max(1, cell.across ?? 1) : 1;
}

import type { Cell, CellValue, FormulaResult } from '../../workbook/cell.ts';
import { serialOfDay, serialOfInstant } from '../../workbook/serial.ts';
import type { Page } from '../../workbook/workbook.ts';
import type { ChartCell } from '../charts/chartValues.ts';
import { spanOf } from './spanOf.ts';

/** What stands where on a page, as charts and tables take it. */
export function pageCells(rows: Page['rows']): (row: number, column: number) => ChartCell {
  const laid = new Map<number, Map<number, Cell>>();
  const lay = (row: number): Map<number, Cell> => {
    const known = laid.get(row);
    if (known !== undefined) return known;
    const cells = new Map<number, Cell>();
    let column = 1;
    for (const cell of rows[row - 1] ?? []) {
      cells.set(column, cell);
      column += spanOf(cell);
    }
    laid.set(row, cells);
    return cells;
  };
  return (row, column) => seen(lay(row).get(column) ?? null);
}

function seen(cell: Cell): ChartCell {
  if (cell === null || typeof cell !== 'object' || 'day' in cell || 'instant' in cell) return ofValue(cell);
  if ('value' in cell) return ofValue(cell.value);
  if ('text' in cell) return { value: cell.text, kind: 'text' };
  const result = ofResult(cell.cached);
  return cell.format?.kind === 'day' && result.kind === 'number' ? { ...result, kind: 'day' } : result;
}

function ofValue(value: CellValue): ChartCell {
  if (value === null) return { value: null, kind: 'number' };
  if (typeof value === 'bigint') return { value: Number(value), kind: 'number' };
  if (typeof value !== 'object') return ofResult(value);
  const serial = 'day' in value ? serialOfDay(value.day) : serialOfInstant(value.instant);
  return serial === null
    ? { value: 'day' in value ? value.day : value.instant, kind: 'text' }
    : { value: serial, kind: 'day' };
}

function ofResult(value: FormulaResult): ChartCell {
  if (typeof value === 'string') return { value, kind: 'text' };
  if (typeof value === 'number') return { value: Number.isFinite(value) ? value : null, kind: 'number' };
  return { value: null, kind: 'number' };
}

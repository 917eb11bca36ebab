import type { ChartCell, ChartTable } from './chart.ts';

/** Cells that a spreadsheet would take for a formula. */
const ACTIVE = /^[=+\-@\t\r]/;

/** A table as CSV (RFC 4180). Text that a spreadsheet would carry out is made inert; numbers stay numbers, negative ones too. */
export function csvOf({ columns, rows }: ChartTable): string {
  return `${[columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A table as a spreadsheet takes it from the clipboard. */
export function tsvOf({ columns, rows }: ChartTable): string {
  return [columns, ...rows]
    .map((row) => row.map((cell) => inert(cell).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

function csvCell(cell: ChartCell): string {
  const text = inert(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function inert(cell: ChartCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return ACTIVE.test(cell) ? `'${cell}` : cell;
}

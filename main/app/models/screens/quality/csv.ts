import type { Cell } from '../../../../../shared/domain/cell.ts';

/** One line of CSV. A text that a spreadsheet would take for a formula is marked as text. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' ? asText(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asText(text: string): string {
  const risky = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)*$/.test(text);
  return risky ? `'${text}` : text;
}

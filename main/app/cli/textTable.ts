import type { RowPage } from '../../../shared/contract/warehouse.ts';
import { type Cell, decimalText } from '../../../shared/domain/cell.ts';
import type { ColumnType } from '../../../shared/domain/column.ts';

const WIDEST = 60;

export interface TextColumn {
  readonly title: string;
  /** Figures stand to the right. */
  readonly figures?: boolean;
}

/** Columns as wide as they need to be, none wider than a person reads. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  widest = WIDEST,
): string {
  const shown = rows.map((row) => row.map((cell) => oneLine(cell, widest)));
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...shown.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        columns[at]?.figures ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return [columns.map(({ title }) => title), rule, ...shown].map(line).join('\n');
}

export function pageTable({ columns, rows }: Omit<RowPage, 'more'>): string {
  const heads = columns.map(({ name, type }) => ({ title: name, figures: isFigure(type) }));
  return textTable(
    heads,
    rows.map((row) => row.map((cell, at) => cellText(cell, columns[at]?.type))),
  );
}

function cellText(cell: Cell, type: ColumnType | undefined): string {
  if (cell === null) return '';
  if (type?.kind === 'decimal') return decimalText(String(cell), type.scale);
  return String(cell);
}

function isFigure({ kind }: ColumnType): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'number';
}

/** Control characters would move the cursor of a terminal, or worse. */
function oneLine(text: string, widest: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length > widest ? `${plain.slice(0, widest - 1)}…` : plain;
}

export function sizeText(bytes: number | null): string {
  if (bytes === null) return '';
  const step = [1e9, 1e6, 1e3].find((size) => bytes >= size) ?? 1;
  const unit = { 1e9: 'GB', 1e6: 'MB', 1e3: 'kB', 1: 'B' }[step] ?? 'B';
  return `${Number((bytes / step).toPrecision(3))} ${unit}`;
}

export function countText(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}

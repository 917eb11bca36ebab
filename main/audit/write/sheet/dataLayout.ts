import type { Cell, NumberFormat } from '../../workbook/cell.ts';
import { cellName, columnLetters } from '../../workbook/reference.ts';
import type { DataSheet } from '../../workbook/workbook.ts';
import { columnTitles } from '../parts/tableXml.ts';
import { type StyleSet, styleSet } from '../style/styleSet.ts';
import type { CellWriter } from './cellWriter.ts';
import { sheetHead } from './sheetHead.ts';
import type { Writing } from './writing.ts';

/** Columns of these stand at the left. */
const OF_TEXT: readonly NumberFormat['kind'][] = ['text', 'general'];

/** How every sheet that the rows come to is laid out. */
export interface DataLayout {
  readonly sheet: DataSheet;
  readonly titles: readonly string[];
  readonly letters: readonly string[];
  readonly plain: readonly StyleSet[];
  readonly titleRow: number;
}

export function dataLayout(sheet: DataSheet, writing: Writing): DataLayout {
  return {
    sheet,
    titles: columnTitles(sheet.columns.map(({ title }) => title)),
    letters: sheet.columns.map((_, index) => columnLetters(index + 1)),
    plain: sheet.columns.map(({ format }) => styleSet(writing.styles, 'plain', format)),
    titleRow: sheet.heading.length + 1,
  };
}

/** Everything above the first row. */
export function writeHead(cells: CellWriter, layout: DataLayout, first: boolean, writing: Writing): void {
  const { sheet, titles, titleRow } = layout;
  cells.xml = sheetHead({
    first,
    widths: sheet.columns.map(({ width }) => width),
    frozen: { rows: titleRow, columns: 0 },
    grid: true,
  });
  const lines: readonly (readonly Cell[])[] = [
    ...sheet.heading.map((cell) => [cell]),
    titles.map((value) => ({ value, look: 'heading' as const })),
  ];
  const plain = styleSet(writing.styles, 'plain');
  lines.forEach((line, index) => {
    cells.xml += `<row r="${index + 1}">`;
    cells.beginRow();
    line.forEach((cell, column) => {
      const over = OF_TEXT.includes(sheet.columns[column]?.format.kind ?? 'text');
      cells.write(cell, index + 1, column + 1, cellName(index + 1, column + 1), plain, !over);
    });
    cells.xml += '</row>';
  });
  cells.spelled = '';
}

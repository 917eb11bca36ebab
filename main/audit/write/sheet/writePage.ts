import { cellName, columnLetters, MOST_COLUMNS, MOST_ROWS, readRange } from '../../workbook/reference.ts';
import { AFTER_ROW, digestOfSpelled } from '../../workbook/spelling.ts';
import type { Page, PageTable } from '../../workbook/workbook.ts';
import { columnTitles } from '../parts/tableXml.ts';
import { styleSet } from '../style/styleSet.ts';
import { attachmentsOf } from './attachments.ts';
import { CellWriter } from './cellWriter.ts';
import { noExtras } from './extras.ts';
import { pageCells } from './pageCells.ts';
import { rowHeight } from './rowHeight.ts';
import { sheetHead } from './sheetHead.ts';
import { sheetTail } from './sheetTail.ts';
import { spanOf } from './spanOf.ts';
import type { SheetOfFile, Writing } from './writing.ts';

/** Writes a sheet that was made as a whole. */
export async function writePage(
  name: string,
  page: Page,
  first: boolean,
  writing: Writing,
): Promise<SheetOfFile> {
  const { parts, styles, properties } = writing;
  if (page.rows.length > MOST_ROWS) throw new Error(`The page “${name}” has ${page.rows.length} rows.`);
  const part = `xl/worksheets/sheet${parts.next('sheet')}.xml`;
  const extras = noExtras();
  const told = new Map<string, { row: number; column: number; text: string }>();
  const cells = new CellWriter({
    styles,
    extras,
    hasSheet: (wanted) => writing.sheetNames.has(wanted),
    tell: (row, column, text) => told.set(cellName(row, column), { row, column, text }),
  });
  writeRows(cells, page, styleSet(styles, 'plain'));
  const attachments = attachmentsOf(writing);
  const tables = (page.tables ?? []).map((table) =>
    attachments.addTable(tableOf(name, table, page, writing)),
  );
  const drawing = page.charts === undefined || page.charts.length === 0 ? null : attachments.addDrawing();
  if (drawing !== null) writing.drawings.push({ part: drawing.part, charts: page.charts ?? [] });
  const notes = joined([...extras.notes, ...told.values()]);
  const head = sheetHead({
    first,
    widths: page.widths,
    frozen: page.frozen ?? { rows: 0, columns: 0 },
    grid: false,
  });
  const tail = sheetTail(
    {
      protected: page.open !== true,
      extras,
      validations: page.validations ?? [],
      highlights: page.highlights ?? [],
      portrait: page.portrait === true,
      title: properties.title,
      packageId: properties.packageId,
      texts: page.rows.length === 0 ? null : `A1:${columnLetters(widest(page.rows))}${page.rows.length}`,
      drawing: drawing?.relation ?? null,
      notes: attachments.addNotes(notes, page.widths),
      tables,
    },
    attachments.relations,
  );
  await parts.add('worksheet', part, head + cells.xml + tail);
  await attachments.write(part);
  writing.chartSheets.set(name, { cell: pageCells(page.rows), kinds: [] });
  return {
    name,
    part,
    kind: 'page',
    rows: page.rows.length,
    digest: digestOfSpelled(cells.spelled),
    repeated: page.repeated ?? null,
  };
}

function writeRows(cells: CellWriter, page: Page, plain: ReturnType<typeof styleSet>): void {
  const at = pageCells(page.rows);
  /** The first of the next rows that holds anything tells what a column is of. */
  const isNumber = (row: number, column: number) => {
    for (let below = row; below < row + 5; below += 1) {
      const { value, kind } = at(below, column);
      if (value !== null) return kind !== 'text';
    }
    return false;
  };
  page.rows.forEach((row, index) => {
    const number = index + 1;
    cells.beginRow();
    if (row.length > 0) {
      cells.xml += `<row r="${number}"${rowHeight(row, page.widths)}>`;
      let column = 1;
      for (const cell of row) {
        cells.write(cell, number, column, cellName(number, column), plain, isNumber(number + 1, column));
        column += spanOf(cell);
      }
      if (column - 1 > MOST_COLUMNS) throw new Error(`A row has ${column - 1} columns.`);
      cells.xml += '</row>';
    }
    cells.spelled += AFTER_ROW;
  });
}

function widest(rows: Page['rows']): number {
  const width = (row: Page['rows'][number]) => row.reduce<number>((sum, cell) => sum + spanOf(cell), 0);
  return rows.reduce((most, row) => Math.max(most, width(row)), 1);
}

function tableOf(sheet: string, { name, range }: PageTable, page: Page, { tableNames }: Writing) {
  const cells = readRange(range);
  const lower = name.toLowerCase();
  if (cells === null || cells.top === cells.bottom || cells.bottom > page.rows.length)
    throw new Error(
      `The table ${name} of “${sheet}” can't stand at ${range}: it has titles and at least one row.`,
    );
  if (
    !/^[a-z_][a-z0-9_.]{0,254}$/.test(lower) ||
    /^([a-z]{1,3}\d+|r\d*c\d*|r|c)$/.test(lower) ||
    tableNames.has(lower)
  )
    throw new Error(`A table of “${sheet}” can't be called ${name}: it is taken, or a name of cells.`);
  tableNames.add(lower);
  const at = pageCells(page.rows);
  const titles = Array.from({ length: cells.right - cells.left + 1 }, (_, index) => {
    const { value } = at(cells.top, cells.left + index);
    return typeof value === 'string' ? value : '';
  });
  if (columnTitles(titles).some((title, index) => title !== titles[index]))
    throw new Error(`The titles of the table ${name} of “${sheet}” are not texts of one line, each its own.`);
  return { name, range, titles };
}

/** A cell has one note. */
function joined(notes: readonly { readonly row: number; readonly column: number; readonly text: string }[]) {
  const byCell = new Map<string, { row: number; column: number; text: string }>();
  for (const note of notes) {
    const name = cellName(note.row, note.column);
    const known = byCell.get(name);
    byCell.set(name, known === undefined ? note : { ...note, text: `${known.text}\n${note.text}` });
  }
  return [...byCell.values()];
}

import { read, type WorkSheet } from 'xlsx';
import type { OpenFile } from '../bytes/openFile.ts';
import { detectHeader } from '../csv/dialect.ts';
import type { TableEnd, TableItem, TableOrder } from '../tables.ts';
import { unreadable } from '../trouble.ts';
import { textOf } from '../values/reader.ts';
import { createCellReader } from './cell.ts';
import { bytesOfWorkbook } from './checkWorkbook.ts';

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const BATCH = 2_000;
const ROWS_JUDGED = 200;

/** A row of a sheet as it lies there, without the empty cells at its end. */
interface SheetRow {
  readonly line: number;
  readonly cells: readonly unknown[];
}

/** One sheet of a workbook: values as they were last calculated, dates as days or instants. */
export async function* readWorkbook(
  file: OpenFile,
  order: TableOrder,
): AsyncGenerator<TableItem, TableEnd, void> {
  const bytes = await bytesOfWorkbook(file);
  const sheets = parse(file, () => read(bytes, { type: 'buffer', bookSheets: true })).SheetNames;
  const index = order.sheet === undefined ? 0 : sheets.indexOf(order.sheet);
  const sheet = sheets[index];
  if (sheet === undefined)
    throw unreadable(
      file.path,
      order.sheet === undefined
        ? `${file.path} has no sheet.`
        : `${file.path} has no sheet “${order.sheet}”.`,
      `Choose one of: ${sheets.join(', ')}.`,
    );
  const book = parse(file, () =>
    read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheets: index,
    }),
  );
  const cells = createCellReader(book.Workbook?.WBProps?.date1904 === true);
  const rows = rowsOf(file, book.Sheets[sheet], cells.read);
  const header = order.header ?? looksLikeHeader(rows.slice(0, ROWS_JUDGED));
  const [first] = rows;
  const named = header ? (first?.cells ?? []) : [];
  const width = header ? named.length : rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0);
  const body = header ? rows.slice(1) : rows;
  yield {
    columns: Array.from({ length: width }, (_, at) => ({ original: textOf(named[at]) ?? '', type: null })),
    header,
    sheets,
    sheet,
    totalRows: body.length,
  };
  const wanted = Math.min(body.length, order.mostRows ?? Number.POSITIVE_INFINITY);
  for (let at = 0; at < wanted; at += BATCH) {
    const batch = body.slice(at, Math.min(at + BATCH, wanted));
    yield { rows: batch.map((row) => padded(row.cells, width)), lines: batch.map(({ line }) => line) };
  }
  return { notes: cells.notes() };
}

/** What SheetJS throws at a broken workbook says nothing to its owner. */
function parse<T>(file: OpenFile, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why =
      error instanceof Error && /password|encrypt/i.test(error.message)
        ? 'it is locked with a password'
        : 'it is damaged, or no workbook';
    throw unreadable(
      file.path,
      `The workbook ${file.path} could not be read: ${why}.`,
      'Open it in your spreadsheet program, save it as .xlsx or CSV, and load that.',
    );
  }
}

function rowsOf(
  file: OpenFile,
  sheet: WorkSheet | undefined,
  readCell: (cell: unknown) => unknown,
): SheetRow[] {
  const data: unknown = sheet?.['!data'] ?? [];
  if (!Array.isArray(data)) return [];
  if (data.length > MOST_ROWS) throw tooLarge(file, `a row beyond ${MOST_ROWS}`);
  const rows: SheetRow[] = [];
  for (let line = 0; line < data.length; line += 1) {
    const row: unknown = data[line];
    if (!Array.isArray(row)) continue;
    if (row.length > MOST_COLUMNS) throw tooLarge(file, `a column beyond ${MOST_COLUMNS}`);
    const cells = Array.from(row, readCell);
    while (cells.length > 0 && (cells.at(-1) ?? null) === null) cells.pop();
    if (cells.length > 0) rows.push({ line: line + 1, cells });
  }
  return rows;
}

function tooLarge(file: OpenFile, what: string) {
  return unreadable(
    file.path,
    `The workbook ${file.path} states ${what}.`,
    'Save it again with your spreadsheet program.',
  );
}

function looksLikeHeader(rows: readonly SheetRow[]): boolean {
  const [first, ...below] = rows.map(({ cells }) => cells);
  if (first === undefined || !first.every((cell) => typeof cell === 'string')) return false;
  if (below.some((cells) => cells.some((cell) => typeof cell === 'number' || typeof cell === 'boolean')))
    return true;
  return detectHeader(rows.map(({ cells }) => cells.map((cell) => textOf(cell) ?? ''))).value;
}

function padded(cells: readonly unknown[], width: number): readonly unknown[] {
  return cells.length >= width
    ? cells
    : [...cells, ...Array.from({ length: width - cells.length }, () => null)];
}

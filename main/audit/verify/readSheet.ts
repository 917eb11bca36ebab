import { createHash } from 'node:crypto';
import type { OpenPackage } from '../read/readPackage.ts';
import type { ReadCell, ReadRow } from '../read/workbook/readSheet.ts';
import { AFTER_ROW } from '../workbook/spelling.ts';
import { comparable, exactly } from './comparable.ts';
import { createBlocks } from './dataBlocks.ts';
import type { DataPrint, PagePrint, SheetPrint } from './packagePrint.ts';
import { emptyRows, rowText } from './rowTexts.ts';

/** A sheet as it stands in the file. */
export interface SheetReading {
  readonly print: SheetPrint;
  /** Of its rows, as the writer makes it. */
  readonly digest: string;
  readonly cells: number;
  readonly formulas: number;
  /** Of data sheets: rows that are there. */
  readonly rows: number;
  readonly results: readonly ResultCell[];
  /** Of data sheets: their titles, and what each column adds up to. */
  readonly columns: readonly ColumnReading[];
  /** Sheets that formulas speak of. */
  readonly mentioned: ReadonlySet<string>;
}

/** A formula that came to TIES or BREAK when the file was saved. */
export interface ResultCell {
  readonly row: string;
  readonly ties: boolean;
}

export interface ColumnReading {
  readonly title: string;
  readonly sum: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** Where its rows begin; null for a page. */
export type Shape = { readonly from: number } | null;

const RESULTS: readonly unknown[] = ['TIES', 'BREAK'];
const MENTION = /"(?:[^"]|"")*"|'((?:[^']|'')+)'!/g;

export async function readSheet(
  book: OpenPackage,
  name: string,
  shape: Shape,
  onRows: (rows: number) => void,
): Promise<SheetReading> {
  const page = createPage(name);
  const data = shape === null ? null : createData(name, shape.from);
  let [cells, formulas] = [0, 0];
  const results: ResultCell[] = [];
  const mentioned = new Set<string>();
  for await (const rows of book.rows(name)) {
    for (const row of rows) {
      for (const cell of row.cells) {
        if (cell.value !== null || cell.formula !== null) cells += 1;
        if (cell.formula === null) continue;
        formulas += 1;
        for (const [, sheet] of cell.formula.matchAll(MENTION))
          if (sheet !== undefined) mentioned.add(sheet.replaceAll("''", "'"));
        if (RESULTS.includes(cell.value)) results.push({ row: rowId(row), ties: cell.value === 'TIES' });
      }
      if (data === null || shape === null || row.at < shape.from) page.add(row);
      else data.add(row);
    }
    onRows(data === null ? 0 : rows.length);
  }
  const { print, digest } = page.end();
  const common = { cells, formulas, results, mentioned };
  if (data === null) return { ...common, print, digest, rows: 0, columns: [] };
  const ended = data.end(print.locked);
  return { ...common, ...ended, rows: ended.print.rows };
}

function rowId({ cells }: ReadRow): string {
  const [first] = cells;
  return first?.column === 1 && typeof first.value === 'string' ? first.value : '';
}

function createPage(name: string) {
  const hash = createHash('sha256');
  const locked: PagePrint['locked'] = [];
  const inputs: PagePrint['inputs'] = [];
  let written = 0;
  return {
    add(row: ReadRow) {
      for (const cell of row.cells) {
        const text = comparable(cell);
        if (!cell.locked) inputs.push([row.at, cell.column, text]);
        else if (text !== '') locked.push([row.at, cell.column, text]);
      }
      const text = rowText(row, exactly);
      if (text === AFTER_ROW) return;
      hash.update(emptyRows(row.at - 1 - written) + text);
      written = row.at;
    },
    end(): { print: PagePrint; digest: string } {
      if (written === 0) hash.update(AFTER_ROW);
      return { print: { kind: 'page', name, locked, inputs }, digest: hash.digest('hex') };
    },
  };
}

function createData(name: string, from: number) {
  const whole = createHash('sha256');
  const blocks = createBlocks();
  const times: ('day' | 'instant' | 'mixed' | null)[] = [];
  const columns = createColumns();
  let rows = 0;
  return {
    add(row: ReadRow) {
      const gap = emptyRows(row.at - from - rows);
      whole.update(gap + rowText(row, exactly));
      blocks.add(row.at - from, row, []);
      rows = row.at - from + 1;
      for (const { column, value } of row.cells) {
        if (typeof value === 'number') times[column] = 'mixed';
        else if (typeof value === 'object' && value !== null && times[column] === undefined)
          times[column] = 'day' in value ? 'day' : 'instant' in value ? 'instant' : 'mixed';
        columns.take(column, value);
      }
    },
    end(locked: PagePrint['locked']): {
      print: DataPrint;
      digest: string;
      columns: readonly ColumnReading[];
    } {
      const plain = Array.from(times, (time) => (time === 'day' || time === 'instant' ? time : null));
      const print: DataPrint = {
        ...{ kind: 'data', name, locked, from, rows, times: plain },
        blocks: blocks.end(rows),
      };
      const titles = new Map(
        locked.flatMap(([at, column, text]) => (at === from - 1 ? [[column, text.slice(1)] as const] : [])),
      );
      return { print, digest: whole.digest('hex'), columns: columns.told(titles) };
    },
  };
}

function createColumns() {
  const sums: number[] = [];
  const lost: number[] = [];
  const firsts: string[] = [];
  const lasts: string[] = [];
  return {
    take(column: number, value: ReadCell['value']) {
      if (typeof value === 'number') {
        const sum = sums[column] ?? 0;
        const next = sum + value;
        lost[column] =
          (lost[column] ?? 0) + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum);
        sums[column] = next;
      } else if (typeof value === 'object' && value !== null && 'day' in value) {
        const { day } = value;
        if (firsts[column] === undefined || day < firsts[column]) firsts[column] = day;
        if (lasts[column] === undefined || day > lasts[column]) lasts[column] = day;
      }
    },
    told: (titles: ReadonlyMap<number, string>): ColumnReading[] =>
      [...titles].map(([column, title]) => ({
        title,
        sum: (sums[column] ?? 0) + (lost[column] ?? 0),
        ...{ first: firsts[column] ?? null, last: lasts[column] ?? null },
      })),
  };
}

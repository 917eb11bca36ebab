import { type CellObject, utils, type WorkSheet, write } from 'xlsx';
import type { Column, Row, Value } from '../../../shared/domain/column.ts';
import { serialOfDay, serialOfInstant } from '../workbook/serial.ts';
import { cellText } from '../write/text/xmlText.ts';

export type TableColumn = Pick<Column, 'name' | 'type'>;

/** SheetJS holds the whole sheet at once, at half a kilobyte a cell: what is more goes into an audit package, which streams. */
export const MOST_CELLS = 1_000_000;

const WIDEST = 60;
const NARROWEST = 10;

/** Rows as a plain workbook to work on: no formulas, no proof. Text stays text, whatever it begins with. */
export function tableFile(columns: readonly TableColumn[], rows: readonly Row[]): Uint8Array {
  const sheet = utils.aoa_to_sheet(
    [
      columns.map(({ name }) => text(name)),
      ...rows.map((row) => columns.map(({ type }, at) => cellOf(row[at] ?? null, type))),
    ],
    { dense: true },
  );
  sheet['!cols'] = columns.map(({ name }, at) => ({ wch: widthOf(name, rows, at) }));
  if (sheet['!ref'] !== undefined) sheet['!autofilter'] = { ref: sheet['!ref'] };
  return packed(sheet);
}

function packed(sheet: WorkSheet): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Rows');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

function cellOf(value: Value, type: Column['type']): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return { t: 'b', v: value };
  if (typeof value === 'bigint') return wholeCell(value, type.kind === 'decimal' ? type.scale : 0);
  if (typeof value === 'number') return Number.isFinite(value) ? { t: 'n', v: value } : text(String(value));
  if (typeof value !== 'string') return text(Buffer.from(value).toString('hex'));
  const serial = type.kind === 'day' ? serialOfDay(value) : null;
  if (serial !== null) return { t: 'n', v: serial, z: 'yyyy-mm-dd' };
  const moment = type.kind === 'instant' ? serialOfInstant(value) : null;
  return moment === null ? text(value) : { t: 'n', v: moment, z: 'yyyy-mm-dd hh:mm:ss' };
}

/** Excel counts in doubles: a whole number that would lose digits there is told as text. */
function wholeCell(value: bigint, scale: number): CellObject {
  const plain = Number(value);
  if (!Number.isSafeInteger(plain)) return text(scale === 0 ? String(value) : decimal(value, scale));
  return scale === 0
    ? { t: 'n', v: plain }
    : { t: 'n', v: Number(decimal(value, scale)), z: `0.${'0'.repeat(scale)}` };
}

function decimal(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function text(value: string): CellObject {
  return { t: 's', v: cellText(value) };
}

function widthOf(name: string, rows: readonly Row[], at: number): number {
  const longest = rows
    .slice(0, 200)
    .reduce((most, row) => Math.max(most, String(row[at] ?? '').length), name.length);
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

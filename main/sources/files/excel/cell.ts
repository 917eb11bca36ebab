import { SSF } from 'xlsx';
import { instantFromMicros } from '../values/day.ts';

const DAY_MS = 86_400_000;
/** Day 0 of the two calendars a workbook may count in. */
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);

interface Cell {
  readonly t?: unknown;
  readonly v?: unknown;
  readonly z?: unknown;
  readonly f?: unknown;
}

export interface CellReader {
  /** A number, text, yes or no, a day or an instant as Leadline writes them, or null. */
  readonly read: (cell: unknown) => unknown;
  /** What was found on the way and a person should know. */
  readonly notes: () => string[];
}

export function createCellReader(date1904: boolean): CellReader {
  const seen = { errors: 0, uncalculated: 0, times: 0 };
  const read = (raw: unknown): unknown => {
    if (typeof raw !== 'object' || raw === null) return null;
    const cell: Cell = raw;
    const { v: value } = cell;
    if (cell.t === 'e') {
      seen.errors += 1;
      return null;
    }
    if (value === undefined || value === null) {
      if (cell.f !== undefined) seen.uncalculated += 1;
      return null;
    }
    if (value instanceof Date) return instantOf(value.getTime());
    if (typeof value !== 'number') return typeof value === 'string' && value === '' ? null : value;
    if (!Number.isFinite(value)) return null;
    if (typeof cell.z !== 'string' || !SSF.is_date(cell.z)) return value;
    const dated = dateOf(value, cell.z, date1904);
    if (dated.endsWith('Z')) seen.times += 1;
    return dated;
  };
  return { read, notes: () => notesOn(seen) };
}

function notesOn({
  errors,
  uncalculated,
  times,
}: {
  errors: number;
  uncalculated: number;
  times: number;
}): string[] {
  return [
    ...(errors > 0
      ? [`${errors} ${errors === 1 ? 'cell shows' : 'cells show'} an error and became empty.`]
      : []),
    ...(uncalculated > 0
      ? [
          `${uncalculated} ${uncalculated === 1 ? 'formula was' : 'formulas were'} never calculated and became empty.`,
        ]
      : []),
    ...(times > 0 ? ['Times in a workbook carry no zone: they are read as UTC.'] : []),
  ];
}

/** A day where the number is shown as one, an instant where it is shown with a time, and text where only the time is shown. */
function dateOf(serial: number, format: string, date1904: boolean): string {
  const shown = format.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '');
  const hasDay = /[yd]/i.test(shown);
  const hasTime = /[hs]/i.test(shown);
  if (!hasDay && hasTime) return String(SSF.format(format, serial));
  // Excel counts a 29 February 1900 that never was.
  const days = !date1904 && serial < 60 ? serial + 1 : serial;
  const millis = (date1904 ? FROM_1904 : FROM_1900) + Math.round(days * DAY_MS);
  const instant = instantOf(millis);
  if (instant === null) return String(serial);
  return hasTime ? instant : instant.slice(0, 10);
}

function instantOf(millis: number): string | null {
  return Number.isFinite(millis) ? instantFromMicros(BigInt(Math.round(millis)) * 1000n) : null;
}

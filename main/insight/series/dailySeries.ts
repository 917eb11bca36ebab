import { type DayNumber, writeDay } from './dayNumber.ts';
import { type ReadRows, readRows } from './readRows.ts';
import { counted, isRefusal, type Refusal, refuse } from './refusal.ts';

export interface DailyRow {
  readonly day: string;
  /** As it came from a file or a table. */
  readonly value: unknown;
  /** The reporting zone the day is counted in, where the row says so. */
  readonly zone?: string | null;
}

/** One value a day without holes in the calendar; a day nothing is known of is NaN, never 0. */
export interface DailySeries {
  readonly name: string;
  readonly firstDay: DayNumber;
  readonly values: Float64Array;
  /** Of all rows; null when none says. */
  readonly zone: string | null;
  /** What was done to the rows, to be shown beside every result. */
  readonly notes: readonly SeriesNote[];
}

export interface SeriesNote {
  readonly kind: 'sorted' | 'summed' | 'gaps';
  readonly message: string;
}

export interface DailySeriesOptions {
  /** Used in sentences. */
  readonly name: string;
  /** What two rows of one day mean: parts of the day to be summed, or a mistake. */
  readonly duplicates: 'refuse' | 'sum';
}

/** A century: beyond it a day is a typing mistake, and the calendar between would be filled with nothing. */
const LONGEST_SPAN = 36525;

/** Sorts what is unsorted and says so; leaves days without a row missing and says so; refuses what would need a guess. */
export function dailySeries(rows: readonly DailyRow[], options: DailySeriesOptions): DailySeries | Refusal {
  const read = readRows(rows, options.name);
  return isRefusal(read) ? read : onCalendar(read, options);
}

/** The same of rows that are read already, at least one. */
export function onCalendar(read: ReadRows, { name, duplicates }: DailySeriesOptions): DailySeries | Refusal {
  const notes: SeriesNote[] = [];
  const { firstDay, lastDay, sorted } = spanOf(read.days);
  if (!sorted)
    notes.push({
      kind: 'sorted',
      message: `The rows of ${name} were not in order of their days and were sorted.`,
    });
  const span = lastDay - firstDay + 1;
  if (span > LONGEST_SPAN)
    return refuse(
      'spanTooLong',
      `${name} runs from ${writeDay(firstDay)} to ${writeDay(lastDay)}, more than a century.`,
      'Correct the day that is written wrong.',
    );

  const { values, seen } = fillCalendar(read, firstDay, span);
  const repeated = describeRepeated(seen, firstDay, name);
  if (repeated !== null && duplicates === 'refuse')
    return refuse(
      'duplicateDays',
      `${repeated}.`,
      'Keep one row a day, or say that rows of a day are parts to be summed.',
    );
  if (repeated !== null) notes.push({ kind: 'summed', message: `${repeated}; they were summed.` });
  const gaps = describeGaps(seen, firstDay, name);
  return { name, firstDay, values, zone: read.zone, notes: gaps === null ? notes : [...notes, gaps] };
}

function spanOf(days: Int32Array): { firstDay: DayNumber; lastDay: DayNumber; sorted: boolean } {
  let firstDay = days[0] as number;
  let lastDay = firstDay;
  let sorted = true;
  let before = firstDay;
  for (let row = 1; row < days.length; row++) {
    const day = days[row] as number;
    if (day < before) sorted = false;
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
    before = day;
  }
  return { firstDay, lastDay, sorted };
}

/** Each row goes to its day, which is all the sorting it takes. */
function fillCalendar({ days, values: read }: ReadRows, firstDay: DayNumber, span: number) {
  const values = new Float64Array(span).fill(Number.NaN);
  const seen = new Uint32Array(span);
  for (let row = 0; row < days.length; row++) {
    const at = (days[row] as number) - firstDay;
    const value = read[row] as number;
    seen[at] = (seen[at] as number) + 1;
    // A missing part doesn't empty the day, nor does it count as 0 when it is all there is.
    if (Number.isNaN(value)) continue;
    const sofar = values[at] as number;
    values[at] = Number.isNaN(sofar) ? value : sofar + value;
  }
  return { values, seen };
}

function describeRepeated(seen: Uint32Array, firstDay: DayNumber, name: string): string | null {
  const repeated = seen.reduce((count, rowsOfDay) => count + (rowsOfDay > 1 ? 1 : 0), 0);
  if (repeated === 0) return null;
  const example = writeDay(firstDay + seen.findIndex((rowsOfDay) => rowsOfDay > 1));
  return `${counted(repeated, 'day')} of ${name} ${repeated === 1 ? 'has' : 'have'} more than one row, the first ${example}`;
}

function describeGaps(seen: Uint32Array, firstDay: DayNumber, name: string): SeriesNote | null {
  let absent = 0;
  let longest = 0;
  let longestEnd = 0;
  let running = 0;
  for (let at = 0; at < seen.length; at++) {
    running = seen[at] === 0 ? running + 1 : 0;
    if (running > 0) absent++;
    if (running > longest) {
      longest = running;
      longestEnd = at;
    }
  }
  if (absent === 0) return null;
  const from = writeDay(firstDay + longestEnd - longest + 1);
  const holes = `${counted(absent, 'day')} of ${name} ${absent === 1 ? 'has' : 'have'} no row`;
  return {
    kind: 'gaps',
    message: `${holes} and ${absent === 1 ? 'counts' : 'count'} as missing, not as 0; the longest gap is ${counted(longest, 'day')} from ${from}.`,
  };
}

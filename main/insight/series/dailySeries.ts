import { dayWords } from '../../../shared/domain/dayWords.ts';
import { type Grain, steps } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { type StepNumber, writeStep } from '../grain/stepNumber.ts';
import { type ReadRows, readRows } from './readRows.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

export interface DailyRow {
  readonly day: string;
  /** As it came from a file or a table. */
  readonly value: unknown;
  /** The reporting zone the day is counted in, where the row says so. */
  readonly zone?: string | null;
}

/** One value a step without holes in the calendar, and nearly always a step is a day; one that nothing is known of is NaN, never 0. */
export interface DailySeries {
  readonly name: string;
  /** Number of the first step: of a day where the grain is days. */
  readonly firstDay: StepNumber;
  readonly values: Float64Array;
  /** Left out where it is days. */
  readonly grain?: Grain;
  /** Of all rows; null when none says. */
  readonly zone: string | null;
  /** What was done to the rows, to be shown beside every result. */
  readonly notes: readonly SeriesNote[];
}

export interface SeriesNote {
  readonly kind: 'sorted' | 'summed' | 'gaps' | 'weeks';
  readonly message: string;
}

export interface DailySeriesOptions {
  /** Used in sentences. */
  readonly name: string;
  /** What two rows of one day mean: parts of the day to be summed, or a mistake. */
  readonly duplicates: 'refuse' | 'sum';
  /** What the rows' numbers count; days unless told. */
  readonly grain?: Grain;
}

/** Sorts what is unsorted and says so; leaves days without a row missing and says so; refuses what would need a guess. */
export function dailySeries(rows: readonly DailyRow[], options: DailySeriesOptions): DailySeries | Refusal {
  const read = readRows(rows, options.name);
  return isRefusal(read) ? read : onCalendar(read, options);
}

/** The same of rows that are read already, at least one. */
export function onCalendar(
  read: ReadRows,
  { name, duplicates, grain = 'day' }: DailySeriesOptions,
): DailySeries | Refusal {
  const { longestSpan, longestSpanText } = grainSettings(grain);
  const notes: SeriesNote[] = [];
  const { firstDay, lastDay, sorted } = spanOf(read.days);
  if (!sorted)
    notes.push({
      kind: 'sorted',
      message: `The rows of ${name} were not in order of their ${grain}s and were sorted.`,
    });
  const span = lastDay - firstDay + 1;
  if (span > longestSpan)
    return refuse(
      'spanTooLong',
      `${name} runs from ${stepWords(firstDay, grain)} to ${stepWords(lastDay, grain)}, more than ${longestSpanText}.`,
      `Correct the ${grain} that is written wrong.`,
    );

  const { values, seen } = fillCalendar(read, firstDay, span);
  const repeated = describeRepeated(seen, firstDay, name, grain);
  if (repeated !== null && duplicates === 'refuse')
    return refuse(
      'duplicateDays',
      `${repeated}.`,
      `Keep one row ${grain === 'hour' ? 'an hour' : `a ${grain}`}, or say that rows of ${grain === 'hour' ? 'an hour' : `a ${grain}`} are parts to be summed.`,
    );
  if (repeated !== null) notes.push({ kind: 'summed', message: `${repeated}; they were summed.` });
  const gaps = describeGaps(seen, firstDay, name, grain);
  const told = { name, firstDay, values, zone: read.zone, notes: gaps === null ? notes : [...notes, gaps] };
  return grain === 'day' ? told : { ...told, grain };
}

function spanOf(days: Int32Array): { firstDay: StepNumber; lastDay: StepNumber; sorted: boolean } {
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
function fillCalendar({ days, values: read }: ReadRows, firstDay: StepNumber, span: number) {
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

function describeRepeated(
  seen: Uint32Array,
  firstDay: StepNumber,
  name: string,
  grain: Grain,
): string | null {
  const repeated = seen.reduce((count, rowsOfDay) => count + (rowsOfDay > 1 ? 1 : 0), 0);
  if (repeated === 0) return null;
  const example = stepWords(firstDay + seen.findIndex((rowsOfDay) => rowsOfDay > 1), grain);
  return `${steps(repeated, grain)} of ${name} ${repeated === 1 ? 'has' : 'have'} more than one row, the first ${example}`;
}

function describeGaps(
  seen: Uint32Array,
  firstDay: StepNumber,
  name: string,
  grain: Grain,
): SeriesNote | null {
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
  const from = stepWords(firstDay + longestEnd - longest + 1, grain);
  const holes = `${steps(absent, grain)} of ${name} ${absent === 1 ? 'has' : 'have'} no row`;
  return {
    kind: 'gaps',
    message: `${holes} and ${absent === 1 ? 'counts' : 'count'} as missing, not as 0; the longest gap is ${steps(longest, grain)} from ${from}.`,
  };
}

function stepWords(step: StepNumber, grain: Grain): string {
  return dayWords(writeStep(step, grain));
}

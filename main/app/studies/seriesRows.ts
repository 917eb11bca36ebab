import type { Grain } from '../../../shared/domain/grain.ts';
import { hourOf, writeStep } from '../../insight/grain/stepNumber.ts';
import type { StudySeries } from '../../insight/screen/study.ts';
import { type DailyRow, dailySeries, onCalendar } from '../../insight/series/dailySeries.ts';
import { readDay } from '../../insight/series/dayNumber.ts';
import { mixedZones, PLAIN, zoneOf } from '../../insight/series/readRows.ts';
import { readValue } from '../../insight/series/readValue.ts';
import { refuse } from '../../insight/series/refusal.ts';

/** The rows of series that share their days, as numbers from the moment they come: there are millions. */
export interface SeriesRows {
  add(day: string, values: readonly string[]): void;
  /** The series of one place among the values. */
  series(at: number, name: string, duplicates: 'refuse' | 'sum'): StudySeries;
}

const FIRST_ROWS = 32;

/** Hours are those of UTC, whatever offset their instants are written with; rows of weeks are days first. */
export function createSeriesRows(width: number, grain: Exclude<Grain, 'week'> = 'day'): SeriesRows {
  let count = 0;
  let days = new Int32Array(FIRST_ROWS);
  const columns = Array.from({ length: width }, () => new Float64Array(FIRST_ROWS));
  const offsets = new Set<string>();
  /** What is no day or number, as it was written, to be read and refused by those who know how. */
  const odd = new Map<string, string>();
  /** The first text that is no instant, where hours are asked for. */
  let noHour: { readonly text: string; readonly row: number } | null = null;

  function makeRoom(): void {
    const wider = new Int32Array(2 * count);
    wider.set(days);
    days = wider;
    columns.forEach((column, at) => {
      const longer = new Float64Array(2 * count);
      longer.set(column);
      columns[at] = longer;
    });
  }

  /** All that was asked for at once, so that the first row that is wrong is the one that is told. */
  function asWritten(at: number): DailyRow[] {
    const column = columns[at] as Float64Array;
    return Array.from(days.subarray(0, count), (day, row) => ({
      day: odd.get(`day ${row}`) ?? writeStep(day),
      value: odd.get(`${at} ${row}`) ?? column[row],
    }));
  }

  return {
    add(day, values) {
      if (count === days.length) makeRoom();
      const read = readDay(day);
      const hour = grain === 'hour' && read !== null ? hourOf(day, read.day) : null;
      if (grain === 'hour') {
        if (hour === null) noHour ??= { text: day, row: count + 1 };
        days[count] = hour ?? 0;
        offsets.add('UTC');
      } else if (read === null) odd.set(`day ${count}`, day);
      else {
        days[count] = read.day;
        offsets.add(read.offset ?? PLAIN);
      }
      for (let at = 0; at < width; at++) {
        const text = values[at] ?? '';
        const value = readValue(text);
        if (value.kind === 'text' || value.kind === 'infinite') odd.set(`${at} ${count}`, text);
        (columns[at] as Float64Array)[count] = value.kind === 'number' ? value.value : Number.NaN;
      }
      count += 1;
    },
    series(at, name, duplicates) {
      const options = { name, duplicates, grain };
      if (noHour !== null) return { name, series: notAnHour(name, noHour) };
      const isOdd = [...odd.keys()].some((key) => key.startsWith('day ') || key.startsWith(`${at} `));
      if (isOdd || count === 0) return { name, series: dailySeries(asWritten(at), options) };
      const mixed = mixedZones(offsets, name);
      if (mixed !== null) return { name, series: mixed };
      const values = (columns[at] as Float64Array).subarray(0, count);
      return {
        name,
        series: onCalendar({ days: days.subarray(0, count), values, zone: zoneOf(offsets) }, options),
      };
    },
  };
}

function notAnHour(name: string, { text, row }: { readonly text: string; readonly row: number }) {
  return refuse(
    'dayUnreadable',
    `“${text}” in row ${row} of ${name} doesn’t say which hour it is.`,
    'Write instants with their offset, like 2024-01-31T14:00Z or 2024-01-31T15:00+01:00.',
  );
}

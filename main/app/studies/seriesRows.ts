import type { StudySeries } from '../../insight/screen/study.ts';
import { type DailyRow, dailySeries } from '../../insight/series/dailySeries.ts';
import { readDay, writeDay } from '../../insight/series/dayNumber.ts';
import { readValue } from '../../insight/series/readValue.ts';

/** The rows of series that share their days. Numbers as they come: a row of text takes ten times the memory, and there are millions. */
export interface SeriesRows {
  add(day: string, values: readonly string[]): void;
  /** The series of one place among the values. */
  series(at: number, name: string, duplicates: 'refuse' | 'sum'): StudySeries;
}

export function createSeriesRows(width: number): SeriesRows {
  const days: number[] = [];
  const columns = Array.from({ length: width }, (): number[] => []);
  /** What is no plain day or number, as it was written, to be read and refused by those who know how. */
  const odd = new Map<string, string>();

  return {
    add(day, values) {
      const row = days.length;
      const read = readDay(day);
      const plain = read !== null && read.offset === null;
      if (!plain) odd.set(`day ${row}`, day);
      days.push(plain ? read.day : Number.NaN);
      columns.forEach((column, at) => {
        const text = values[at] ?? '';
        const value = readValue(text);
        if (value.kind === 'text' || value.kind === 'infinite') odd.set(`${at} ${row}`, text);
        column.push(value.kind === 'number' ? value.value : Number.NaN);
      });
    },
    series(at, name, duplicates) {
      const column = columns[at] as number[];
      const rows = days.map(
        (day, row): DailyRow => ({
          day: Number.isNaN(day) ? (odd.get(`day ${row}`) ?? '') : writeDay(day),
          value: odd.get(`${at} ${row}`) ?? (column[row] as number),
        }),
      );
      return { name, series: dailySeries(rows, { name, duplicates }) };
    },
  };
}

import { describe, expect, it } from 'vitest';
import { writeStep } from '../grain/stepNumber.ts';
import type { DailySeries } from './dailySeries.ts';
import { readDay } from './dayNumber.ts';
import { isRefusal } from './refusal.ts';
import { weeklySeries } from './weeklySeries.ts';

/** 2026-01-01 is a Thursday. */
function days(values: readonly number[], from = '2026-01-01'): DailySeries {
  const firstDay = readDay(from)?.day ?? Number.NaN;
  return { name: 'sales', firstDay, values: Float64Array.from(values), zone: 'UTC', notes: [] };
}

const whole = { aggregate: 'sum', partial: 'missing' } as const;
const ones = (count: number) => new Array<number>(count).fill(1);

function made(series: DailySeries, options: Parameters<typeof weeklySeries>[1] = whole) {
  const weeks = weeklySeries(series, options);
  if (isRefusal(weeks)) throw new Error(weeks.message);
  return weeks;
}

describe('weeks of days', () => {
  it('run from Monday to Sunday, without the ones that began before or aren’t over', () => {
    const weeks = made(days([...ones(4), 1, 2, 3, 4, 5, 6, 7, ...ones(7), ...ones(6)]));
    expect(writeStep(weeks.firstDay, 'week')).toBe('2026-01-05');
    expect(weeks).toMatchObject({ grain: 'week', zone: 'UTC', values: Float64Array.of(28, 7) });
    expect(weeks.notes.map(({ message }) => message)).toEqual([
      'The last week of sales, from 19 Jan 2026, isn’t over in the data and was left out.',
    ]);
    expect(Array.from(made(days(ones(14), '2026-01-05')).values)).toEqual([7, 7]);
  });

  it('are missing where a day is, unless the known days are to be kept', () => {
    const gappy = days([...ones(7), 2, 2, Number.NaN, 2, 2, 2, 2, ...ones(7)], '2026-01-05');
    expect(Array.from(made(gappy).values)).toEqual([7, Number.NaN, 7]);
    expect(made(gappy).notes[0]?.message).toBe('1 week of sales lacks a day or more and counts as missing.');
    expect(Array.from(made(gappy, { ...whole, partial: 'keep' }).values)).toEqual([7, 12, 7]);
    expect(Array.from(made(gappy, { aggregate: 'mean', partial: 'keep' }).values)).toEqual([1, 2, 1]);
    expect(Array.from(made(gappy, { ...whole, aggregate: 'mean' }).values)).toEqual([1, Number.NaN, 1]);
  });

  it('can be rows of weeks already, once that is said', () => {
    const mondays = Array.from({ length: 22 }, (_, i) => (i % 7 === 0 ? i : Number.NaN));
    const rows = days(mondays, '2026-01-05');
    expect(weeklySeries(rows, whole)).toMatchObject({
      refused: 'tooManyMissing',
      next: 'If each of its rows is a week already, write partial_weeks: keep in the study.',
    });
    expect(Array.from(made(rows, { ...whole, partial: 'keep' }).values)).toEqual([0, 7, 14, 21]);
  });

  it('leave the running week out also where known days are kept', () => {
    const kept = made(days([...ones(14), 1, 1], '2026-01-05'), { ...whole, partial: 'keep' });
    expect(Array.from(kept.values)).toEqual([7, 7]);
  });
});

import { describe, expect, it } from 'vitest';
import { readDay } from '../series/dayNumber.ts';
import { hourOf, mondayOf, weekOf, writeStep } from './stepNumber.ts';

const dayOf = (text: string) => readDay(text)?.day ?? Number.NaN;
const hourIn = (text: string) => hourOf(text, dayOf(text.slice(0, 10)));

describe('steps', () => {
  it('of weeks begin on Mondays, across years and before 1970', () => {
    for (const monday of ['2024-12-30', '2026-11-16', '1969-12-29', '1899-01-02']) {
      const day = dayOf(monday);
      for (let after = 0; after < 7; after++) expect(weekOf(day + after)).toBe(weekOf(day));
      expect(weekOf(day - 1)).toBe(weekOf(day) - 1);
      expect(mondayOf(weekOf(day + 6))).toBe(day);
      expect(writeStep(weekOf(day + 3), 'week')).toBe(monday);
    }
  });

  it('of hours are those of UTC, whatever the clock on the wall says', () => {
    // In New York the clock shows 01:30 twice on that night; both are hours of their own.
    const twice = ['2025-11-02T01:30:00-04:00', '2025-11-02T01:30:00-05:00'].map(hourIn);
    expect(twice.map((hour) => writeStep(hour ?? 0, 'hour'))).toEqual([
      '2025-11-02T05:00Z',
      '2025-11-02T06:00Z',
    ]);
    // And in spring it skips from 02:00 to 03:00 with no hour between.
    expect((hourIn('2025-03-09T03:00-04:00') ?? 0) - (hourIn('2025-03-09T01:59-05:00') ?? 0)).toBe(1);
    expect(writeStep(hourIn('2024-01-01 00:15:00.5+05:30') ?? 0, 'hour')).toBe('2023-12-31T18:00Z');
    expect(writeStep(hourIn('1969-12-31T23:00Z') ?? 0, 'hour')).toBe('1969-12-31T23:00Z');
  });

  it('aren’t guessed where a text doesn’t say which instant it is', () => {
    for (const text of ['2024-01-01', '2024-01-01T05:00', '2024-01-01 24:00Z', '2024-01-01T05Z'])
      expect(hourIn(text)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { alignPair } from './alignPair.ts';
import { checkPair } from './checkPair.ts';
import { type DailyRow, type DailySeries, dailySeries } from './dailySeries.ts';
import { readDay, writeDay } from './dayNumber.ts';
import { isRefusal, type Refusal } from './refusal.ts';

const read = (rows: readonly DailyRow[], duplicates: 'refuse' | 'sum' = 'refuse') =>
  dailySeries(rows, { name: 'views', duplicates });
const row = (day: string, value: unknown, zone?: string): DailyRow => ({
  day,
  value,
  ...(zone ? { zone } : {}),
});

function good<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.message);
  return value as T;
}

describe('days', () => {
  it('count like the calendar, leap days and turns of the century included', () => {
    for (let day = -800_000; day < 200_000; day += 997) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (date.length === 10 && !date.startsWith('-')) {
        expect(writeDay(day)).toBe(date);
        expect(readDay(date)?.day).toBe(day);
      }
    }
    expect(readDay('2000-02-29')?.day).toBe(11016);
  });

  it.each(['2023-02-29', '2024-13-01', '01/02/2024', '2024-1-5', '', '20240105', '2024-01-05x'])(
    'refuse %s',
    (text) => {
      expect(readDay(text)).toBeNull();
    },
  );

  it('know from which zone an instant was counted', () => {
    expect(readDay('2024-01-05')?.offset).toBeNull();
    expect(readDay('2024-01-05T00:00:00Z')?.offset).toBe('UTC');
    expect(readDay('2024-01-05T23:30:00.000+0200')?.offset).toBe('+02:00');
  });
});

describe('a daily series', () => {
  it('has a place for every day, and says what was done', () => {
    const series = good(read([row('2024-01-05', '4'), row('2024-01-01', 1), row('2024-01-02', '')]));
    expect(writeDay(series.firstDay)).toBe('2024-01-01');
    expect(Array.from(series.values)).toEqual([1, Number.NaN, Number.NaN, Number.NaN, 4]);
    expect(series.notes.map(({ kind }) => kind)).toEqual(['sorted', 'gaps']);
    expect(series.notes[1]?.message).toBe(
      '2 days of views have no row and count as missing, not as 0; the longest gap is 2 days from 3 Jan 2024.',
    );
    expect(good(read([row('2024-01-01', 0), row('2024-01-02', 5n)])).notes).toEqual([]);
  });

  it('refuses two rows a day, or sums them when told that they are parts', () => {
    const rows = [row('2024-01-01', 1), row('2024-01-01', 2), row('2024-01-02', null), row('2024-01-02', 7)];
    expect(read(rows)).toMatchObject({
      refused: 'duplicateDays',
      message: '2 days of views have more than one row, the first 1 Jan 2024.',
    });
    const summed = good(read(rows, 'sum'));
    expect(Array.from(summed.values)).toEqual([3, 7]);
    expect(summed.notes.map(({ kind }) => kind)).toEqual(['summed']);
    expect(Array.from(good(read([row('2024-01-01', null), row('2024-01-01', '')], 'sum')).values)).toEqual([
      Number.NaN,
    ]);
  });

  it.each([
    ['noRows', []],
    ['dayUnreadable', [row('5.1.2024', 1)]],
    ['textInNumbers', [row('2024-01-01', '1,234')]],
    ['textInNumbers', [row('2024-01-01', '12 €')]],
    ['textInNumbers', [row('2024-01-01', true)]],
    ['textInNumbers', [row('2024-01-01', '0x10')]],
    ['infinite', [row('2024-01-01', Number.POSITIVE_INFINITY)]],
    ['infinite', [row('2024-01-01', '-Inf')]],
    ['infinite', [row('2024-01-01', '1e999')]],
    ['mixedZones', [row('2024-01-01', 1, 'UTC'), row('2024-01-02', 1, 'Europe/Berlin')]],
    ['mixedZones', [row('2024-01-01T00:00:00Z', 1), row('2024-01-02T00:00:00+02:00', 1)]],
    ['mixedZones', [row('2024-01-01T00:00:00Z', 1), row('2024-01-02', 1)]],
    ['spanTooLong', [row('0204-01-01', 1), row('2024-01-02', 1)]],
  ])('refuses as %s', (reason, rows) => {
    const refusal = read(rows as DailyRow[]);
    expect(refusal).toMatchObject({ refused: reason });
    expect((refusal as Refusal).next.length).toBeGreaterThan(20);
  });

  it('names the row and what stands in it', () => {
    const refusal = read([row('2024-01-01', 1), row('2024-01-02', 'many')]);
    expect((refusal as Refusal).message).toBe('“many” in row 2 of views is no number.');
  });
});

describe('a pair', () => {
  const series = (
    name: string,
    firstDay: number,
    values: readonly number[],
    zone: string | null = null,
  ): DailySeries => ({
    name,
    firstDay,
    values: Float64Array.from(values),
    zone,
    notes: [],
  });
  const busy = (n: number) => Array.from({ length: n }, (_, i) => 5 + (i % 7));
  const check = (signal: readonly number[], outcome: readonly number[]) =>
    checkPair(good(alignPair(series('views', 0, signal), series('sales', 0, outcome))));

  it('is cut to the days of both calendars', () => {
    const pair = good(alignPair(series('views', 10, [1, 2, 3, 4]), series('sales', 12, [7, Number.NaN, 9])));
    expect(pair).toMatchObject({ firstDay: 12, sharedDays: 1, missingShare: 0.5 });
    expect(Array.from(pair.signal)).toEqual([3, 4]);
    expect(Array.from(pair.outcome)).toEqual([7, Number.NaN]);
  });

  it('is refused when the two never meet or count different days', () => {
    expect(alignPair(series('views', 100, [1, 2]), series('sales', 0, [1, 2]))).toMatchObject({
      refused: 'noOverlap',
      message: 'sales ends on 2 Jan 1970, before views begins on 11 Apr 1970.',
    });
    const apart = alignPair(series('views', 0, [1], 'UTC'), series('sales', 0, [1], 'America/New_York'));
    expect(apart).toMatchObject({ refused: 'mixedZones' });
    expect(isRefusal(alignPair(series('views', 0, [1], 'UTC'), series('sales', 0, [1])))).toBe(false);
  });

  it('passes at its limits', () => {
    expect(check(busy(180), busy(180))).toBeNull();
    const fifthMissing = busy(250).map((value, i) => (i % 5 === 0 ? Number.NaN : value));
    expect(check(fifthMissing, busy(250))).toBeNull();
    const twoFifthsZero = busy(200).map((value, i) => (i % 5 < 2 ? 0 : value));
    expect(check(twoFifthsZero, busy(200))).toBeNull();
  });

  it.each([
    ['tooShort', busy(3), busy(3)],
    ['tooShort', busy(179), busy(179)],
    ['tooShort', [], []],
    ['tooManyMissing', busy(400).map((value, i) => (i % 4 === 0 ? Number.NaN : value)), busy(400)],
    ['mostlyZero', busy(200), busy(200).map((value, i) => (i % 2 === 0 ? 0 : value))],
    ['mostlyOneValue', busy(200), busy(200).map((_, i) => (i % 2 === 0 ? 4 : 5))],
    ['constant', new Array<number>(200).fill(3), busy(200)],
    ['constant', busy(200), new Array<number>(200).fill(0)],
    ['negative', busy(200), busy(200).map((value, i) => (i === 9 ? -2 : value))],
  ])('is refused as %s', (reason, signal, outcome) => {
    const overlap = alignPair(series('views', 0, signal), series('sales', 0, outcome));
    // No rows at all never reach a pair; they don't overlap either.
    if (signal.length === 0) expect(overlap).toMatchObject({ refused: 'noOverlap' });
    else expect(checkPair(good(overlap))).toMatchObject({ refused: reason });
  });

  it('of mostly zeros is sent to the event study', () => {
    const refusal = check(
      busy(200),
      busy(200).map((value, i) => (i % 10 === 0 ? value : 0)),
    );
    expect(refusal?.message).toBe('sales is zero on 90 % of its days; correlation needs 40 % or less.');
    expect(refusal?.next).toContain('event study');
  });
});

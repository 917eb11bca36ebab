import { describe, expect, it } from 'vitest';
import { createDates } from '../expressions/dates/createDates.ts';
import { type Clamping, clampingTo, NO_CLAMPING } from './clamping.ts';
import { instantOf } from './instants.ts';
import type { Interval } from './intervals.ts';
import { mergeIntervals } from './intervals.ts';
import { type WindowRules, windowsOf } from './windows.ts';

const dates = createDates();
const at = (text: string) => instantOf(Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text));

function rules(more: Partial<WindowRules>): WindowRules {
  return {
    dates,
    start: at('2024-01-01'),
    end: at('2024-01-10'),
    step: null,
    granularity: null,
    lookback: null,
    clamping: NO_CLAMPING,
    strictly: false,
    ...more,
  };
}

function until(text: string): readonly Interval[] {
  return [{ start: at('2024-01-01'), end: at(text), latest: at(text) }];
}

function shown(given: WindowRules, read: readonly Interval[]): string[] {
  const day = (milliseconds: number) =>
    new Date(milliseconds).toISOString().replace(/T00:00:00.000Z$|\.000Z$/, '');
  return [...windowsOf(given, read)].map(
    ({ start, end }) => `${day(start.milliseconds)} ${day(end.milliseconds)}`,
  );
}

describe('windows of a cursor', () => {
  it('are one from what was read until now without a step', () => {
    expect(shown(rules({}), until('2024-01-01'))).toEqual(['2024-01-01 2024-01-10']);
    expect(shown(rules({}), until('2024-01-07'))).toEqual(['2024-01-07 2024-01-10']);
    expect(shown(rules({}), until('2024-01-10'))).toEqual([]);
  });

  it('end a granule before the next begins, and the last one ends now', () => {
    expect(shown(rules({ step: 'P4D', granularity: 'P1D' }), until('2024-01-01'))).toEqual([
      '2024-01-01 2024-01-04',
      '2024-01-05 2024-01-08',
      '2024-01-09 2024-01-10',
    ]);
    const months = rules({ step: 'P1M', granularity: 'PT1S', end: at('2024-03-15') });
    expect(shown(months, [{ start: at('2024-01-01'), end: at('2024-01-31'), latest: null }])).toEqual([
      '2024-01-31 2024-02-28T23:59:59',
      '2024-02-29 2024-03-15',
    ]);
  });

  it('look back, but never before the start', () => {
    expect(shown(rules({ lookback: 'P2D' }), until('2024-01-05'))).toEqual(['2024-01-03 2024-01-10']);
    expect(shown(rules({ lookback: 'P2D' }), until('2024-01-02'))).toEqual(['2024-01-01 2024-01-10']);
    expect(shown(rules({ lookback: 'P1D', end: at('2024-01-05') }), until('2024-01-05'))).toEqual([
      '2024-01-04 2024-01-05',
    ]);
  });

  it('fill the gaps that failures left, oldest first', () => {
    const read = [
      { start: at('2024-01-02'), end: at('2024-01-03'), latest: null },
      { start: at('2024-01-07'), end: at('2024-01-08'), latest: null },
    ];
    expect(shown(rules({ step: 'P2D', granularity: 'P1D' }), read)).toEqual([
      '2024-01-01 2024-01-01',
      '2024-01-04 2024-01-05',
      '2024-01-06 2024-01-06',
      '2024-01-08 2024-01-10',
    ]);
  });

  it('leave out what begins where it ends only where the vendor refuses that', () => {
    const one = { step: 'P3D', granularity: 'P3D', end: at('2024-01-07') };
    expect(shown(rules(one), until('2024-01-01'))).toEqual([
      '2024-01-01 2024-01-01',
      '2024-01-04 2024-01-07',
    ]);
    expect(shown(rules({ ...one, strictly: true }), until('2024-01-01'))).toEqual(['2024-01-04 2024-01-07']);
  });

  it('begin and end with a week or a month where they are to', () => {
    const up = (clamping: Clamping | null, text: string) =>
      new Date(clamping?.up(at(text)).milliseconds ?? 0).toISOString().slice(0, 10);
    const down = (clamping: Clamping | null, text: string) =>
      new Date(clamping?.down(at(text)).milliseconds ?? 0).toISOString().slice(0, 10);
    expect(up(clampingTo('MONTH', null), '2024-01-31')).toBe('2024-02-01');
    expect(up(clampingTo('MONTH', null), '2024-12-02')).toBe('2025-01-01');
    expect(up(clampingTo('MONTH', null), '2024-12-01')).toBe('2024-12-01');
    expect(down(clampingTo('MONTH', null), '2024-12-20')).toBe('2024-12-01');
    // The 3rd of January 2024 is a Wednesday.
    expect(up(clampingTo('WEEK', 'MONDAY'), '2024-01-03')).toBe('2024-01-08');
    expect(up(clampingTo('WEEK', 'WEDNESDAY'), '2024-01-03')).toBe('2024-01-03');
    expect(down(clampingTo('WEEK', 'MONDAY'), '2024-01-03')).toBe('2024-01-01');
    expect(up(clampingTo('DAY', null), '2024-01-03T05:00:00Z')).toBe('2024-01-04');
    expect(clampingTo('WEEK', null)).toBeNull();
    expect(clampingTo('YEAR', null)).toBeNull();
  });
});

describe('intervals', () => {
  const second = (instant: { milliseconds: number }) => instantOf(instant.milliseconds + 1000);
  it('become one where nothing fits between them', () => {
    const merged = mergeIntervals(
      [
        { start: at('2024-01-03T00:00:01Z'), end: at('2024-01-04'), latest: at('2024-01-09') },
        { start: at('2024-01-01'), end: at('2024-01-03'), latest: null },
        { start: at('2024-01-06'), end: at('2024-01-07'), latest: null },
      ],
      second,
    );
    expect(merged).toEqual([
      { start: at('2024-01-01'), end: at('2024-01-04'), latest: at('2024-01-09') },
      { start: at('2024-01-06'), end: at('2024-01-07'), latest: null },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createDates, instantOf } from './createDates.ts';
import { readDuration } from './isoDuration.ts';
import { readIsoMoment } from './isoMoment.ts';

const dates = createDates();
const at = (text: string) => Date.parse(text);
const through = (text: string, from: string, to: string) => {
  const instant = dates.parse(text, from);
  return instant === null ? null : dates.format(instant, to);
};

describe('dates', () => {
  it.each([
    ['2024-06-01', '%Y-%m-%d', at('2024-06-01T00:00:00Z'), 0, 0],
    ['2024-06-01T10:20:30Z', '%Y-%m-%dT%H:%M:%SZ', at('2024-06-01T10:20:30Z'), 0, 0],
    ['2024-06-01T10:20:30.123456+0200', '%Y-%m-%dT%H:%M:%S.%f%z', at('2024-06-01T08:20:30.123Z'), 456, 120],
    ['2024-06-01T10:20:30-05:30', '%Y-%m-%dT%H:%M:%S%z', at('2024-06-01T15:50:30Z'), 0, -330],
    ['2024-06-01T10:20:30.5Z', '%Y-%m-%dT%H:%M:%S.%fZ', at('2024-06-01T10:20:30.5Z'), 0, 0],
    ['2024-06-01T10:20:30.007Z', '%Y-%m-%dT%H:%M:%S.%_msZ', at('2024-06-01T10:20:30.007Z'), 0, 0],
    ['1718452800', '%s', at('2024-06-15T12:00:00Z'), 0, 0],
    ['1718452800.25', '%s_as_float', at('2024-06-15T12:00:00.25Z'), 0, 0],
    ['1718452800123', '%ms', at('2024-06-15T12:00:00.123Z'), 0, 0],
    ['1718452800123456', '%epoch_microseconds', at('2024-06-15T12:00:00.123Z'), 456, 0],
    ['-1', '%s', -1000, 0, 0],
    ['20240601', '%Y%m%d', at('2024-06-01T00:00:00Z'), 0, 0],
    ['Jun 1, 2024 1:05 PM', '%b %d, %Y %I:%M %p', at('2024-06-01T13:05:00Z'), 0, 0],
    ['29.02.24', '%d.%m.%y', at('2024-02-29T00:00:00Z'), 0, 0],
    ['2024-153', '%Y-%j', at('2024-06-01T00:00:00Z'), 0, 0],
    ['2024-W22-6', '%G-W%V-%u', at('2024-06-01T00:00:00Z'), 0, 0],
    ['2024-22-6', '%Y-%W-%w', at('2024-06-01T00:00:00Z'), 0, 0],
    ['2024-21-6', '%Y-%U-%w', at('2024-06-01T00:00:00Z'), 0, 0],
    ['Sat Jun  1 10:20:30 2024', '%c', at('2024-06-01T10:20:30Z'), 0, 0],
    ['06/01/24', '%x', at('2024-06-01T00:00:00Z'), 0, 0],
  ])('reads %s as %s', (text, format, milliseconds, microseconds, offset) => {
    expect(dates.parse(text, format)).toEqual({ milliseconds, microseconds, offset });
  });

  it.each([
    ['2024-06-01', '%Y-%m-%dT%H:%M:%SZ'],
    ['2024-13-01', '%Y-%m-%d'],
    ['2023-02-29', '%Y-%m-%d'],
    ['2024-06-01x', '%Y-%m-%d'],
    ['', '%s'],
    ['soon', '%s'],
    ['99999999999999999', '%s'],
    ['25:00', '%H:%M'],
    ['2024', '%Q'],
    ['(((', '((('.repeat(3)],
  ])('does not take %s for %s', (text, format) => {
    expect(dates.parse(text, format)).toBeNull();
  });

  it.each([
    ['%Y-%m-%dT%H:%M:%S.%f%z', '2024-06-01T10:20:30.123456+0200'],
    ['%Y-%m-%dT%H:%M:%S.%_ms', '2024-06-01T10:20:30.123'],
    ['%s', '1717230030'],
    ['%s_as_float', '1717230030.123456'],
    ['%ms', '1717230030123'],
    ['%epoch_microseconds', '1717230030123456'],
    ['%a, %d %b %Y %I:%M %p', 'Sat, 01 Jun 2024 10:20 AM'],
    ['%-m/%-d %% %Z', '6/1 % UTC+02:00'],
  ])('writes %s', (format, text) => {
    const instant = { milliseconds: at('2024-06-01T08:20:30.123Z'), microseconds: 456, offset: 120 };
    expect(dates.format(instant, format)).toBe(text);
  });

  it('writes and reads back the same instant', () => {
    let seed = 3;
    const draw = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const exact = [
      '%Y-%m-%dT%H:%M:%S.%f%z',
      '%epoch_microseconds',
      '%f %S %M %I %p %j %Y %z',
      '%B %d %y %H:%M:%S.%f %z',
    ];
    for (let round = 0; round < 2000; round += 1) {
      const instant = {
        milliseconds: at('1970-01-01T00:00:00Z') + draw(3_000_000) * 1_000_000 - draw(1000),
        microseconds: draw(1000),
        offset: (draw(57) - 28) * 30,
      };
      const format = exact[draw(exact.length)] as string;
      const read = dates.parse(dates.format(instant, format), format);
      const kept = format.includes('%z') ? instant : { ...instant, offset: 0 };
      if (!format.includes('%y') || instant.milliseconds < at('2068-12-31T00:00:00Z'))
        expect(read).toEqual(kept);
    }
  });

  it('reads many texts of many formats', () => {
    for (let round = 0; round < 1000; round += 1)
      expect(through('2024-06-01', '%Y-%m-%d', `%d${round}x%m`)).toBe(`01${round}x06`);
  });
});

describe('durations', () => {
  it.each([
    ['2024-01-31', 'P1M', 1, '2024-02-29'],
    ['2024-01-31', 'P1M', 2, '2024-03-31'],
    ['2024-03-31', 'P1M', -1, '2024-02-29'],
    ['2024-02-29', 'P1Y', 1, '2025-02-28'],
    ['2024-06-01', 'P2W', 1, '2024-06-15'],
    ['2024-06-01', 'P1D', -1, '2024-05-31'],
    ['2024-06-01', 'PT36H', 1, '2024-06-02'],
    ['2024-06-01', 'P1Y2M3DT4H', 1, '2025-08-04'],
    ['2024-06-01', 'P0D', 5, '2024-06-01'],
    ['2024-06-01', '-P1D', 1, '2024-05-31'],
    ['2024-06-01', 'P0001-02-03T00:00:00', 1, '2025-08-04'],
    ['9999-12-01', 'P1Y', 1, '9999-12-31'],
    ['9999-12-01', 'P100000D', 1, '9999-12-31'],
    ['0001-02-01', 'P1Y', -1, '0001-01-01'],
  ])('%s and %s times %i', (from, duration, times, to) => {
    const instant = dates.parse(from, '%Y-%m-%d') ?? instantOf(0n, 0n);
    expect(dates.format(dates.add(instant, duration, times), '%Y-%m-%d')).toBe(to);
  });

  it('are added on the clock that was written', () => {
    const instant = dates.parse('2024-01-31T23:30:00-0500', '%Y-%m-%dT%H:%M:%S%z') ?? instantOf(0n, 0n);
    const month = dates.add(instant, 'P1M', 1);
    expect(dates.format(month, '%Y-%m-%dT%H:%M:%S%z')).toBe('2024-02-29T23:30:00-0500');
    expect(dates.format(dates.add(instant, 'PT0.000001S', -1), '%S.%f')).toBe('59.999999');
  });

  it.each(['', 'P', 'P0.5M', 'P1,5Y', 'P1', '1D', 'P1H', 'P1.D', 'PT1M1H', 'P-1D', 'soon'])(
    '%s is none',
    (text) => {
      expect(readDuration(text)).toBeNull();
      expect(() => dates.add(instantOf(0n, 0n), text, 1)).toThrow(/no duration of ISO 8601/);
    },
  );

  it('may have parts of a unit', () => {
    expect(readDuration('P0.5D')).toEqual({ months: 0, micros: 43_200_000_000n });
    expect(readDuration('P1,5W')).toEqual({ months: 0, micros: 907_200_000_000n });
    expect(readDuration('PT0.1S')).toEqual({ months: 0, micros: 100_000n });
  });
});

describe('moments of ISO 8601', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00Z'],
    ['2024-06', '2024-06-01T00:00:00Z'],
    ['2024-06-15', '2024-06-15T00:00:00Z'],
    ['20240615', '2024-06-15T00:00:00Z'],
    ['2024-W24-6', '2024-06-15T00:00:00Z'],
    ['2024W246', '2024-06-15T00:00:00Z'],
    ['2024-167', '2024-06-15T00:00:00Z'],
    ['2024-06-15 10', '2024-06-15T10:00:00Z'],
    ['2024-06-15T10:20', '2024-06-15T10:20:00Z'],
    ['20240615T102030,5Z', '2024-06-15T10:20:30.5Z'],
    ['2024-06-15T10:20:30.123456789+02:00', '2024-06-15T08:20:30.123Z'],
    ['2024-06-15T10:20:30-0330', '2024-06-15T13:50:30Z'],
    ['2024-06-15T24:00', '2024-06-16T00:00:00Z'],
  ])('%s', (text, instant) => {
    const read = readIsoMoment(text);
    expect(Math.floor(Number((read?.wall ?? 0n) - (read?.ahead ?? 0n)) / 1000)).toBe(at(instant));
  });

  it.each([
    '',
    'x',
    '2024-13-01',
    '2024-06-31',
    '2024-06-15T',
    '2024-06-15T25:00',
    '2024-366x',
    '202406',
    '2023-366',
  ])('%j is none', (text) => {
    expect(readIsoMoment(text)).toBeNull();
  });
});

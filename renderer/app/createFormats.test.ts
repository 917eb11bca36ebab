import { describe, expect, test } from 'vitest';
import { createFormats, usableLocale } from './createFormats.ts';

const NOW = Date.parse('2026-03-08T12:00:00Z');
const formats = createFormats({ locale: 'en-US', zone: 'America/New_York', currency: 'USD', now: () => NOW });
const german = createFormats({
  locale: 'de_DE.UTF-8',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  now: () => NOW,
});

describe('locale', () => {
  test.each([
    ['en-US@posix', 'en-US'],
    ['C', 'en-US'],
    ['C.UTF-8', 'en-US'],
    ['POSIX', 'en-US'],
    ['', 'en-US'],
    [null, 'en-US'],
    ['not a locale!', 'en-US'],
    ['de_DE.UTF-8', 'de-DE'],
    ['de_AT@euro', 'de-AT'],
    ['pt-BR', 'pt-BR'],
  ])('%s is read as %s', (name, locale) => {
    expect(usableLocale(name)).toBe(locale);
  });
});

describe('days and moments', () => {
  test('a day stays itself in every zone', () => {
    expect(formats.day('2026-03-08')).toBe('8 Mar 2026');
    expect(german.day('2026-03-08')).toBe('08.03.2026');
    const tokyo = createFormats({
      locale: 'en-US',
      zone: 'Pacific/Kiritimati',
      currency: 'USD',
      now: () => NOW,
    });
    expect(tokyo.day('2026-03-08')).toBe('8 Mar 2026');
  });

  test('the hour that daylight saving leaves out is left out', () => {
    expect(formats.instant('2026-03-08T06:59:00Z')).toBe('8 Mar 2026, 01:59 AM EST');
    expect(formats.instant('2026-03-08T07:00:00Z')).toBe('8 Mar 2026, 03:00 AM EDT');
  });

  test('a moment late in the evening belongs to the zone’s day', () => {
    expect(formats.instant('2026-01-01T03:30:00Z')).toBe('31 Dec 2025, 10:30 PM EST');
  });

  test('what is not a day or a moment is shown as it came', () => {
    expect(formats.day('soon')).toBe('soon');
    expect(formats.instant('soon')).toBe('soon');
    expect(formats.ago('soon')).toBe('soon');
  });

  test('how long ago, in the largest whole unit', () => {
    expect(formats.ago('2026-03-08T11:59:59.800Z')).toBe('now');
    expect(formats.ago('2026-03-08T11:57:30Z')).toBe('2 minutes ago');
    expect(formats.ago('2026-03-07T12:00:00Z')).toBe('yesterday');
    expect(formats.ago('2026-03-08T14:00:00Z')).toBe('in 2 hours');
    expect(german.ago('2026-03-05T12:00:00Z')).toBe('vor 3 Tagen');
  });

  test('names the zone days are in', () => {
    expect(formats.zoneNote).toBe('days are in America/New_York');
  });
});

describe('amounts', () => {
  test('money is exact far beyond floating point', () => {
    expect(formats.money(9_007_199_254_740_993_123n)).toBe('$90,071,992,547,409,931.23');
    expect(formats.money(5)).toBe('$0.05');
    expect(formats.money(-123_456)).toBe('-$1,234.56');
  });

  test('money has as many decimals as its currency', () => {
    expect(formats.money(1234, 'JPY')).toBe('¥1,234');
    expect(formats.money(1234, 'KWD').replaceAll('\u00a0', ' ')).toBe('KWD 1.234');
    expect(german.money(123_456).replaceAll('\u00a0', ' ')).toBe('1.234,56 €');
  });

  test('numbers and shares', () => {
    expect(formats.number(1_850_000)).toBe('1,850,000');
    expect(german.number(1_850_000)).toBe('1.850.000');
    expect(formats.number(0.12345, { maximumFractionDigits: 2 })).toBe('0.12');
    expect(formats.percent(0.1234)).toBe('12.3%');
  });

  test('bytes', () => {
    expect([0, 999, 1500, 283_000_000, 2.5e12].map(formats.bytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '283 MB',
      '2.5 TB',
    ]);
  });

  test('durations in at most two units', () => {
    expect([0.25, 4.26, 59.4, 60, 90, 3599, 3600, 4360].map(formats.duration)).toEqual([
      '250 ms',
      '4.3 sec',
      '59 sec',
      '1 min',
      '1 min 30 sec',
      '59 min 59 sec',
      '1 hr',
      '1 hr 13 min',
    ]);
  });
});

import { expect, it } from 'vitest';
import { daysOf, microsOf } from './calendar.ts';

const START = Date.UTC(2000, 0, 1);

it('counts every day of a leap century and its neighbours, and the first and last years', () => {
  const spans = [
    ['0001-01-01', '0005-12-31'],
    ['1899-12-01', '2101-01-31'],
    ['9996-01-01', '9999-12-31'],
  ] as const;
  for (const [from, to] of spans)
    for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
      const text = new Date(at).toISOString().slice(0, 10);
      if (daysOf(text) !== (at - START) / 86_400_000) expect.fail(`${text} is ${daysOf(text)}`);
    }
});

it.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-01-00',
  '0000-01-01',
  '2026-1-01',
  '2026/01/01',
  ' 026-01-01',
  '10000-01-01',
  'infinity',
  '',
])('takes %j for no day', (text) => {
  expect(daysOf(text)).toBeNull();
});

it('counts microseconds on both sides of 2000, to the last', () => {
  expect(microsOf('2000-01-01T00:00:00.000001Z')).toBe(1n);
  expect(microsOf('1999-12-31T23:59:59.999999Z')).toBe(-1n);
  expect(microsOf('9999-12-31T23:59:59.999999Z')).toBe(252_455_615_999_999_999n);
  expect(microsOf('2000-01-01 01:00:00.5+01:00')).toBe(500_000n);
  expect(microsOf('2000-01-01T24:00:00Z')).toBeNull();
  expect(microsOf('2000-01-01T00:00:00')).toBeNull();
});

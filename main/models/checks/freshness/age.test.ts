import { expect, test } from 'vitest';
import { ageText, freshnessOf } from './age.ts';
import { momentOf } from './loadedAt.ts';

test('a source is late when it is older than its limit, not when it is as old', () => {
  const freshness = {
    warnAfter: { count: 1, period: 'hour' },
    errorAfter: { count: 1, period: 'day' },
  } as const;
  expect(freshnessOf(3600, freshness).status).toBe('pass');
  expect(freshnessOf(3601, freshness)).toEqual({ status: 'warn', limit: freshness.warnAfter });
  expect(freshnessOf(86_401, freshness).status).toBe('error');
  expect(freshnessOf(null, freshness).status).toBe('error');
  expect(freshnessOf(null, { warnAfter: { count: 1, period: 'hour' } }).status).toBe('warn');
});

test('an age is told in the unit a person would take', () => {
  expect([1, 119, 150, 7100, 7200, 200_000].map(ageText)).toEqual([
    '1 second',
    '119 seconds',
    '2 minutes',
    '118 minutes',
    '2 hours',
    '2 days',
  ]);
});

test('moments as the engines write them', () => {
  const iso = (text: string) => momentOf(text)?.toISOString() ?? null;
  expect(iso('2024-03-01')).toBe('2024-03-01T00:00:00.000Z');
  expect(iso('2024-03-01 10:00:00.123456')).toBe('2024-03-01T10:00:00.123Z');
  expect(iso('2024-03-01 10:00:00+02')).toBe('2024-03-01T08:00:00.000Z');
  expect(iso('2024-03-01T10:00:00.000000Z')).toBe('2024-03-01T10:00:00.000Z');
  expect(iso('2024-03-01 10:00:00 UTC')).toBe('2024-03-01T10:00:00.000Z');
  expect(iso('old')).toBeNull();
});

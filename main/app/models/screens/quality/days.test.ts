import { expect, it } from 'vitest';
import { beginningOf, dayAfter, dayOf, lastDays } from './days.ts';

it('begins a day where its zone begins it, on the days the clocks change too', () => {
  expect(beginningOf('2026-03-08', 'UTC')).toBe('2026-03-08T00:00:00.000Z');
  expect(beginningOf('2026-03-08', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z');
  expect(beginningOf('2026-03-09', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z');
  expect(beginningOf('2026-11-02', 'America/New_York')).toBe('2026-11-02T05:00:00.000Z');
  expect(beginningOf('2026-06-01', 'Asia/Kolkata')).toBe('2026-05-31T18:30:00.000Z');
  expect(beginningOf('2026-06-01', 'Pacific/Kiritimati')).toBe('2026-05-31T10:00:00.000Z');
});

it('counts back to the oldest day, over the end of a month', () => {
  const now = new Date('2026-03-02T03:00:00Z');
  expect(dayOf(now, 'America/New_York')).toBe('2026-03-01');
  expect(lastDays(now, 'America/New_York', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(lastDays(now, 'UTC', 2)).toEqual(['2026-03-01', '2026-03-02']);
  expect(dayAfter('2026-02-28')).toBe('2026-03-01');
});

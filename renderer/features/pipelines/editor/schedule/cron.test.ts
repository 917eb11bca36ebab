import { expect, it } from 'vitest';
import { asKind, cronOf, type Timing, timingOf } from './cron.ts';

const PAIRS: [string, Timing][] = [
  ['30 6 * * *', { kind: 'daily', at: '06:30' }],
  ['0 18 * * 1-5', { kind: 'weekdays', at: '18:00' }],
  ['5 7 * * 0,3', { kind: 'weekly', days: [0, 3], at: '07:05' }],
  ['0 9 15 * *', { kind: 'monthly', day: 15, at: '09:00' }],
  ['10 */6 * * *', { kind: 'hours', every: 6, minute: 10 }],
  ['0 * * * *', { kind: 'hours', every: 1, minute: 0 }],
];

it.each(PAIRS)('reads %s as a person says it, and writes it back the same', (cron, timing) => {
  expect(timingOf(cron)).toEqual(timing);
  expect(cronOf(timing)).toBe(cron);
});

it('takes Sunday by either of its numbers, and days in any order', () => {
  expect(timingOf('0 6 * * 7,1')).toEqual({ kind: 'weekly', days: [0, 1], at: '06:00' });
  expect(cronOf({ kind: 'weekly', days: [5, 1], at: '06:00' })).toBe('0 6 * * 1,5');
});

it.each([
  '*/15 * * * *',
  '0 */5 * * *',
  '0 6 1 * 1',
  '0 6 * 3 *',
  '0 6 L * *',
  '0 6 0 * *',
  '0 6 * * MON',
  '0 24 * * *',
  '0 0 6 * * *',
  'tomorrow',
  '',
])('leaves %s a cron line, to the letter', (cron) => {
  const timing = timingOf(cron);
  expect(timing).toEqual({ kind: 'cron', cron });
  expect(cronOf(timing)).toBe(cron);
});

it('keeps the hour when only the days change, and the meaning when it becomes a cron line', () => {
  expect(asKind({ kind: 'daily', at: '07:45' }, 'weekdays')).toEqual({ kind: 'weekdays', at: '07:45' });
  expect(asKind({ kind: 'weekdays', at: '07:45' }, 'cron')).toEqual({ kind: 'cron', cron: '45 7 * * 1-5' });
});

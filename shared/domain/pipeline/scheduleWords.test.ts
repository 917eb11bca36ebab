import { expect, test } from 'vitest';
import { Zone } from '../zone.ts';
import { Schedule } from './schedule.ts';
import { scheduleWords } from './scheduleWords.ts';

const NEW_YORK = Zone.parse('America/New_York');

test.each([
  [{ cron: '0 6 * * *' }, 'every day at 06:00 New York time'],
  [{ cron: '30 6,18 * * *', zone: 'Europe/Berlin' }, 'every day at 06:30 and 18:30 Berlin time'],
  [{ cron: '0 6 * * *', zone: 'device' }, 'every day at 06:00 wherever this device is'],
  [{ cron: '0 6 * * *', zone: 'UTC' }, 'every day at 06:00 UTC'],
  [{ cron: '0 7 * * 1-5' }, 'every weekday at 07:00 New York time'],
  [{ cron: '0 7 * * MON,WED,FRI' }, 'every Monday, Wednesday and Friday at 07:00 New York time'],
  [{ cron: '0 7 * * 7' }, 'every Sunday at 07:00 New York time'],
  [{ cron: '0 7 * * 6,0' }, 'every Saturday and Sunday at 07:00 New York time'],
  [{ cron: '15 3 1 * *' }, 'on the 1st of every month at 03:15 New York time'],
  [{ cron: '15 3 L * *' }, 'on the last day of every month at 03:15 New York time'],
  [{ cron: '0 0 2,13,23 1,JUL *' }, 'on the 2nd, 13th and 23rd of January and July at 00:00 New York time'],
  [{ cron: '@daily' }, 'every day at 00:00 New York time'],
  [{ cron: '@hourly' }, 'every hour'],
  [{ cron: '20 * * * *' }, 'every hour at 20 minutes past'],
  [{ cron: '*/15 * * * *' }, 'every 15 minutes'],
  [{ cron: '* * * * *' }, 'every minute'],
  [{ cron: '*/10 9-17 * * *' }, 'every 10 minutes from 09:00 to 17:59 New York time'],
  [{ cron: '0 9-17 * * 1-5' }, 'every hour from 09:00 to 17:00, every weekday, New York time'],
  [{ cron: '0 */6 * * *' }, 'every 6 hours from 00:00 New York time'],
  [{ cron: '*/7 1-3,9 * * 5#2' }, 'by the cron */7 1-3,9 * * 5#2, New York time'],
  [{ cron: '0 6 1 * 1' }, 'by the cron 0 6 1 * 1, New York time'],
  [{ every: '2 hours' }, 'every 2 hours'],
  [{ every: '1 day' }, 'every day'],
  [{ after: ['core.orders'] }, 'after core.orders was written'],
  [{ after: ['core.orders', 'core.items'] }, 'after core.orders and core.items were each written'],
  [
    { after: ['core.a', 'core.b', 'core.c', 'core.d', 'core.e'] },
    'after core.a and 4 more relations were written',
  ],
])('%j runs %s', (schedule, words) => {
  expect(scheduleWords(Schedule.parse(schedule), NEW_YORK)).toBe(words);
});

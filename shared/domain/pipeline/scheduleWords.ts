import type { Zone } from '../zone.ts';
import type { Schedule } from './schedule.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const MONTH_NAMES = MONTHS.map((month) => month.slice(0, 3).toUpperCase());
const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * When a pipeline runs, as one would say it: `every day at 06:00 New York time`, `every 2 hours`, `after core.orders was
 * written`. `zone` is the workspace's. A cron that is beyond words is shown as it is written.
 */
export function scheduleWords(schedule: Schedule, zone: Zone): string {
  if ('after' in schedule) return afterWords(schedule.after);
  if ('every' in schedule) return `every ${schedule.every.replace(/^1 (\w+?)s?$/, '$1')}`;
  const words = cronWords(schedule.cron);
  const where = clockWords(schedule.zone ?? zone);
  if (words === null) return `by the cron ${schedule.cron}, ${where}`;
  return words.daily ? `${words.text} ${where}` : words.text;
}

/** `New York time`; one's own clock where the schedule follows the device. */
export function clockWords(zone: Zone | 'device'): string {
  if (zone === 'device') return 'wherever this device is';
  if (/^(Etc\/)?(UTC|GMT|Universal|Zulu)$/i.test(zone)) return 'UTC';
  return `${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')} time`;
}

function afterWords(relations: readonly string[]): string {
  const [first = ''] = relations;
  if (relations.length === 1) return `after ${first} was written`;
  if (relations.length > 4) return `after ${first} and ${relations.length - 1} more relations were written`;
  return `after ${listed(relations)} were each written`;
}

interface CronWords {
  readonly text: string;
  /** It names times of day, which mean nothing without a zone. */
  readonly daily: boolean;
}

function cronWords(written: string): CronWords | null {
  const cron = NICKNAMES[written.trim().toLowerCase()] ?? written.trim();
  const [minute = '', hour = '', date = '', month = '', weekday = '', ...more] = cron.split(/\s+/);
  if (more.length > 0) return null;
  const days = dayWords(date, month, weekday);
  if (days === null) return null;
  const often = oftenWords(minute, hour);
  if (often !== null) {
    if (days === 'every day') return { text: often.text, daily: often.hours };
    return { text: `${often.text}, ${days},`, daily: true };
  }
  const times = timesOf(minute, hour);
  return times === null ? null : { text: `${days} at ${listed(times)}`, daily: true };
}

/** `every 15 minutes`, `every hour`, `every 2 hours`; with `hours` where it is bound to hours of the day. */
function oftenWords(minute: string, hour: string): { text: string; hours: boolean } | null {
  const between = /^(\d{1,2})-(\d{1,2})$/.exec(hour);
  const span =
    between === null ? '' : ` from ${clock(Number(between[1]), 0)} to ${clock(Number(between[2]), 59)}`;
  const step = /^\*\/(\d{1,2})$/.exec(minute);
  if (minute === '*' || step !== null) {
    if (hour !== '*' && between === null) return null;
    const size = Number(step?.[1] ?? 1);
    if (60 % size !== 0) return null;
    return { text: size === 1 ? `every minute${span}` : `every ${size} minutes${span}`, hours: span !== '' };
  }
  if (!/^\d{1,2}$/.test(minute)) return null;
  const past = Number(minute) === 0 ? '' : ` at ${Number(minute)} minutes past`;
  if (hour === '*') return { text: `every hour${past}`, hours: false };
  if (between !== null) {
    const from = clock(Number(between[1]), Number(minute));
    return { text: `every hour from ${from} to ${clock(Number(between[2]), Number(minute))}`, hours: true };
  }
  const steps = /^\*\/(\d{1,2})$/.exec(hour);
  if (steps === null || 24 % Number(steps[1]) !== 0) return null;
  const text = Number(steps[1]) === 1 ? 'every hour' : `every ${Number(steps[1])} hours`;
  // On which hours they fall depends on the zone.
  return { text: `${text} from ${clock(0, Number(minute))}`, hours: true };
}

function timesOf(minute: string, hour: string): readonly string[] | null {
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}(,\d{1,2}){0,5}$/.test(hour)) return null;
  const hours = hour.split(',').map(Number);
  return hours.sort((a, b) => a - b).map((one) => clock(one, Number(minute)));
}

function dayWords(date: string, month: string, weekday: string): string | null {
  const months = month === '*' ? '' : named(month, MONTHS, MONTH_NAMES, 1);
  if (months === null) return null;
  if (date === '*' && weekday === '*') return months === '' ? 'every day' : `every day of ${months}`;
  if (date === '*') {
    const days = weekdayWords(weekday);
    if (days === null) return null;
    return months === '' ? days : `${days} of ${months}`;
  }
  // Both: croner takes either of them, which no short sentence says well.
  if (weekday !== '*') return null;
  if (date.toUpperCase() === 'L') return `on the last day of ${months === '' ? 'every month' : months}`;
  if (!/^\d{1,2}(,\d{1,2}){0,5}$/.test(date)) return null;
  const dates = listed(date.split(',').map((one) => ordinal(Number(one))));
  return `on the ${dates} of ${months === '' ? 'every month' : months}`;
}

function weekdayWords(weekday: string): string | null {
  const plain = weekday.toUpperCase();
  if (plain === '1-5' || plain === 'MON-FRI') return 'every weekday';
  if (['0,6', '6,0', '6,7', 'SAT,SUN', 'SUN,SAT'].includes(plain)) return 'every Saturday and Sunday';
  const days = named(plain, [...DAYS, 'Sunday'], DAY_NAMES, 0);
  return days === null ? null : `every ${days}`;
}

/** A list of numbers or short names, as the long names; null where it is something else. */
function named(
  field: string,
  long: readonly string[],
  short: readonly string[],
  first: number,
): string | null {
  const names: string[] = [];
  for (const part of field.toUpperCase().split(',')) {
    const index = /^\d{1,2}$/.test(part) ? Number(part) - first : short.indexOf(part);
    const name = long[index];
    if (name === undefined) return null;
    names.push(name);
  }
  return names.length > 6 ? null : listed(names);
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function ordinal(number: number): string {
  const ending =
    number % 100 > 10 && number % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

function listed(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

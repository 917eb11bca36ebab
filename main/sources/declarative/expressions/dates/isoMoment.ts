import { DAY, daysOf, type Micros, microsOf, weekday } from '../../../../jinja/python/datetime/calendar.ts';
import { aheadOf } from '../../../../jinja/python/datetime/strptime.ts';

const TIME = /^(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/i;
const DATES: readonly (readonly [RegExp, (parts: readonly number[]) => number | null])[] = [
  [/^(\d{4})-(\d{2})-(\d{2})/, ([year = 0, month = 0, day = 0]) => daysOf(year, month, day)],
  [/^(\d{4})-?W(\d{2})-?([1-7])/, ([year = 0, week = 0, day = 1]) => daysOfWeek(year, week, day)],
  [/^(\d{4})-?W(\d{2})/, ([year = 0, week = 0]) => daysOfWeek(year, week, 1)],
  [/^(\d{4})(\d{2})(\d{2})/, ([year = 0, month = 0, day = 0]) => daysOf(year, month, day)],
  [/^(\d{4})-?(\d{3})(?!\d)/, ([year = 0, ordinal = 0]) => daysOfOrdinal(year, ordinal)],
  [/^(\d{4})-(\d{2})(?!\d)/, ([year = 0, month = 0]) => daysOf(year, month, 1)],
  [/^(\d{4})(?!\d)/, ([year = 0]) => daysOf(year, 1, 1)],
];

/** A moment as ISO 8601 writes it, in all the ways of `dateutil`'s isoparse; null where it is none. No zone: `ahead` is null. */
export function readIsoMoment(text: string): { readonly wall: Micros; readonly ahead: Micros | null } | null {
  for (const [pattern, make] of DATES) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const days = make(found.slice(1).map(Number));
    if (days === null) return null;
    const rest = text.slice(found[0].length);
    if (rest === '') return { wall: microsOf(days), ahead: null };
    // A time needs a whole day, and something between the two.
    if (/^\d/.test(rest) || /^\d{4}(?:-\d\d|-?W\d\d)?$/.test(found[0])) return null;
    return atTime(days, rest.slice(1));
  }
  return null;
}

function atTime(days: number, text: string): { wall: Micros; ahead: Micros | null } | null {
  const found = TIME.exec(text);
  if (found === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '', offset] = found;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  const micro = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const ahead = aheadOf(offset);
  if (hour === 24 && minute + second + micro === 0) return { wall: microsOf(days) + DAY, ahead };
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { wall: microsOf(days, hour, minute, second, micro), ahead };
}

function daysOfWeek(year: number, week: number, day: number): number | null {
  const fourth = daysOf(year, 1, 4);
  if (fourth === null || week < 1 || week > 53) return null;
  return fourth - weekday(fourth) + (week - 1) * 7 + (day - 1);
}

function daysOfOrdinal(year: number, ordinal: number): number | null {
  const first = daysOf(year, 1, 1);
  if (first === null || ordinal < 1) return null;
  const next = daysOf(year + 1, 1, 1);
  return next !== null && first + ordinal > next ? null : first + ordinal - 1;
}

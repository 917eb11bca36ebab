/** In which order a written day names its parts. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2026-03-08` from ISO, from numbers in the given order, or from a day with its month's English name; null when it is none. */
export function readDay(text: string, order: DayOrder): string | null {
  if (text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) return isoDay(text);
  const numbers = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text);
  if (numbers !== null) {
    const [, first = '', , second = '', third = ''] = numbers;
    if (first.length === 4) return third.length <= 2 ? calendarDay(first, second, third) : null;
    if (third.length !== 4 || first.length > 2 || order === 'ymd') return null;
    return order === 'dmy' ? calendarDay(third, second, first) : calendarDay(third, first, second);
  }
  const worded =
    /^(\d{1,2})[\s-]([a-z]{3,9})\.?,?[\s-](\d{4})$/i.exec(text) ??
    /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(text);
  if (worded === null) return null;
  const [, one = '', two = '', year = ''] = worded;
  const [day, month] = /^\d/.test(one) ? [one, two] : [two, one];
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  return index === -1 || !isMonth(month) ? null : calendarDay(year, String(index + 1), day);
}

function isMonth(word: string): boolean {
  if (word.length === 3 || word.toLowerCase() === 'sept') return true;
  const full = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/i;
  return full.test(word);
}

/** By character codes: this runs for every day of every row. */
function isoDay(text: string): string | null {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  return year >= 0 && month >= 0 && day >= 0 && exists(year, month, day) ? text : null;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NEGATIVE_INFINITY;
    value = value * 10 + digit;
  }
  return value;
}

function calendarDay(year: string, month: string, day: string): string | null {
  if (!exists(+year, +month, +day)) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

export function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1) return false;
  if (month === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (MONTH_DAYS[month - 1] ?? 0);
}

/** Whole microseconds since 1970, as an instant is written everywhere in Leadline. Null before year 1 and after 9999. */
export function instantFromMicros(micros: bigint): string | null {
  const millis = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
  if (millis < -62_135_596_800_000n || millis > 253_402_300_799_999n) return null;
  const rest = micros - millis * 1000n;
  return `${new Date(Number(millis)).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)$/i;

/** Only with its zone: without one, nobody knows which instant is meant. */
export function readInstant(text: string): string | null {
  const parts = INSTANT.exec(text);
  if (parts === null) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '0', fraction = '', zone = ''] =
    parts;
  if (!exists(+year, +month, +day) || +hour > 23 || +minute > 59 || +second > 59) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const wall = new Date(0);
  wall.setUTCFullYear(+year, +month - 1, +day);
  wall.setUTCHours(+hour, +minute - offset, +second);
  return instantFromMicros(BigInt(wall.getTime()) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0')));
}

function offsetMinutes(zone: string): number | null {
  if (/^(z|utc)$/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

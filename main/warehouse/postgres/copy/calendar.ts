import { instantOf } from '../../loads/moments.ts';

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** From 1 March of the year 0 to 1 January 2000, where Postgres begins to count. */
const TO_2000 = 730_425;
const DAY_MICROS = 86_400_000_000n;

/** Days since 2000 of `2026-03-08`; null where that is no day from the year 1 on. By character codes, for every row has some. */
export function daysOf(text: string): number | null {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (!exists(year, month, day)) return null;
  // Counted from March, a leap day is the last of its year.
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leaps + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - TO_2000;
}

/** Microseconds since 2000, in UTC; null where the text is no instant. */
export function microsOf(text: string): bigint | null {
  const instant = instantOf(text);
  const days = instant === null ? null : daysOf(instant.slice(0, 10));
  if (instant === null || days === null) return null;
  const seconds = digits(instant, 11, 13) * 3600 + digits(instant, 14, 16) * 60 + digits(instant, 17, 19);
  return BigInt(days) * DAY_MICROS + BigInt(seconds * 1_000_000 + digits(instant, 20, 26));
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function exists(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && month >= 1 && day >= 1)) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (MONTH_DAYS[month - 1] ?? 0);
}

/** Micros since 1970-01-01, on a wall clock. A bigint: the year 9999 doesn't fit a number exactly. */
export type Micros = bigint;

export const SECOND = 1_000_000n;
export const DAY = 86_400n * SECOND;

export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micro: number;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; null when there is no such day. */
export function daysOf(year: number, month: number, day: number): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getUTCMonth() === month - 1 ? Math.floor(at.getTime() / 86_400_000) : null;
}

export function dayParts(days: number): { year: number; month: number; day: number } {
  const at = new Date(days * 86_400_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

export function wallClock(micros: Micros): WallClock {
  const days = floorDivide(micros, DAY);
  const rest = Number(micros - days * DAY);
  const seconds = Math.floor(rest / 1_000_000);
  return {
    ...dayParts(Number(days)),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micro: rest % 1_000_000,
  };
}

export function microsOf(days: number, hour = 0, minute = 0, second = 0, micro = 0): Micros {
  return BigInt(days) * DAY + BigInt((hour * 60 + minute) * 60 + second) * SECOND + BigInt(micro);
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Monday is 0. */
export function weekday(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

export function dayOfYear(days: number): number {
  const { year } = dayParts(days);
  return days - (daysOf(year, 1, 1) ?? 0) + 1;
}

export function isoWeek(days: number): { year: number; week: number; weekday: number } {
  const thursday = days - weekday(days) + 3;
  const { year } = dayParts(thursday);
  const first = daysOf(year, 1, 1) ?? 0;
  return { year, week: Math.floor((thursday - first) / 7) + 1, weekday: weekday(days) + 1 };
}

export function padded(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

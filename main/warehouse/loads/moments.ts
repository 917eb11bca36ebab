const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,12}))?)?(Z|[+-]\d\d(?::?\d\d)?)$/;

/** A calendar date that exists, from year 1, because PostgreSQL has no year 0. */
export function isDay(text: string): boolean {
  if (text.length !== 10 || !DAY.test(text) || text.startsWith('0000')) return false;
  // Not through Date, which takes 30 February for 2 March and costs ten times as much.
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return day >= 1 && day <= daysIn(Number(text.slice(0, 4)), month);
}

/**
 * An ISO instant in UTC with microseconds, or null. A date and time without an offset is no instant: nobody knows its zone.
 * Finer than a microsecond is none either, because something would be lost.
 */
export function instantOf(text: string): string | null {
  if (text.length < 17) return null;
  const parts = INSTANT.exec(text);
  if (parts === null) return null;
  const [, day = '', hours, minutes, seconds = '00', fraction = '', offset = 'Z'] = parts;
  if (!isDay(day) || /[1-9]/.test(fraction.slice(6))) return null;
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  if (offset === 'Z') return `${day}T${hours}:${minutes}:${seconds}.${micros}Z`;
  const minutesEast = offsetMinutes(offset);
  if (minutesEast === null) return null;
  const at = new Date(Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`) - minutesEast * 60_000);
  const utc = at.toISOString();
  if (utc.length !== 24 || utc.startsWith('0000')) return null;
  return `${utc.slice(0, 19)}.${micros}Z`;
}

export function instantOfDate(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : instantOf(date.toISOString());
}

function offsetMinutes(offset: string): number | null {
  const digits = offset.slice(1).replace(':', '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2) || '0');
  if (hours > 18 || minutes > 59) return null;
  return (hours * 60 + minutes) * (offset.startsWith('-') ? -1 : 1);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

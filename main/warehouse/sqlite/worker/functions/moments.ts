import type { Scalar } from './userFunction.ts';
import { text } from './userFunction.ts';

/** A day, or an instant in UTC, and how it was written: what is made of it is written the same. */
export interface Moment {
  /** Since 1970-01-01. */
  readonly day: number;
  /** Microseconds of the day. */
  readonly micros: number;
  readonly shape: Shape;
}

export type Shape = 'day' | 'space' | 'instant';

export const DAY_MICROS = 86_400_000_000;

const WRITTEN =
  /^\s*(\d{4})-(\d\d)-(\d\d)(?:([ T])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?\s*$/;

/** Null where the text is no day of the calendar and no moment of one. */
export function readMoment(value: Exclude<Scalar, null>): Moment | null {
  const match = WRITTEN.exec(text(value));
  if (match === null) return null;
  const [, year, month, date, mark, hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = match;
  const day = dayOf(Number(year), Number(month), Number(date));
  const back = civil(day);
  if (back.month !== Number(month) || back.date !== Number(date) || Number(year) === 0) return null;
  if (mark === undefined) return { day, micros: 0, shape: 'day' };
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 24 || minutes > 59 || seconds > 60 || (hours === 24 && minutes + seconds > 0)) return null;
  const micros =
    (hours * 3_600 + minutes * 60 + seconds) * 1_000_000 +
    Math.round(Number(`0.${fraction}0`) * 1_000_000) -
    offset(zone);
  return moved({ day, micros: 0, shape: mark === 'T' || zone !== '' ? 'instant' : 'space' }, micros);
}

export function neededMoment(value: Exclude<Scalar, null>): Moment {
  const moment = readMoment(value);
  if (moment !== null) return moment;
  throw new Error(
    `${JSON.stringify(text(value).slice(0, 40))} is no day and no moment (like 2026-03-08 or 2026-03-08T10:00:00Z)`,
  );
}

export function written({ day, micros, shape }: Moment): string {
  const { year, month, date } = civil(day);
  const first = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
  if (shape === 'day') return first;
  const seconds = Math.floor(micros / 1_000_000);
  const time = `${pad(Math.floor(seconds / 3_600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  const fraction = pad(micros % 1_000_000, 6);
  if (shape === 'instant') return `${first}T${time}.${fraction}Z`;
  return micros % 1_000_000 === 0 ? `${first} ${time}` : `${first} ${time}.${fraction.replace(/0+$/, '')}`;
}

export function moved(moment: Moment, micros: number): Moment {
  const all = moment.micros + micros;
  const days = Math.floor(all / DAY_MICROS);
  return { ...moment, day: moment.day + days, micros: all - days * DAY_MICROS };
}

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/** Days since 1970 of a day of the calendar, counted in eras of 400 years that begin in March. */
export function dayOf(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civil(day: number): Civil {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** 0 is Sunday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The Monday of a day's week, as ISO cuts weeks. */
export function monday(day: number): number {
  return day - ((weekday(day) + 6) % 7);
}

/** The year a week belongs to is that of its Thursday. */
export function isoWeek(day: number): { year: number; week: number } {
  const thursday = monday(day) + 3;
  const { year } = civil(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

function offset(zone: string): number {
  if (zone === '' || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000_000;
}

export function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

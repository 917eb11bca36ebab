import type { Grain } from '../../../shared/domain/grain.ts';
import { type DayNumber, writeDay } from '../series/dayNumber.ts';

/**
 * Steps since 1970-01-01: days, hours of UTC, or weeks from Monday to Sunday, of which week 0 holds that Thursday. Two series of one grain are so on one
 * calendar, whatever their first step is.
 */
export type StepNumber = number;

const DAYS_A_WEEK = 7;
const HOURS_A_DAY = 24;
/** 1970-01-01 is the fourth day of its week. */
const MONDAY_BEFORE = 3;

export function weekOf(day: DayNumber): StepNumber {
  return Math.floor((day + MONDAY_BEFORE) / DAYS_A_WEEK);
}

export function mondayOf(week: StepNumber): DayNumber {
  return DAYS_A_WEEK * week - MONDAY_BEFORE;
}

/** 2024-01-31, the Monday of a week, or 2024-01-31T05:00Z. */
export function writeStep(step: StepNumber, grain: Grain = 'day'): string {
  if (grain === 'day') return writeDay(step);
  if (grain === 'week') return writeDay(mondayOf(step));
  const day = Math.floor(step / HOURS_A_DAY);
  return `${writeDay(day)}T${String(step - HOURS_A_DAY * day).padStart(2, '0')}:00Z`;
}

const TIME = /[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)$/;

/** The hour of UTC that an instant lies in, or null for a text that doesn't say which instant it is. `day` is the one it is written with. */
export function hourOf(text: string, day: DayNumber): StepNumber | null {
  const parts = TIME.exec(text.trim());
  if (parts === null) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2])];
  if (hour > 23 || minute > 59) return null;
  return HOURS_A_DAY * day + Math.floor((60 * hour + minute - offsetMinutes(parts[4] ?? 'Z')) / 60);
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = 60 * Number(offset.slice(1, 3)) + Number(offset.slice(3).replace(':', '') || 0);
  return offset.startsWith('-') ? -minutes : minutes;
}

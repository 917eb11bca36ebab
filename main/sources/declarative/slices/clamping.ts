import type { Instant } from '../dates.ts';

/** Windows that begin and end where a day, a week or a month does. */
export interface Clamping {
  up(instant: Instant): Instant;
  down(instant: Instant): Instant;
}

const DAY = 86_400_000;
const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

export const NO_CLAMPING: Clamping = { up: (instant) => instant, down: (instant) => instant };

/** Null: there is no such target. A week needs to be told its first day. */
export function clampingTo(target: string, weekday: string | null): Clamping | null {
  if (target === 'DAY') return { up: (instant) => moved(midnight(instant), DAY), down: midnight };
  if (target === 'MONTH')
    return { up: (instant) => firstOfMonth(instant, 1), down: (instant) => firstOfMonth(instant, 0) };
  const first = WEEKDAYS.indexOf(weekday ?? '');
  if (target !== 'WEEK' || first < 0) return null;
  return {
    up: (instant) => moved(midnight(instant), daysTo(instant, first) * DAY),
    down: (instant) => moved(midnight(instant), (daysTo(instant, first) - 7) * DAY),
  };
}

function midnight({ milliseconds, offset }: Instant): Instant {
  const shift = offset * 60_000;
  return { milliseconds: Math.floor((milliseconds + shift) / DAY) * DAY - shift, microseconds: 0, offset };
}

function moved(instant: Instant, milliseconds: number): Instant {
  return { ...instant, milliseconds: instant.milliseconds + milliseconds };
}

/** The first of a month is left where it is, in both directions. */
function firstOfMonth(instant: Instant, monthsOn: number): Instant {
  const shift = instant.offset * 60_000;
  const date = new Date(instant.milliseconds + shift);
  if (date.getUTCDate() === 1) return midnight(instant);
  const milliseconds = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsOn, 1) - shift;
  return { milliseconds, microseconds: 0, offset: instant.offset };
}

/** Days until the week begins again; none on its first day. */
function daysTo({ milliseconds, offset }: Instant, first: number): number {
  const today = (new Date(milliseconds + offset * 60_000).getUTCDay() + 6) % 7;
  return (first - today + 7) % 7;
}

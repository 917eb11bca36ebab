import { daysOf, type Micros, microsOf } from './calendar.ts';
import { Day } from './day.ts';
import { Moment } from './moment.ts';
import { aheadOf } from './strptime.ts';
import { fixedZone } from './zone.ts';

const DATE = /^(\d{4,5})-(\d{2})-(\d{2})$/;
const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?$/;

/** A day written as databases and Python write it. */
export function readDay(text: string): Day | null {
  const found = DATE.exec(text);
  const days = found === null ? null : daysOf(Number(found[1]), Number(found[2]), Number(found[3]));
  return days === null ? null : new Day(days);
}

export function readMoment(text: string): Moment | null {
  const day = readDay(text);
  if (day !== null) return new Moment(microsOf(day.days), null);
  const found = MOMENT.exec(text);
  if (found === null) return null;
  const [, year, month, date, hour, minute, second = '0', fraction = '', offset] = found;
  const days = daysOf(Number(year), Number(month), Number(date));
  if (days === null) return null;
  const micro = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const wall: Micros = microsOf(days, Number(hour), Number(minute), Number(second), micro);
  const ahead = aheadOf(offset);
  return new Moment(wall, ahead === null ? null : fixedZone(ahead));
}

import { fn } from '../../fn.ts';
import { Fault } from '../../templateError.ts';
import { HostObject, type Operator, Tuple, type Value } from '../../value.ts';
import { DAY, dayParts, daysOf, isoWeek, microsOf, padded, wallClock, weekday } from './calendar.ts';
import { Duration, numberOf } from './duration.ts';
import { strftime } from './strftime.ts';

const NO_ZONE = { offset: '', name: '', epoch: '' };
/** Days from 0001-01-01, which Python counts as 1, to 1970-01-01. */
const ORDINAL_OF_1970 = 719_163;

/** `datetime.date`. */
export class Day extends HostObject {
  readonly typeName = 'date';
  readonly days: number;

  constructor(days: number) {
    super();
    this.days = days;
  }

  static of(year: Value, month: Value, day: Value): Day {
    const days = daysOf(numberOf(year) ?? 0, numberOf(month) ?? 0, numberOf(day) ?? 0);
    if (days === null) throw new Fault('ValueError', 'There is no such day');
    return new Day(days);
  }

  attribute(name: string): Value | undefined {
    const parts = dayParts(this.days);
    switch (name) {
      case 'year':
      case 'month':
      case 'day':
        return parts[name];
      case 'weekday':
        return fn(name, [], () => weekday(this.days));
      case 'isoweekday':
        return fn(name, [], () => weekday(this.days) + 1);
      case 'isocalendar':
        return fn(name, [], () => {
          const { year, week, weekday: day } = isoWeek(this.days);
          return new Tuple([year, week, day]);
        });
      case 'toordinal':
        return fn(name, [], () => this.days + ORDINAL_OF_1970);
      case 'isoformat':
        return fn(name, [], () => this.text());
      case 'strftime':
        return fn(name, ['format'], ([format = '']) =>
          strftime(wallClock(microsOf(this.days)), String(format), NO_ZONE),
        );
      case 'replace':
        return fn(
          name,
          [
            ['year', parts.year],
            ['month', parts.month],
            ['day', parts.day],
          ],
          ([year = null, month = null, day = null]) => Day.of(year, month, day),
        );
      default:
        return undefined;
    }
  }

  override text(): string {
    const { year, month, day } = dayParts(this.days);
    return `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
  }

  override repr(): string {
    const { year, month, day } = dayParts(this.days);
    return `datetime.date(${year}, ${month}, ${day})`;
  }

  override equals(other: Value): boolean {
    return other instanceof Day && other.days === this.days;
  }

  override hashKey(): string {
    return String(this.days);
  }

  override compare(other: Value): number | undefined {
    return other instanceof Day ? this.days - other.days : undefined;
  }

  override operate(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined {
    if (other instanceof Duration && (operator === '+' || (operator === '-' && side === 'left'))) {
      const whole = Number(other.micros / DAY) - (other.micros < 0n && other.micros % DAY !== 0n ? 1 : 0);
      return new Day(this.days + (operator === '+' ? whole : -whole));
    }
    if (other instanceof Day && operator === '-') {
      const days = side === 'left' ? this.days - other.days : other.days - this.days;
      return new Duration(BigInt(days) * DAY);
    }
    return undefined;
  }
}

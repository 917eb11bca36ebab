import { DAY, daysOf, type Micros, wallClock } from '../../../../jinja/python/datetime/calendar.ts';
import { Day } from '../../../../jinja/python/datetime/day.ts';
import { Duration } from '../../../../jinja/python/datetime/duration.ts';
import { Moment } from '../../../../jinja/python/datetime/moment.ts';
import { Fault } from '../../../../jinja/templateError.ts';
import { HostObject, type Operator, type Value } from '../../../../jinja/value.ts';

/** A duration of calendar months beside one of fixed length: what `duration('P1M')` gives. */
export class CalendarDuration extends HostObject {
  readonly typeName = 'Duration';
  readonly months: number;
  readonly micros: Micros;

  constructor(months: number, micros: Micros) {
    super();
    this.months = months;
    this.micros = micros;
  }

  attribute(name: string): Value | undefined {
    if (name === 'years') return Math.trunc(this.months / 12);
    if (name === 'months') return this.months % 12;
    return name === 'tdelta' ? new Duration(this.micros) : new Duration(this.micros).attribute(name);
  }

  override text(): string {
    return `${this.months} month${Math.abs(this.months) === 1 ? '' : 's'}, ${new Duration(this.micros).text()}`;
  }

  override equals(other: Value): boolean {
    return other instanceof CalendarDuration && other.months === this.months && other.micros === this.micros;
  }

  override operate(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined {
    if (operator !== '+' && (operator !== '-' || side === 'left'))
      return this.combined(operator, other, side);
    const times = operator === '+' ? 1 : -1;
    if (other instanceof Moment) return new Moment(this.moved(other.wall, times), other.zone);
    if (other instanceof Day) {
      const wall = this.moved(BigInt(other.days) * DAY, times);
      return new Day(Number((wall - (((wall % DAY) + DAY) % DAY)) / DAY));
    }
    return this.combined(operator, other, side);
  }

  /** Months first, the day kept within the month; then what is of fixed length. */
  private moved(wall: Micros, times: number): Micros {
    return addMonths(wall, times * this.months) + BigInt(times) * this.micros;
  }

  private combined(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined {
    if (operator === '*' && typeof other === 'number' && Number.isInteger(other))
      return new CalendarDuration(this.months * other, this.micros * BigInt(other));
    if (operator !== '+' && operator !== '-') return undefined;
    const months = other instanceof CalendarDuration ? other.months : 0;
    if (!(other instanceof CalendarDuration || other instanceof Duration)) return undefined;
    if (operator === '+') return new CalendarDuration(this.months + months, this.micros + other.micros);
    return side === 'left'
      ? new CalendarDuration(this.months - months, this.micros - other.micros)
      : new CalendarDuration(months - this.months, other.micros - this.micros);
  }
}

/** The same wall clock so many calendar months on: the 31st becomes the last day of a shorter month. */
export function addMonths(wall: Micros, months: number): Micros {
  if (months === 0) return wall;
  const { year, month, day } = wallClock(wall);
  const whole = year * 12 + (month - 1) + months;
  const toYear = Math.floor(whole / 12);
  const toMonth = whole - toYear * 12 + 1;
  let days = null;
  for (let last = day; days === null && last > 27; last -= 1) days = daysOf(toYear, toMonth, last);
  days ??= daysOf(toYear, toMonth, day);
  if (days === null) throw new Fault('OverflowError', 'date value out of range');
  const before = daysOf(year, month, day) ?? 0;
  return wall + BigInt(days - before) * DAY;
}

import { fn } from '../../fn.ts';
import { Fault } from '../../templateError.ts';
import { float, type Operator, Tuple, type Value } from '../../value.ts';
import {
  DAY,
  daysOf,
  floorDivide,
  type Micros,
  microsOf,
  padded,
  SECOND,
  type WallClock,
  wallClock,
} from './calendar.ts';
import { ClockTime } from './clockTime.ts';
import { Day } from './day.ts';
import { compareMicros, Duration, numberOf } from './duration.ts';
import { strftime } from './strftime.ts';
import { offsetText, UTC, Zone, Zoned } from './zone.ts';

/** `datetime.datetime`. Without a zone it is a wall clock anywhere; the machine's own zone never enters. */
export class Moment extends Zoned {
  readonly typeName = 'datetime';
  readonly wall: Micros;
  readonly zone: Zone | null;

  constructor(wall: Micros, zone: Zone | null) {
    super();
    this.wall = wall;
    this.zone = zone;
  }

  static at(utc: Micros, zone: Zone | null): Moment {
    return new Moment(utc + (zone?.ahead(utc) ?? 0n), zone);
  }

  static ofDate(date: Date, zone: Zone | null): Moment {
    return Moment.at(BigInt(date.getTime()) * 1000n, zone);
  }

  /** By position or name: year, month, day, hour, minute, second, microsecond, tzinfo. */
  static of(values: readonly Value[]): Moment {
    const [year, month, day, hour = 0, minute = 0, second = 0, micro = 0] = values
      .slice(0, 7)
      .map((value) => numberOf(value) ?? 0);
    const days = daysOf(year ?? 0, month ?? 0, day ?? 0);
    if (days === null || hour > 23 || minute > 59 || second > 59)
      throw new Fault('ValueError', 'There is no such date and time');
    const zone = values[7];
    return new Moment(microsOf(days, hour, minute, second, micro), zone instanceof Zone ? zone : null);
  }

  /** Micros since 1970 in UTC; without a zone the wall clock is taken as UTC's. */
  get utc(): Micros {
    return this.wall - this.ahead;
  }

  inZone(zone: Zone | null): Moment {
    return new Moment(this.wall, zone);
  }

  attribute(name: string): Value | undefined {
    const clock = wallClock(this.wall);
    switch (name) {
      case 'year':
      case 'month':
      case 'day':
      case 'hour':
      case 'minute':
      case 'second':
        return clock[name];
      case 'microsecond':
        return clock.micro;
      case 'tzinfo':
        return this.zone;
      case 'utcoffset':
        return fn(name, [], () => (this.zone === null ? null : new Duration(this.ahead)));
      case 'tzname':
        return fn(name, [], () => this.zone?.name ?? null);
      case 'date':
        return fn(name, [], () => this.day());
      case 'time':
        return fn(name, [], () => new ClockTime(this.wall - floorDivide(this.wall, DAY) * DAY));
      case 'timestamp':
        return fn(name, [], () => float(Number(this.utc) / 1e6));
      case 'strftime':
        return fn(name, ['format'], ([format = '']) => this.formatted(clock, String(format)));
      case 'isoformat':
        return fn(
          name,
          [
            ['sep', 'T'],
            ['timespec', 'auto'],
          ],
          ([mark = 'T', spec = 'auto']) => this.iso(String(mark), String(spec)),
        );
      case 'ctime':
        return fn(name, [], () => this.formatted(clock, '%c'));
      case 'astimezone':
        return fn(name, [['tz', null]], ([zone = null]) =>
          Moment.at(this.utc, zone instanceof Zone ? zone : UTC),
        );
      case 'replace':
        return fn(
          name,
          [
            ...(['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map(
              (part) => [part, clock[part]] as const,
            ),
            ['microsecond', clock.micro] as const,
            ['tzinfo', this.zone] as const,
          ],
          (values) => Moment.of(values),
        );
      case 'timetuple':
        return fn(
          name,
          [],
          () => new Tuple([clock.year, clock.month, clock.day, clock.hour, clock.minute, clock.second]),
        );
      default:
        return this.day().attribute(name);
    }
  }

  override text(): string {
    return this.iso(' ', 'auto');
  }

  override repr(): string {
    return `datetime.datetime(${this.text()})`;
  }

  override equals(other: Value): boolean {
    return other instanceof Moment && this.comparable(other) && this.utc === other.utc;
  }

  override hashKey(): string {
    return String(this.utc);
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof Moment)) return undefined;
    this.demandComparable(other, 'compare');
    return compareMicros(this.utc, other.utc);
  }

  override operate(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined {
    if (other instanceof Duration && (operator === '+' || (operator === '-' && side === 'left')))
      return new Moment(operator === '+' ? this.wall + other.micros : this.wall - other.micros, this.zone);
    if (!(other instanceof Moment) || operator !== '-') return undefined;
    this.demandComparable(other, 'subtract');
    return new Duration(side === 'left' ? this.utc - other.utc : other.utc - this.utc);
  }

  iso(mark: string, spec: string): string {
    const { hour, minute, second, micro } = wallClock(this.wall);
    const clock = `${padded(hour)}:${padded(minute)}`;
    const whole = `${clock}:${padded(second)}`;
    const times: Readonly<Record<string, string>> = {
      hours: padded(hour),
      minutes: clock,
      seconds: whole,
      milliseconds: `${whole}.${padded(Math.floor(micro / 1000), 3)}`,
      microseconds: `${whole}.${padded(micro, 6)}`,
    };
    const time = times[spec] ?? (micro === 0 ? whole : `${whole}.${padded(micro, 6)}`);
    return `${this.day().text()}${mark}${time}${this.zone === null ? '' : offsetText(this.ahead)}`;
  }

  private get ahead(): Micros {
    return this.zone?.aheadOfWall(this.wall) ?? 0n;
  }

  private day(): Day {
    return new Day(Number(floorDivide(this.wall, DAY)));
  }

  private formatted(clock: WallClock, format: string): string {
    return strftime(clock, format, {
      offset: this.zone === null ? '' : offsetText(this.ahead, ''),
      name: this.zone?.name ?? '',
      epoch: String(floorDivide(this.utc, SECOND)),
    });
  }

  private comparable(other: Moment): boolean {
    return (this.zone === null) === (other.zone === null);
  }

  private demandComparable(other: Moment, verb: string): void {
    if (!this.comparable(other))
      throw new Fault('TypeError', `can't ${verb} offset-naive and offset-aware datetimes`);
  }
}

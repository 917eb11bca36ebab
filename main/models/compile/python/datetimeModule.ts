import { fn } from '../../../jinja/fn.ts';
import { bind } from '../../../jinja/parameters.ts';
import { DAY, floorDivide, type Micros, microsOf } from '../../../jinja/python/datetime/calendar.ts';
import { ClockTime } from '../../../jinja/python/datetime/clockTime.ts';
import { Day } from '../../../jinja/python/datetime/day.ts';
import { Duration, newDuration, numberOf } from '../../../jinja/python/datetime/duration.ts';
import { readDay, readMoment } from '../../../jinja/python/datetime/isoText.ts';
import { Moment } from '../../../jinja/python/datetime/moment.ts';
import { strptime } from '../../../jinja/python/datetime/strptime.ts';
import { fixedZone, namedZone, UTC, Zone } from '../../../jinja/python/datetime/zone.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { type Arguments, HostObject, type Value } from '../../../jinja/value.ts';
import { Namespace, NotKnownYet } from '../../project/render/callable.ts';

/** A class of Python: called it makes one, its attributes make others. */
class Maker extends HostObject {
  readonly typeName = 'type';
  private readonly make: (args: Arguments) => Value;
  private readonly find: (name: string) => Value | undefined;

  constructor(make: (args: Arguments) => Value, find: (name: string) => Value | undefined) {
    super();
    this.make = make;
    this.find = find;
  }

  attribute(name: string): Value | undefined {
    return this.find(name);
  }

  override call(args: Arguments): Value {
    return this.make(args);
  }
}

/**
 * `modules.datetime`. Null where no command is carried out and the present isn't known yet. Asked twice within a clock's
 * tick the present is a microsecond later, for names are made of it.
 */
export function datetimeModule(clock: (() => Date) | null): Namespace {
  let last = 0n;
  const now = (): Micros => {
    const told = BigInt((clock?.() ?? new Date(0)).getTime()) * 1000n;
    last = told > last ? told : last + 1n;
    return last;
  };
  const present: Present = (make) => (clock === null ? new NotKnownYet() : make(now()));
  const datetime = datetimeType(present);
  const date = dateType(present);
  const timezone = new Maker(
    (args) => {
      const [ahead = null] = bind('timezone', ['offset', ['name', null]], args);
      if (!(ahead instanceof Duration)) throw new Fault('TypeError', 'timezone() takes a timedelta');
      return fixedZone(ahead.micros);
    },
    (name) => (name === 'utc' ? UTC : undefined),
  );
  return new Namespace('module datetime', (name) => {
    switch (name) {
      case 'datetime':
        return datetime;
      case 'date':
        return date;
      case 'timedelta':
        return newDuration;
      case 'time':
        return newTime;
      case 'timezone':
        return timezone;
      case 'UTC':
        return UTC;
      default:
        return undefined;
    }
  });
}

type Present = (make: (now: Micros) => Value) => Value;

export function pytzModule(): Namespace {
  return new Namespace('module pytz', (name) => {
    if (name === 'utc' || name === 'UTC') return UTC;
    return name === 'timezone' ? fn(name, ['zone'], ([zone = '']) => namedZone(String(zone))) : undefined;
  });
}

const CLOCK = [
  ['hour', 0],
  ['minute', 0],
  ['second', 0],
  ['microsecond', 0],
  ['tzinfo', null],
] as const;

const newTime = fn('time', CLOCK, (values) => {
  const [hour = 0, minute = 0, second = 0, micro = 0] = values.map((value) => numberOf(value) ?? 0);
  return new ClockTime(microsOf(0, hour, minute, second, micro));
});

function datetimeType(present: Present): Maker {
  const zoneOf = (value: Value): Zone | null => (value instanceof Zone ? value : null);
  const fromSeconds = (value: Value, zone: Zone | null) => {
    const seconds = numberOf(value);
    if (seconds === undefined) throw new Fault('TypeError', 'fromtimestamp() takes seconds since 1970');
    const micros: Micros = BigInt(Math.round(seconds * 1e6));
    return Moment.at(micros, zone);
  };
  return new Maker(
    (args) => Moment.of(bind('datetime', ['year', 'month', 'day', ...CLOCK], args)),
    (name) => {
      switch (name) {
        case 'now':
        case 'today':
          return fn(name, [['tz', null]], ([zone = null]) => present((at) => Moment.at(at, zoneOf(zone))));
        case 'utcnow':
          return fn(name, [], () => present((at) => Moment.at(at, null)));
        case 'strptime':
          return fn(name, ['date_string', 'format'], ([text = '', format = '']) => {
            const { wall, ahead } = strptime(String(text), String(format));
            return new Moment(wall, ahead === null ? null : fixedZone(ahead));
          });
        case 'strftime':
          return fn(name, ['datetime', 'format'], ([moment = null, format = ''], site) => {
            const method = moment instanceof HostObject ? moment.attribute('strftime') : undefined;
            if (method === undefined || method instanceof Promise)
              throw new Fault('TypeError', 'strftime() takes a datetime and a format');
            return site.call(method, [format]);
          });
        case 'fromisoformat':
          return fn(name, ['date_string'], ([text = '']) => {
            const read = readMoment(String(text));
            if (read === null) throw new Fault('ValueError', `Invalid isoformat string: '${String(text)}'`);
            return read;
          });
        case 'fromtimestamp':
          return fn(name, ['timestamp', ['tz', null]], ([seconds = 0, zone = null]) =>
            fromSeconds(seconds, zoneOf(zone)),
          );
        case 'utcfromtimestamp':
          return fn(name, ['timestamp'], ([seconds = 0]) => fromSeconds(seconds, null));
        case 'combine':
          return fn(name, ['date', 'time'], ([day = null, time = null]) => {
            if (!(day instanceof Day) || !(time instanceof ClockTime))
              throw new Fault('TypeError', 'combine() takes a date and a time');
            return new Moment(microsOf(day.days) + time.micros, null);
          });
        case 'min':
          return Moment.of([1, 1, 1]);
        case 'max':
          return Moment.of([9999, 12, 31, 23, 59, 59, 999_999]);
        default:
          return undefined;
      }
    },
  );
}

function dateType(present: Present): Maker {
  return new Maker(
    (args) => {
      const [year = null, month = null, day = null] = bind('date', ['year', 'month', 'day'], args);
      return Day.of(year, month, day);
    },
    (name) => {
      switch (name) {
        case 'today':
          return fn(name, [], () => present((at) => new Day(Number(floorDivide(at, DAY)))));
        case 'fromisoformat':
          return fn(name, ['date_string'], ([text = '']) => {
            const read = readDay(String(text));
            if (read === null) throw new Fault('ValueError', `Invalid isoformat string: '${String(text)}'`);
            return read;
          });
        default:
          return undefined;
      }
    },
  );
}

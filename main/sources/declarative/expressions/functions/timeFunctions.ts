import { Dict } from '../../../../jinja/dict.ts';
import { fn } from '../../../../jinja/fn.ts';
import { DAY, floorDivide, type Micros } from '../../../../jinja/python/datetime/calendar.ts';
import { Day } from '../../../../jinja/python/datetime/day.ts';
import { Duration, numberOf } from '../../../../jinja/python/datetime/duration.ts';
import { Moment } from '../../../../jinja/python/datetime/moment.ts';
import { namedZone, UTC } from '../../../../jinja/python/datetime/zone.ts';
import { undefinedFault } from '../../../../jinja/python/faults.ts';
import { truncate } from '../../../../jinja/python/number.ts';
import { valueError } from '../../../../jinja/templateError.ts';
import { float, Tuple, Undefined, type Value } from '../../../../jinja/value.ts';
import type { Dates, Instant } from '../../dates.ts';
import { CalendarDuration } from '../dates/calendarDuration.ts';
import { instantOf } from '../dates/createDates.ts';
import { readDuration } from '../dates/isoDuration.ts';
import { readIsoMoment } from '../dates/isoMoment.ts';
import { inQuotes, numberArgument, textArgument } from './arguments.ts';

const RFC_3339 = '%Y-%m-%dT%H:%M:%S.%f%z';

/** The dialect's functions of time. `now` answers milliseconds since 1970. */
export function timeFunctions(now: () => number, dates: Dates): Readonly<Record<string, Value>> {
  const present = (): Micros => BigInt(Math.round(now() * 1000));

  return {
    now_utc: fn('now_utc', [], () => Moment.at(present(), UTC)),
    today_utc: fn('today_utc', [], () => dayOf(present())),
    today_with_timezone: fn('today_with_timezone', ['timezone'], ([name]) =>
      dayOf(Moment.at(present(), namedZone(textArgument(name))).wall),
    ),
    timestamp: fn('timestamp', ['dt'], ([given = null]) => {
      const number = numberOf(given);
      if (number !== undefined) return truncate(number);
      const moment = given instanceof Moment ? given : readMoment(momentText(given));
      return float(Number(moment.utc) / 1e6);
    }),
    str_to_datetime: fn('str_to_datetime', ['s'], ([text = null]) => readMoment(momentText(text))),
    day_delta: fn('day_delta', ['num_days', ['format', RFC_3339]], ([days, format]) => {
      const at = present() + BigInt(Math.round(numberArgument(days) * Number(DAY)));
      return dates.format(instantOf(at, 0n), textArgument(format));
    }),
    duration: fn('duration', ['datestring'], ([given]) => {
      const text = textArgument(given);
      const read = readDuration(text);
      if (read === null) throw valueError(`Unable to parse duration string ${inQuotes(text)}`);
      return read.months === 0 ? new Duration(read.micros) : new CalendarDuration(read.months, read.micros);
    }),
    format_datetime: fn(
      'format_datetime',
      ['dt', 'format', ['input_format', null]],
      ([given = null, format, input = null]) =>
        dates.format(instantIn(given, input, dates), textArgument(format)),
    ),
  };
}

function instantIn(given: Value, input: Value, dates: Dates): Instant {
  if (given instanceof Moment) return instantOfMoment(given);
  if (given instanceof Day) return instantOf(BigInt(given.days) * DAY, 0n);
  const number = numberOf(given);
  const text = number === undefined ? momentText(given) : String(number);
  if (number === undefined && input === null) return instantOfMoment(readMoment(text));
  const format = input === null ? '%s' : textArgument(input);
  const read = dates.parse(text, format);
  if (read === null)
    throw valueError(`time data ${inQuotes(text)} does not match format ${inQuotes(format)}`);
  return read;
}

function instantOfMoment(moment: Moment): Instant {
  return moment.zone === null ? instantOf(moment.wall, 0n) : instantOf(moment.wall, moment.wall - moment.utc);
}

/** In UTC; without a zone it is UTC's already. */
function readMoment(text: string): Moment {
  const read = readIsoMoment(text);
  if (read === null) throw valueError(`${inQuotes(text)} is no date and time of ISO 8601`);
  return new Moment(read.wall - (read.ahead ?? 0n), UTC);
}

function dayOf(wall: Micros): Day {
  return new Day(Number(floorDivide(wall, DAY)));
}

function momentText(value: Value): string {
  if (value instanceof Undefined) throw undefinedFault(value);
  if (Array.isArray(value) || value instanceof Tuple || value instanceof Dict)
    throw valueError('ISO string too short');
  return textArgument(value);
}

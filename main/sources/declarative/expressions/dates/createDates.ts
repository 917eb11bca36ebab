import {
  floorDivide,
  type Micros,
  microsOf,
  padded,
  SECOND,
  wallClock,
} from '../../../../jinja/python/datetime/calendar.ts';
import { strftime } from '../../../../jinja/python/datetime/strftime.ts';
import { createStrptime, type Read } from '../../../../jinja/python/datetime/strptime.ts';
import { fixedZone, offsetText } from '../../../../jinja/python/datetime/zone.ts';
import { floatText } from '../../../../jinja/python/floatText.ts';
import { Fault } from '../../../../jinja/templateError.ts';
import { Trouble } from '../../../trouble.ts';
import type { Dates, Instant } from '../../dates.ts';
import { addMonths } from './calendarDuration.ts';
import { readDuration } from './isoDuration.ts';

const MINUTE = 60n * SECOND;
const FIRST = microsOf(-719_162);
const LAST = microsOf(2_932_896, 23, 59, 59, 999_999);
/** A manifest has a handful of formats; more are made from data, and not worth keeping. */
const MOST_KEPT = 200;

type Reader = (text: string) => Read | null;

/** Whole formats that count since 1970: how many microseconds one is. */
const EPOCHS: Readonly<Record<string, number>> = {
  '%s': 1_000_000,
  '%s_as_float': 1_000_000,
  '%ms': 1000,
  '%epoch_microseconds': 1,
};

export function createDates(): Dates {
  const readers = new Map<string, Reader>();

  const readerOf = (format: string): Reader => {
    const known = readers.get(format);
    if (known !== undefined) return known;
    const made = makeReader(format);
    if (readers.size < MOST_KEPT) readers.set(format, made);
    return made;
  };

  return {
    parse(text, format) {
      const read = readerOf(format)(text);
      return read === null ? null : instantOf(read.wall, read.ahead ?? 0n);
    },
    format: formatInstant,
    add(instant, duration, times) {
      const read = readDuration(duration);
      if (read === null)
        throw new Trouble('config', {
          code: 'MANIFEST_INVALID',
          message: `“${duration}” is no duration of ISO 8601.`,
          next: 'Write it as P1D, PT6H, P1M or P1Y.',
          retry: false,
        });
      const ahead = BigInt(instant.offset) * MINUTE;
      const wall = microsFrom(instant) + ahead;
      return instantOf(within(movedMonths(wall, read.months * times) + read.micros * BigInt(times)), ahead);
    },
  };
}

export function microsFrom({ milliseconds, microseconds }: Instant): Micros {
  return BigInt(Math.round(milliseconds)) * 1000n + BigInt(microseconds);
}

/** Of a wall clock that is `ahead` of UTC. */
export function instantOf(wall: Micros, ahead: Micros): Instant {
  const utc = wall - ahead;
  const milliseconds = floorDivide(utc, 1000n);
  return {
    milliseconds: Number(milliseconds),
    microseconds: Number(utc - milliseconds * 1000n),
    offset: Number(ahead / MINUTE),
  };
}

function makeReader(format: string): Reader {
  const unit = Object.hasOwn(EPOCHS, format) ? EPOCHS[format] : undefined;
  if (unit !== undefined) return (text) => readEpoch(text, unit);
  try {
    return createStrptime(format.replaceAll('%_ms', '%f'));
  } catch (thrown) {
    if (thrown instanceof Fault) return () => null;
    throw thrown;
  }
}

function readEpoch(text: string, unit: number): Read | null {
  const found = /^\s*([+-]?)(\d{1,17})(?:\.(\d*))?\s*$/.exec(text);
  if (found === null) return null;
  const [, sign, whole = '0', fraction = ''] = found;
  const size = BigInt(whole) * BigInt(unit) + BigInt(Math.round(Number(`0.${fraction}0`) * unit));
  const wall = sign === '-' ? -size : size;
  return wall < FIRST || wall > LAST ? null : { wall, ahead: 0n };
}

export function formatInstant(instant: Instant, format: string): string {
  const utc = microsFrom(instant);
  switch (format) {
    case '%s':
      return String(truncated(utc, SECOND));
    case '%s_as_float':
      return floatText(Number(utc) / 1e6);
    case '%ms':
      return String(truncated(utc, 1000n));
    case '%epoch_microseconds':
      return String(utc);
  }
  const ahead = BigInt(instant.offset) * MINUTE;
  const clock = wallClock(utc + ahead);
  const millis = padded(Math.floor(clock.micro / 1000), 3);
  return strftime(clock, format.replaceAll('%_ms', millis), {
    offset: offsetText(ahead, ''),
    name: fixedZone(ahead).name,
    epoch: String(floorDivide(utc, SECOND)),
  });
}

/** Towards nought, as Python's `int`. */
function truncated(value: bigint, unit: bigint): bigint {
  return value / unit;
}

function movedMonths(wall: Micros, months: number): Micros {
  try {
    return addMonths(wall, months);
  } catch (thrown) {
    if (thrown instanceof Fault) return months > 0 ? LAST : FIRST;
    throw thrown;
  }
}

/** There is no time before the year 1 or after 9999: a window that would reach further ends there. */
function within(wall: Micros): Micros {
  return wall < FIRST ? FIRST : wall > LAST ? LAST : wall;
}

import { fn } from '../../fn.ts';
import { Fault } from '../../templateError.ts';
import { HostObject, type Value } from '../../value.ts';
import { daysOf, type Micros, microsOf, padded, SECOND } from './calendar.ts';

/** What a zone can be given to. */
export abstract class Zoned extends HostObject {
  /** The same wall clock in a zone. */
  abstract inZone(zone: Zone): Value;
}

/** A time zone: how far its wall clock is ahead of UTC. */
export class Zone extends HostObject {
  readonly typeName = 'tzinfo';
  readonly name: string;
  private readonly aheadAt: (utc: Micros) => Micros;

  constructor(name: string, aheadAt: (utc: Micros) => Micros) {
    super();
    this.name = name;
    this.aheadAt = aheadAt;
  }

  /** Of an instant. */
  ahead(utc: Micros): Micros {
    return this.aheadAt(utc);
  }

  /** Of a wall clock: where the clock is put back the first of the two instants, where it is put forward the later offset. */
  aheadOfWall(wall: Micros): Micros {
    const guess = this.aheadAt(wall - this.aheadAt(wall));
    const again = this.aheadAt(wall - guess);
    return guess > again ? guess : again;
  }

  attribute(name: string): Value | undefined {
    if (name === 'zone') return this.name;
    if (name !== 'localize') return undefined;
    return fn(name, ['dt', ['is_dst', false]], ([moment = null]) => {
      if (!(moment instanceof Zoned)) throw new Fault('TypeError', 'localize() takes a datetime');
      return moment.inZone(this);
    });
  }

  override text(): string {
    return this.name;
  }

  override equals(other: Value): boolean {
    return other instanceof Zone && other.name === this.name;
  }

  override hashKey(): string {
    return this.name;
  }
}

export const UTC = new Zone('UTC', () => 0n);

export function fixedZone(ahead: Micros): Zone {
  if (ahead === 0n) return UTC;
  return new Zone(`UTC${offsetText(ahead)}`, () => ahead);
}

/** `+05:30`. */
export function offsetText(ahead: Micros, colon = ':'): string {
  const size = Number((ahead < 0n ? -ahead : ahead) / SECOND);
  const seconds = size % 60 === 0 ? '' : `${colon}${padded(size % 60)}`;
  return `${ahead < 0n ? '-' : '+'}${padded(Math.floor(size / 3600))}${colon}${padded(Math.floor(size / 60) % 60)}${seconds}`;
}

/** A zone of the IANA database. */
export function namedZone(name: string): Zone {
  if (name.toUpperCase() === 'UTC') return UTC;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new Fault('UnknownTimeZoneError', `There is no time zone called '${name}'`);
  }
  return new Zone(name, (utc) => {
    const millis = Number(utc / 1000n);
    const parts = new Map(
      format.formatToParts(new Date(millis)).map(({ type, value }) => [type, Number(value)]),
    );
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const wall = microsOf(
      daysOf(of('year'), of('month'), of('day')) ?? 0,
      of('hour'),
      of('minute'),
      of('second'),
    );
    return wall - BigInt(Math.floor(millis / 1000)) * SECOND;
  });
}

import { fn } from '../../fn.ts';
import { HostObject, type Value } from '../../value.ts';
import { type Micros, padded, wallClock } from './calendar.ts';
import { strftime } from './strftime.ts';

/** `datetime.time`. */
export class ClockTime extends HostObject {
  readonly typeName = 'time';
  /** Since midnight. */
  readonly micros: Micros;

  constructor(micros: Micros) {
    super();
    this.micros = micros;
  }

  attribute(name: string): Value | undefined {
    const clock = wallClock(this.micros);
    switch (name) {
      case 'hour':
      case 'minute':
      case 'second':
        return clock[name];
      case 'microsecond':
        return clock.micro;
      case 'isoformat':
        return fn(name, [], () => this.text());
      case 'strftime':
        return fn(name, ['format'], ([format = '']) =>
          strftime(clock, String(format), { offset: '', name: '', epoch: '' }),
        );
      default:
        return undefined;
    }
  }

  override text(): string {
    const { hour, minute, second, micro } = wallClock(this.micros);
    const fraction = micro === 0 ? '' : `.${padded(micro, 6)}`;
    return `${padded(hour)}:${padded(minute)}:${padded(second)}${fraction}`;
  }

  override equals(other: Value): boolean {
    return other instanceof ClockTime && other.micros === this.micros;
  }

  override hashKey(): string {
    return String(this.micros);
  }

  override compare(other: Value): number | undefined {
    return other instanceof ClockTime ? Number(this.micros - other.micros) : undefined;
  }
}

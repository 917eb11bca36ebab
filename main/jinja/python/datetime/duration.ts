import { fn } from '../../fn.ts';
import { Fault } from '../../templateError.ts';
import { Float, float, HostObject, type Operator, type Value } from '../../value.ts';
import { DAY, floorDivide, type Micros, padded, SECOND } from './calendar.ts';

/** `datetime.timedelta`. */
export class Duration extends HostObject {
  readonly typeName = 'timedelta';
  readonly micros: Micros;

  constructor(micros: Micros) {
    super();
    this.micros = micros;
  }

  attribute(name: string): Value | undefined {
    const { days, rest } = this.split();
    switch (name) {
      case 'days':
        return Number(days);
      case 'seconds':
        return Number(rest / SECOND);
      case 'microseconds':
        return Number(rest % SECOND);
      case 'total_seconds':
        return fn(name, [], () => float(Number(this.micros) / 1e6));
      default:
        return undefined;
    }
  }

  override text(): string {
    const { days, rest } = this.split();
    const seconds = Number(rest / SECOND);
    const micro = Number(rest % SECOND);
    const clock = `${Math.floor(seconds / 3600)}:${padded(Math.floor(seconds / 60) % 60)}:${padded(seconds % 60)}`;
    const fraction = micro === 0 ? '' : `.${padded(micro, 6)}`;
    const before = days === 0n ? '' : `${days} day${days === 1n || days === -1n ? '' : 's'}, `;
    return `${before}${clock}${fraction}`;
  }

  override repr(): string {
    return `datetime.timedelta(${this.text()})`;
  }

  override isTrue(): boolean {
    return this.micros !== 0n;
  }

  override equals(other: Value): boolean {
    return other instanceof Duration && other.micros === this.micros;
  }

  override hashKey(): string {
    return String(this.micros);
  }

  override compare(other: Value): number | undefined {
    return other instanceof Duration ? compareMicros(this.micros, other.micros) : undefined;
  }

  override operate(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined {
    if (other instanceof Duration)
      return this.withDuration(operator, side === 'left' ? this : other, side === 'left' ? other : this);
    const factor = numberOf(other);
    if (factor === undefined) return undefined;
    if (operator === '*') return new Duration(BigInt(Math.round(Number(this.micros) * factor)));
    if (side === 'right' || (operator !== '/' && operator !== '//')) return undefined;
    if (factor === 0) throw new Fault('ZeroDivisionError', 'integer division or modulo by zero');
    const quotient = Number(this.micros) / factor;
    return new Duration(BigInt(operator === '/' ? Math.round(quotient) : Math.floor(quotient)));
  }

  private withDuration(operator: Operator, left: Duration, right: Duration): Value | undefined {
    if (operator === '+') return new Duration(left.micros + right.micros);
    if (operator === '-') return new Duration(left.micros - right.micros);
    if (operator === '*' || operator === '**') return undefined;
    if (right.micros === 0n) throw new Fault('ZeroDivisionError', 'division by zero');
    if (operator === '/') return float(Number(left.micros) / Number(right.micros));
    const whole = floorDivide(left.micros, right.micros);
    return operator === '//' ? Number(whole) : new Duration(left.micros - whole * right.micros);
  }

  private split(): { days: bigint; rest: Micros } {
    const days = floorDivide(this.micros, DAY);
    return { days, rest: this.micros - days * DAY };
  }
}

/** `timedelta(days=1, hours=2)`. */
export const newDuration = fn(
  'timedelta',
  ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'].map(
    (name) => [name, 0] as const,
  ),
  (values) => {
    const units = [86_400e6, 1e6, 1, 1e3, 60e6, 3600e6, 604_800e6];
    let micros = 0n;
    for (const [at, value] of values.entries()) {
      const count = numberOf(value);
      if (count === undefined)
        throw new Fault('TypeError', 'timedelta() takes numbers: timedelta(days=1, hours=12)');
      const unit = units[at] ?? 1;
      micros += Number.isInteger(count) ? BigInt(count) * BigInt(unit) : BigInt(Math.round(count * unit));
    }
    return new Duration(micros);
  },
);

export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Float ? value.value : undefined;
}

export function compareMicros(a: Micros, b: Micros): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

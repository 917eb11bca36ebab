import { fn } from '../../../jinja/fn.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { Float, float, HostObject, type Operator, type Value } from '../../../jinja/value.ts';

/** Digits a quotient is worked out to: Python's default context. */
const PRECISION = 28;

/** `decimal.Decimal`: what a numeric column answers with. It prints as the database wrote it. */
export class Decimal extends HostObject {
  readonly typeName = 'Decimal';
  /** The value is `digits` divided by ten to the `scale`. */
  readonly digits: bigint;
  readonly scale: number;

  constructor(digits: bigint, scale: number) {
    super();
    this.digits = digits;
    this.scale = scale;
  }

  static read(text: string): Decimal | null {
    const found = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text.trim());
    if (found === null) return null;
    const [, sign, whole = '', fraction = '', exponent = '0'] = found;
    if (whole + fraction === '' || Math.abs(Number(exponent)) > 6200) return null;
    const scale = fraction.length - Number(exponent);
    const digits = BigInt(`${whole}${fraction}`) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
    return new Decimal(sign === '-' ? -digits : digits, Math.max(0, scale));
  }

  static of(value: Value): Decimal | null {
    if (value instanceof Decimal) return value;
    if (typeof value === 'bigint') return new Decimal(value, 0);
    if (typeof value === 'boolean') return new Decimal(value ? 1n : 0n, 0);
    if (typeof value === 'number') return Decimal.read(String(value));
    return value instanceof Float ? Decimal.read(String(value.value)) : null;
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'is_integer':
        return fn(name, [], () => this.digits % 10n ** BigInt(this.scale) === 0n);
      case 'normalize':
        return fn(name, [], () => this.trimmed());
      case 'real':
        return this;
      default:
        return undefined;
    }
  }

  override text(): string {
    const size = (this.digits < 0n ? -this.digits : this.digits).toString().padStart(this.scale + 1, '0');
    const sign = this.digits < 0n ? '-' : '';
    if (this.scale === 0) return sign + size;
    return `${sign}${size.slice(0, -this.scale)}.${size.slice(-this.scale)}`;
  }

  override repr(): string {
    return `Decimal('${this.text()}')`;
  }

  override isTrue(): boolean {
    return this.digits !== 0n;
  }

  override number(): number {
    return Number(this.text());
  }

  override equals(other: Value): boolean {
    return this.compare(other) === 0;
  }

  override hashKey(): string {
    return this.trimmed().text();
  }

  override compare(other: Value): number | undefined {
    const right = Decimal.of(other);
    if (right === null) return undefined;
    const [a, b] = aligned(this, right);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  override operate(operator: Operator, other: Value, side: 'left' | 'right'): Value | undefined {
    const given = Decimal.of(other);
    if (given === null) return undefined;
    const [left, right] = side === 'left' ? [this, given] : [given, this];
    const [a, b, scale] = aligned(left, right);
    switch (operator) {
      case '+':
        return new Decimal(a + b, scale);
      case '-':
        return new Decimal(a - b, scale);
      case '*':
        return new Decimal(left.digits * right.digits, left.scale + right.scale);
      case '**':
        return float(left.number() ** right.number());
      default: {
        if (b === 0n) throw new Fault('ZeroDivisionError', 'division by zero');
        if (operator === '//') return new Decimal(a / b, 0);
        if (operator === '%') return new Decimal(a % b, scale);
        return quotient(a, b);
      }
    }
  }

  private trimmed(): Decimal {
    let { digits, scale } = this;
    while (scale > 0 && digits % 10n === 0n) {
      digits /= 10n;
      scale -= 1;
    }
    return new Decimal(digits, scale);
  }
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

function quotient(a: bigint, b: bigint): Decimal {
  const scaled = (a * 10n ** BigInt(PRECISION)) / b;
  const text = (scaled < 0n ? -scaled : scaled).toString();
  // As many digits as Python keeps, rounded half to even where one is cut off.
  const cut = Math.min(PRECISION, Math.max(0, text.length - PRECISION));
  const unit = 10n ** BigInt(cut);
  const rest = scaled % unit;
  const half = unit / 2n;
  const size = rest < 0n ? -rest : rest;
  let digits = scaled / unit;
  if (cut > 0 && (size > half || (size === half && digits % 2n !== 0n))) digits += scaled < 0n ? -1n : 1n;
  let scale = PRECISION - cut;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return new Decimal(digits, scale);
}

import { Fault } from '../templateError.ts';
import { Float, float, HostObject, type Value } from '../value.ts';

export type Int = number | bigint;

export function shrink(value: bigint): Int {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The value as an int, True and False among them; undefined for everything else, floats too. */
export function intOf(value: Value): Int | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : undefined;
  if (typeof value === 'bigint') return shrink(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

export function floatOf(value: Value): number | undefined {
  if (value instanceof Float) return value.value;
  return typeof value === 'number' && !Number.isSafeInteger(value) ? value : undefined;
}

/** Any number as a float; an int too large for one raises as in Python. */
export function realOf(value: Value): number | undefined {
  const float = floatOf(value);
  if (float !== undefined) return float;
  const int = intOf(value);
  if (int === undefined) return undefined;
  return toReal(int);
}

/** A host's number, a decimal for one, as an ordinary one. */
export function plainNumber(value: Value): Value {
  return value instanceof HostObject && value.number !== undefined ? float(value.number()) : value;
}

export function toReal(int: Int): number {
  const real = Number(int);
  if (!Number.isFinite(real)) throw new Fault('OverflowError', 'int too large to convert to float');
  return real;
}

export function isNumber(value: Value): boolean {
  return intOf(value) !== undefined || floatOf(value) !== undefined;
}

/** An exact float as whole number times a power of two. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const high = bits.getUint32(0);
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(bits.getUint32(4));
  const biased = high >>> 20;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** int(float): towards zero, exact at any size. */
export function truncate(value: number): Int {
  if (Number.isNaN(value)) throw new Fault('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw new Fault('OverflowError', 'cannot convert float infinity to integer');
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : BigInt(whole);
}

/** chr(int). */
export function character(value: Int): string {
  const code = Number(value);
  if (!(code >= 0 && code <= 0x10ffff)) throw new Fault('OverflowError', '%c arg not in range(0x110000)');
  return String.fromCodePoint(code);
}

/** Text of an int. Python refuses to print more than 4,300 digits, and so does this. */
export function intText(value: Int): string {
  if (typeof value === 'bigint' && (value > DIGITS_LIMIT || value < -DIGITS_LIMIT))
    throw new Fault('ValueError', 'Exceeds the limit (4300 digits) for integer string conversion');
  return String(value);
}

const DIGITS_LIMIT = 10n ** 4300n - 1n;

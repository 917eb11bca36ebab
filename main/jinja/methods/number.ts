import { decompose, type Int, intOf, shrink } from '../python/number.ts';
import { float, Tuple, type Value } from '../value.ts';
import type { Method, Methods } from './methodOf.ts';

/** The parts of a number that are values, not methods. */
export function numberAttribute(value: Value, name: string): Value | undefined {
  const int = intOf(value);
  if (name === 'real') return int ?? value;
  if (name === 'imag') return int === undefined ? float(0) : 0;
  if (int === undefined) return undefined;
  if (name === 'numerator') return int;
  return name === 'denominator' ? 1 : undefined;
}

function bits(value: Int): string {
  const magnitude = value < 0 ? -value : value;
  return Number(magnitude) === 0 ? '' : magnitude.toString(2);
}

export const INT_METHODS: Methods<Int> = new Map<string, Method<Int>>([
  ['bit_length', (self) => bits(self).length],
  ['bit_count', (self) => bits(self).replaceAll('0', '').length],
  ['conjugate', (self) => self],
  ['as_integer_ratio', (self) => new Tuple([self, 1])],
]);

function ratio(value: number): Tuple {
  const { mantissa, exponent } = decompose(value);
  let numerator = exponent > 0 ? mantissa << BigInt(exponent) : mantissa;
  let denominator = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
  while (denominator > 1n && numerator % 2n === 0n) {
    numerator /= 2n;
    denominator /= 2n;
  }
  return new Tuple([shrink(value < 0 ? -numerator : numerator), shrink(denominator)]);
}

export const FLOAT_METHODS: Methods<number> = new Map<string, Method<number>>([
  ['is_integer', (self) => Number.isInteger(self)],
  ['conjugate', (self) => float(self)],
  ['as_integer_ratio', (self) => ratio(self)],
]);

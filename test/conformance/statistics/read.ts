import { isRecord } from './case.ts';

/** Numbers of a case; null is missing. R writes a vector of one as a bare number. */
export function series(value: unknown): Float64Array {
  return Float64Array.from(list(value), (item) => number(item));
}

/** A number, with R's spellings of those that JSON has none for. */
export function number(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value === null || value === 'NA' || value === 'NaN') return Number.NaN;
  if (value === 'Inf') return Number.POSITIVE_INFINITY;
  if (value === '-Inf') return Number.NEGATIVE_INFINITY;
  throw new TypeError(`not a number: ${JSON.stringify(value)}`);
}

export function numberOr(value: unknown, otherwise: number): number {
  return value === undefined || value === null ? otherwise : number(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`not a text: ${JSON.stringify(value)}`);
}

export function record(value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw new TypeError(`not an object: ${JSON.stringify(value)}`);
}

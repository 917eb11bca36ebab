import { Dict } from './dict.ts';
import { typeError } from './templateError.ts';
import type { Value } from './value.ts';

/** Parsed JSON, or YAML of the same shape, as values. Whole numbers become ints: JSON.parse has lost whether it said 1.0. */
export function fromJson(data: unknown): Value {
  if (data === null || data === undefined) return null;
  if (typeof data === 'string' || typeof data === 'boolean') return data;
  if (typeof data === 'number' || typeof data === 'bigint') return data;
  if (Array.isArray(data)) return data.map(fromJson);
  if (typeof data === 'object' && isPlain(data))
    return new Dict(Object.entries(data).map(([key, value]) => [key, fromJson(value)]));
  throw typeError(`a ${typeof data} is no JSON value`);
}

function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}

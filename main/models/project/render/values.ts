import { Dict } from '../../../jinja/dict.ts';
import { SetValue } from '../../../jinja/set.ts';
import {
  Callable,
  Float,
  float,
  HostObject,
  Markup,
  Once,
  Range,
  Tuple,
  Undefined,
  type Value,
  View,
} from '../../../jinja/value.ts';
import { isPlainList, type Plain } from '../plain.ts';

/** What a file said, as a template sees it. */
export function toValue(plain: Plain): Value {
  if (plain === null || typeof plain === 'boolean' || typeof plain === 'string') return plain;
  if (typeof plain === 'bigint') {
    const number = Number(plain);
    return Number.isSafeInteger(number) ? number : plain;
  }
  if (typeof plain === 'number') return float(plain);
  if (isPlainList(plain)) return plain.map(toValue);
  return new Dict(Object.entries(plain).map(([key, one]) => [key, toValue(one)]));
}

/** What a template computed, as a config holds it. What has no plain form becomes its text, as dbt's own JSON would have it. */
export function toPlain(value: Value): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value instanceof Float) return value.value;
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Tuple) return value.items.map(toPlain);
  if (value instanceof Dict)
    return Object.fromEntries([...value.entries()].map(([key, one]) => [String(toPlain(key)), toPlain(one)]));
  if (value instanceof SetValue) return [...value.values()].map(toPlain);
  if (value instanceof Range)
    return Array.from({ length: value.length }, (_, index) => BigInt(value.at(index)));
  if (value instanceof HostObject) return value.text?.() ?? '';
  if (value instanceof Callable) return value.text;
  if (value instanceof Undefined || value instanceof View || value instanceof Once) return null;
  return null;
}

import { Dict } from '../../../../jinja/dict.ts';
import { floatText } from '../../../../jinja/python/floatText.ts';
import { Fault } from '../../../../jinja/templateError.ts';
import { Float, Markup, Tuple, type Value } from '../../../../jinja/value.ts';
import type { Json } from '../../../json.ts';

const DEEPEST = 200;

/** A value as JSON; what JSON has no word for raises Python's error. */
export function toJson(value: Value, depth = 0): Json {
  if (depth > DEEPEST) throw new Fault('ValueError', 'Circular reference detected');
  if (value === null || typeof value !== 'object') return value as Json;
  if (value instanceof Float) return value.value;
  if (value instanceof Markup) return value.text;
  if (value instanceof Tuple) return value.items.map((item) => toJson(item, depth + 1));
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth + 1));
  if (value instanceof Dict)
    return Object.fromEntries([...value.entries()].map(([key, one]) => [keyOf(key), toJson(one, depth + 1)]));
  throw new Fault('TypeError', 'Object is not JSON serializable');
}

function keyOf(key: Value): string {
  if (key instanceof Markup) return key.text;
  return key === null || typeof key === 'boolean' || typeof key !== 'object' ? String(key) : 'None';
}

/** `json.dumps` as Python spaces it, in ASCII. */
export function dumps(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(BigInt(value)) : floatText(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => dumps(item)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, one]) => `${quoted(name)}: ${dumps(one)}`)
    .join(', ')}}`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

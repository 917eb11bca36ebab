import { overLimit, typeError } from '../templateError.ts';
import { Float, HostObject, Markup, Range, Tuple, Undefined, type Value } from '../value.ts';
import { typeName } from './typeName.ts';

/** Numbers given to objects that are only equal to themselves, within one dict. */
export type HashIds = Map<object, number>;

const UNDEFINED = Symbol('undefined');

/** Something a Map can find a value by: equal values have equal keys. Composite keys begin with a NUL. */
export function hashKey(value: Value, ids: HashIds): unknown {
  if (typeof value === 'string') return stringKey(value);
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return numberKey(value);
  if (typeof value === 'bigint') return bigintKey(value);
  if (value instanceof Float) return numberKey(value.value);
  if (value instanceof Markup) return stringKey(value.text);
  if (value instanceof Tuple) return `\0t${value.items.map((item) => part(item, ids)).join('')}`;
  if (value instanceof Undefined) return UNDEFINED;
  if (value instanceof Range) return `\0r${value.length},${value.at(0)},${value.step}`;
  if (value instanceof HostObject && value.hashKey !== undefined)
    return `\0h${value.typeName}:${value.hashKey()}`;
  if (Array.isArray(value) || UNHASHABLE.has(typeName(value)))
    throw typeError(`unhashable type: '${typeName(value)}'`);
  return value;
}

const UNHASHABLE = new Set(['list', 'dict', 'set', 'dict_keys', 'dict_values', 'dict_items']);

function stringKey(text: string): string {
  return text.startsWith('\0') ? `\0s${text}` : text;
}

function numberKey(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

function bigintKey(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

const LONGEST_PART = 1_000_000;

/** Prefixed with its length, so that no two lists of parts run into the same text. */
function part(item: Value, ids: HashIds): string {
  const key = hashKey(item, ids);
  const text =
    typeof key === 'object' && key !== null ? `o:${idOf(key, ids)}` : `${typeof key}:${String(key)}`;
  if (text.length > LONGEST_PART) throw overLimit('a tuple is too large to be a key');
  return `${text.length}:${text}`;
}

function idOf(object: object, ids: HashIds): number {
  const known = ids.get(object);
  if (known !== undefined) return known;
  ids.set(object, ids.size);
  return ids.size - 1;
}

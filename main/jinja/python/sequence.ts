import { Dict } from '../dict.ts';
import { SetValue } from '../set.ts';
import { Fault, typeError } from '../templateError.ts';
import { Callable, HostObject, Once, Range, Tuple, Undefined, type Value, View } from '../value.ts';
import { characters, textLength } from './characters.ts';
import { stringOf } from './text.ts';
import { typeName } from './typeName.ts';

/** iter(value), lazily: a list that grows while it is gone through is followed, as in Python. */
export function iterate(value: Value): Iterable<Value> {
  const found = iterable(value);
  if (found === undefined) throw typeError(`'${typeName(value)}' object is not iterable`);
  return found;
}

export function iterable(value: Value): Iterable<Value> | undefined {
  if (Array.isArray(value)) return value;
  const string = stringOf(value);
  // A string's own iterator goes by code points, lazily.
  if (string !== undefined) return string;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return unchanged(value, value.keys());
  if (value instanceof View) return viewed(value);
  if (value instanceof SetValue) return value.values();
  if (value instanceof Once) return rest(value);
  if (value instanceof Range) return counted(value);
  if (value instanceof Undefined) return [];
  return value instanceof HostObject ? value.iterate?.() : undefined;
}

/** What is left of a generator, for those who can't wait. Leaving it early leaves the rest to the next. */
function* rest({ pull }: Once): Iterable<Value> {
  for (let item = pull(); item !== undefined; item = pull()) {
    if (item instanceof Promise)
      throw typeError('an item of the generator has to be waited for: turn it into a list first');
    yield item;
  }
}

function* counted(range: Range): Iterable<Value> {
  for (let index = 0; index < range.length; index += 1) yield range.at(index);
}

function viewed({ dict, part }: View): Iterable<Value> {
  if (part === 'keys') return unchanged(dict, dict.keys());
  if (part === 'values') return unchanged(dict, dict.values());
  return unchanged(dict, items(dict));
}

function* items(dict: Dict): Iterable<Value> {
  for (const [key, value] of dict.entries()) yield new Tuple([key, value]);
}

function* unchanged(dict: Dict, values: Iterable<Value>): Iterable<Value> {
  const { size } = dict;
  for (const value of values) {
    yield value;
    if (dict.size !== size) throw new Fault('RuntimeError', 'dictionary changed size during iteration');
  }
}

/** len(value), or undefined where there is none. */
export function lengthOf(value: Value): number | undefined {
  if (Array.isArray(value)) return value.length;
  const string = stringOf(value);
  if (string !== undefined) return textLength(string);
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Dict || value instanceof SetValue) return value.size;
  if (value instanceof View) return value.dict.size;
  if (value instanceof Range) return value.length;
  if (value instanceof Undefined) return 0;
  return value instanceof HostObject ? value.length?.() : undefined;
}

/** Lists, tuples, strings and ranges by position; undefined for anything else. */
export function positioned(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Range) return Array.from(counted(value));
  const string = stringOf(value);
  return string === undefined ? undefined : characters(string);
}

export function isTrue(value: Value): boolean {
  if (value === null || value === false || value === '' || value === 0 || value === 0n) return false;
  if (typeof value !== 'object') return true;
  if (value instanceof HostObject)
    return value.isTrue?.() ?? (value.length === undefined || value.length() > 0);
  if (value instanceof Callable || value instanceof Once) return true;
  if ('value' in value && typeof value.value === 'number') return value.value !== 0;
  return (lengthOf(value) ?? 1) > 0;
}

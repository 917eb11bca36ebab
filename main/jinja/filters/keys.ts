import { after, inOrder, type Later } from '../later.ts';
import { intOf } from '../python/number.ts';
import { stringOf } from '../python/text.ts';
import { readItem } from '../run/access.ts';
import { Tuple, Undefined, type Value } from '../value.ts';

/** Strings are compared in lower case unless told otherwise. */
export function folded(value: Value, caseSensitive: boolean): Value {
  const text = caseSensitive ? undefined : stringOf(value);
  return text === undefined ? value : text.toLowerCase();
}

/** `a.b.0`: a step at a time; an absent one gives the default, when there is one. */
export function attributeOf(item: Value, path: Value, fallback: Value | undefined): Later<Value> {
  const steps = stepsOf(path);
  const from = (value: Value, index: number): Later<Value> => {
    const step = steps[index];
    if (step === undefined) return value;
    return after(readItem(value, step), (found) =>
      from(
        found instanceof Undefined && fallback !== undefined && fallback !== null ? fallback : found,
        index + 1,
      ),
    );
  };
  return from(item, 0);
}

function stepsOf(path: Value): Value[] {
  const text = stringOf(path);
  if (text !== undefined) return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return path === null ? [] : [intOf(path) ?? path];
}

/** What each item is compared or grouped by: itself, or an attribute. */
export function keysOf(
  items: readonly Value[],
  attribute: Value,
  caseSensitive: boolean,
  fallback?: Value,
): Later<Value[]> {
  return inOrder(items, (item) =>
    after(attributeOf(item, attribute, fallback), (value) => folded(value, caseSensitive)),
  );
}

/**
 * What each item is sorted by: a list, of several attributes where they stand with commas. A list also for one: two
 * items that both lack an attribute are then equal, where comparing what isn't there would be an error.
 */
export function sortKeysOf(
  items: readonly Value[],
  attribute: Value,
  caseSensitive: boolean,
): Later<Value[]> {
  const paths = stringOf(attribute)?.split(',') ?? [attribute];
  return inOrder(items, (item) =>
    inOrder(paths, (path) =>
      after(attributeOf(item, path, undefined), (value) => folded(value, caseSensitive)),
    ),
  );
}

export function tuple(...items: Value[]): Tuple {
  return new Tuple(items);
}

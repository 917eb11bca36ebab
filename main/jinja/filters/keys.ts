import { after, inOrder, type Later } from '../later.ts';
import { intOf } from '../python/number.ts';
import { iterate } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import { readItem } from '../run/access.ts';
import { type Budget, Tuple, Undefined, type Value } from '../value.ts';

/** All items, each of them counted. */
export function collect(value: Value, budget: Budget): Value[] {
  const items: Value[] = [];
  for (const item of iterate(value)) {
    budget.spend(1);
    items.push(item);
  }
  budget.fit(items.length);
  return items;
}

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

/** What each item is sorted, compared or grouped by: itself, an attribute, or several with commas. */
export function keysOf(
  items: readonly Value[],
  attribute: Value,
  caseSensitive: boolean,
  fallback?: Value,
): Later<Value[]> {
  const path = stringOf(attribute);
  return inOrder(items, (item) => {
    if (path === undefined || !path.includes(','))
      return after(attributeOf(item, attribute, fallback), (value) => folded(value, caseSensitive));
    return after(
      inOrder(path.split(','), (one) => attributeOf(item, one, fallback)),
      (values) => values.map((value) => folded(value, caseSensitive)),
    );
  });
}

export function tuple(...items: Value[]): Tuple {
  return new Tuple(items);
}

import { typeError } from '../templateError.ts';
import type { Budget, Value } from '../value.ts';
import { ordered } from './compare.ts';
import { intOf } from './number.ts';
import { typeName } from './typeName.ts';

/** sorted(values, key=…): stable also when reversed. Uses `<` alone, so it refuses what Python refuses. */
export function sortValues(
  values: readonly Value[],
  keys: readonly Value[],
  reverse: boolean,
  budget: Budget,
): Value[] {
  const pairs = values.map((value, index) => ({ value, key: keys[index] ?? null }));
  pairs.sort((left, right) => {
    const [lower, higher] = reverse ? [right.key, left.key] : [left.key, right.key];
    if (ordered('<', lower, higher, budget)) return -1;
    return ordered('<', higher, lower, budget) ? 1 : 0;
  });
  return pairs.map(({ value }) => value);
}

/** The argument `reverse`: an int, of which True is one. */
export function direction(reverse: Value): boolean {
  const int = intOf(reverse);
  if (int === undefined) throw typeError(`'${typeName(reverse)}' object cannot be interpreted as an integer`);
  return Number(int) !== 0;
}

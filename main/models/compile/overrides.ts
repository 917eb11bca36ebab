import { Callable, type Value } from '../../jinja/value.ts';
import type { PlainMap } from '../project/plain.ts';
import { toValue } from '../project/render/values.ts';

/** Macros that answer a fixed value instead, as a unit test has it: `is_incremental: true`, `dbt_utils.star: 'a, b'`. */
export function overridden(
  macros: PlainMap,
): (packageName: string | null, name: string) => Value | undefined {
  const made = new Map<string, Value>();
  for (const [key, value] of Object.entries(macros)) {
    const short = key.startsWith('dbt.') ? key.slice('dbt.'.length) : key;
    made.set(short, new Callable(short, () => toValue(value)));
  }
  return (packageName, name) =>
    made.get(packageName === null || packageName === 'dbt' ? name : `${packageName}.${name}`);
}

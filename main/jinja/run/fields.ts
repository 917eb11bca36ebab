import type { Later } from '../later.ts';
import type { FieldReader } from '../python/braceFormat.ts';
import { refused } from '../templateError.ts';
import { Callable, type Value } from '../value.ts';
import { readAttribute, readItem } from './access.ts';

/** Format strings read values through the sandbox too, and data only: no method is ever handed out by one. */
export const readField: FieldReader = {
  attribute: (owner, name) => dataOnly(readAttribute(owner, name), name),
  item: (owner, key) => dataOnly(readItem(owner, key), 'item'),
};

function dataOnly(value: Later<Value>, name: string): Value {
  if (value instanceof Promise) throw refused('a format string can’t wait for a value');
  if (value instanceof Callable)
    throw refused(`access to attribute '${name}' from a format string is unsafe.`);
  return value;
}

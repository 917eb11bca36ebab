import { Dict } from '../dict.ts';
import { SetValue } from '../set.ts';
import { type Value, View } from '../value.ts';
import { stringOf } from './text.ts';

/** Steps that looking through a whole value is worth, beside an ordinary step of evaluation. */
export function cost(value: Value): number {
  const string = stringOf(value);
  if (string !== undefined) return string.length / 16;
  if (Array.isArray(value)) return value.length / 32;
  if (value instanceof Dict || value instanceof SetValue) return value.size;
  return value instanceof View ? value.dict.size : 0;
}

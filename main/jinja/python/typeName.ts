import { Dict } from '../dict.ts';
import { SetValue } from '../set.ts';
import { Callable, Float, Markup, Once, Range, Tuple, Undefined, type Value, View } from '../value.ts';

/** `type(value).__name__`. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int' : 'float';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Float) return 'float';
  if (value instanceof Dict) return 'dict';
  if (value instanceof Tuple) return 'tuple';
  if (value instanceof Markup) return 'Markup';
  if (value instanceof Range) return 'range';
  if (value instanceof View) return `dict_${value.part}`;
  if (value instanceof SetValue) return 'set';
  if (value instanceof Once) return 'generator';
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Callable) return 'function';
  return value.typeName;
}

/** As messages about a missing attribute name the object. */
export function ownerName(value: Value): string {
  return value === null ? 'None' : `${typeName(value)} object`;
}

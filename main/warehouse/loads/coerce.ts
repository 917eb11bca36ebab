import type { ColumnType, Value } from '../../../shared/domain/column.ts';
import { decimalOf, doubleOf, integerOf } from './exactNumbers.ts';
import { jsonText } from './jsonText.ts';
import { instantOf, instantOfDate, isDay } from './moments.ts';

/** Not null, which is a value of every type. */
export const UNFIT = Symbol('unfit');
export type Unfit = typeof UNFIT;

/** The value as the column's type reads it, if that loses nothing of it. */
export function coerce(value: unknown, type: ColumnType): Value | Unfit {
  if (value === null || value === undefined) return null;
  if (type.kind === 'json') return value instanceof Uint8Array ? UNFIT : (jsonText(value) ?? UNFIT);
  switch (typeof value) {
    case 'function':
    case 'symbol':
      return null;
    case 'boolean':
      return fromBoolean(value, type);
    case 'object':
      return fromObject(value, type);
    case 'string':
    case 'number':
    case 'bigint':
      return fromPlain(value, type);
    default:
      return UNFIT;
  }
}

function fromPlain(value: string | number | bigint, type: ColumnType): Value | Unfit {
  switch (type.kind) {
    case 'text':
      return String(value);
    case 'integer':
      return integerOf(value) ?? UNFIT;
    case 'number':
      return doubleOf(value) ?? UNFIT;
    case 'decimal':
      return decimalOf(value, type.scale) ?? UNFIT;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : UNFIT;
    case 'day':
      return typeof value === 'string' && isDay(value) ? value : UNFIT;
    case 'instant':
      return (typeof value === 'string' ? instantOf(value) : null) ?? UNFIT;
    default:
      return UNFIT;
  }
}

function fromBoolean(value: boolean, type: ColumnType): Value | Unfit {
  if (type.kind === 'boolean') return value;
  return type.kind === 'text' ? String(value) : UNFIT;
}

function fromObject(value: object, type: ColumnType): Value | Unfit {
  if (value instanceof Uint8Array) return type.kind === 'bytes' ? value : UNFIT;
  if (!(value instanceof Date)) return type.kind === 'text' ? (jsonText(value) ?? UNFIT) : UNFIT;
  if (type.kind === 'instant') return instantOfDate(value) ?? UNFIT;
  return type.kind === 'text' ? (instantOfDate(value) ?? String(value)) : UNFIT;
}

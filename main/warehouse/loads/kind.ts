import type { ColumnType } from '../../../shared/domain/column.ts';
import { fitsInteger } from './exactNumbers.ts';
import { instantOf, isDay } from './moments.ts';

/** What inference may answer. Never a decimal: a float doesn't say how many of its digits are money. */
export type Kind = Exclude<ColumnType['kind'], 'decimal'>;

/** What a value is by itself; null when it says nothing. Text is never taken for a number. */
export function kindOf(value: unknown): Kind | null {
  switch (typeof value) {
    case 'string':
      return kindOfText(value);
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : Number.isFinite(value) ? 'number' : 'text';
    case 'bigint':
      return fitsInteger(value) ? 'integer' : 'text';
    case 'boolean':
      return 'boolean';
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'text' : 'instant';
      return value instanceof Uint8Array ? 'bytes' : 'json';
    default:
      return null;
  }
}

function kindOfText(value: string): Kind {
  // Almost all text is told apart by its first character, which keeps the patterns off the common path.
  const first = value.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return 'text';
  if (isDay(value)) return 'day';
  return instantOf(value) === null ? 'text' : 'instant';
}

/** Integers beyond this are not all doubles. */
const EXACT = 2n ** 53n;

export interface SeenKinds {
  readonly kinds: Set<Kind>;
  /** An integer was seen that a double might not hold. */
  beyondDouble: boolean;
}

export function nothingSeen(): SeenKinds {
  return { kinds: new Set(), beyondDouble: false };
}

export function see(seen: SeenKinds, value: unknown): void {
  const kind = kindOf(value);
  if (kind === null) return;
  seen.kinds.add(kind);
  if (typeof value === 'bigint' && (value > EXACT || value < -EXACT)) seen.beyondDouble = true;
}

/**
 * The one type for all that was seen before the column existed: whole and broken numbers make a number, if that loses no
 * digit; otherwise the integers have the column and the rest its variant. Anything else mixed is text, or JSON when some of
 * it is. Bytes never turn into anything else; they go to the variant.
 */
export function settledKind({ kinds, beyondDouble }: SeenKinds): Kind | null {
  const seen = new Set(kinds);
  if (seen.size > 1) seen.delete('bytes');
  const [only] = seen;
  if (only === undefined) return null;
  if (seen.size === 1) return only;
  if (seen.has('json')) return 'json';
  if (seen.size === 2 && seen.has('integer') && seen.has('number'))
    return beyondDouble ? 'integer' : 'number';
  return 'text';
}

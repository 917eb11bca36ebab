import type { Value } from '../../../shared/domain/column.ts';

/** Why Postgres, or the other engine, would not give this value back as it is; null when both do. */
export function whyNotStorable(value: Value): string | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'the character U+0000, which Postgres can’t keep';
    return value.isWellFormed() ? null : 'half of a character (a lone surrogate)';
  }
  if (typeof value === 'bigint') return fitsInteger(value) ? null : 'a number beyond 64 bits';
  return Number.isNaN(value) ? 'a number that is none (NaN)' : null;
}

export function fitsInteger(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

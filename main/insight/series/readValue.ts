export type ReadValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'infinite' }
  | { readonly kind: 'text' };

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-']);
const INFINITE = /^[+-]?inf(inity)?$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A cell of a daily table. A thousands separator, a currency or a percent sign make it text: whether 1,234 is a thousand or one is not to be guessed. */
export function readValue(cell: unknown): ReadValue {
  if (cell === null || cell === undefined) return { kind: 'missing' };
  if (typeof cell === 'bigint') return ofNumber(Number(cell));
  if (typeof cell === 'number') return ofNumber(cell);
  if (typeof cell !== 'string') return { kind: 'text' };
  const text = cell.trim();
  if (MISSING.has(text.toLowerCase())) return { kind: 'missing' };
  if (INFINITE.test(text)) return { kind: 'infinite' };
  return NUMBER.test(text) ? ofNumber(Number(text)) : { kind: 'text' };
}

function ofNumber(value: number): ReadValue {
  if (Number.isNaN(value)) return { kind: 'missing' };
  return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'infinite' };
}

/**
 * How long to wait before trying again: anything up to a bound that doubles with each attempt, so that those who failed together
 * don't come back together. The first retry is attempt 1; `random` is from 0 up to 1.
 */
export function fullJitter(
  attempt: number,
  random: number,
  bounds: { readonly baseMs: number; readonly mostMs: number } = { baseMs: 1000, mostMs: 60_000 },
): number {
  return Math.floor(random * Math.min(bounds.mostMs, bounds.baseMs * 2 ** (Math.max(attempt, 1) - 1)));
}

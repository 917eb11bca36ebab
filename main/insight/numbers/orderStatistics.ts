/** The nine definitions of Hyndman and Fan (1996); 7 interpolates between the order statistics at (n - 1)p. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** Plotting position (k - a) / (n + 1 - a - b) of the k-th of n values, for the continuous types. */
const POSITIONS = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
} as const;

/** p·n that should be whole may come out a few bits off, and the stepwise types would jump a whole order statistic. */
const FUZZ = 4 * Number.EPSILON;

/** NaN when there is nothing to order, or when p isn't in [0, 1]. */
export function quantileOfSorted(sorted: Float64Array, p: number, type: QuantileType = 7): number {
  const n = sorted.length;
  if (n === 0 || !(p >= 0 && p <= 1)) return Number.NaN;
  const at = (rank: number) => sorted[Math.min(Math.max(rank, 1), n) - 1] as number;
  const position = positionOf(n, p, type);
  const fuzz = FUZZ * Math.max(1, Math.abs(position));
  const below = Math.floor(position + fuzz);
  const over = position - below;
  const weight = weightOf(Math.abs(over) < fuzz ? 0 : over, below, type);
  if (weight === 0) return at(below);
  if (weight === 1) return at(below + 1);
  return (1 - weight) * at(below) + weight * at(below + 1);
}

function positionOf(n: number, p: number, type: QuantileType): number {
  if (type === 3) return n * p - 0.5;
  if (type === 1 || type === 2) return n * p;
  const [a, b] = POSITIONS[type];
  return a + p * (n + 1 - a - b);
}

function weightOf(over: number, below: number, type: QuantileType): number {
  if (type === 1) return over > 0 ? 1 : 0;
  if (type === 2) return over > 0 ? 1 : 0.5;
  // To the even order statistic when exactly between two.
  if (type === 3) return over > 0 || below % 2 !== 0 ? 1 : 0;
  return over;
}

import { normalTwoSided } from '../numbers/distributions.ts';
import { completePairs } from './completePairs.ts';
import { pearson } from './pearson.ts';
import { midRanks, tieSizes } from './ranks.ts';

export interface Spearman {
  readonly rho: number;
  /** From Student's t on mid-ranks; right for series of some dozen days and more. */
  readonly p: number;
}

export function spearman(x: Float64Array, y: Float64Array): Spearman {
  const [left, right] = completePairs(x, y);
  const { r, p } = pearson(midRanks(left), midRanks(right));
  return { rho: r, p };
}

export interface Kendall {
  /** tau-b: corrected for ties in both. NaN when a series doesn't vary. */
  readonly tau: number;
  readonly z: number;
  readonly p: number;
}

/** With the normal approximation of the variance under ties (Kendall 1970), without a continuity correction. */
export function kendall(x: Float64Array, y: Float64Array): Kendall {
  const [left, right] = completePairs(x, y);
  const n = left.length;
  const score = concordance(left, right);
  const pairs = (n * (n - 1)) / 2;
  const tiesLeft = tieSizes(left);
  const tiesRight = tieSizes(right);
  const two = (ties: readonly number[]) => total(ties, (t) => t * (t - 1));
  const three = (ties: readonly number[]) => total(ties, (t) => t * (t - 1) * (t - 2));
  const spread = (ties: readonly number[]) => total(ties, (t) => t * (t - 1) * (2 * t + 5));
  const tau = score / Math.sqrt((pairs - two(tiesLeft) / 2) * (pairs - two(tiesRight) / 2));
  let variance = (n * (n - 1) * (2 * n + 5) - spread(tiesLeft) - spread(tiesRight)) / 18;
  variance += (two(tiesLeft) * two(tiesRight)) / (2 * n * (n - 1));
  if (n > 2) variance += (three(tiesLeft) * three(tiesRight)) / (9 * n * (n - 1) * (n - 2));
  const z = Number.isFinite(tau) && variance > 0 ? score / Math.sqrt(variance) : Number.NaN;
  return { tau: Number.isFinite(tau) ? tau : Number.NaN, z, p: normalTwoSided(z) };
}

/** Pairs of days on which both move the same way, less those on which they move apart. */
function concordance(x: Float64Array, y: Float64Array): number {
  let score = 0;
  for (let i = 1; i < x.length; i++)
    for (let j = 0; j < i; j++)
      score +=
        Math.sign((x[i] as number) - (x[j] as number)) * Math.sign((y[i] as number) - (y[j] as number));
  return score;
}

function total(ties: readonly number[], weight: (size: number) => number): number {
  return ties.reduce((sum, size) => sum + weight(size), 0);
}

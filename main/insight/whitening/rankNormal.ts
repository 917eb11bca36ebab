import { midRanks } from '../correlation/ranks.ts';
import { normalQuantile } from '../numbers/distributions.ts';
import { countPresent } from '../numbers/moments.ts';

/**
 * The normal quantile of each value's mid-rank, (rank - offset) / (m + 1 - 2 offset); offset 3/8 is Blom's (1958). Bursts keep their order and
 * lose their weight: with raw values a few viral days make normal p-values too small. Missing stays missing.
 */
export function rankNormalScores(x: Float64Array, offset = 0.375): Float64Array {
  const span = countPresent(x) + 1 - 2 * offset;
  return midRanks(x).map((rank) => normalQuantile((rank - offset) / span));
}

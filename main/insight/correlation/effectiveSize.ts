import { studentTwoSided } from '../numbers/distributions.ts';
import { bartlettError, sumOfProducts } from './bands.ts';
import { completePairs } from './completePairs.ts';
import { pearson } from './pearson.ts';

/** What the days are worth for a correlation, given how much each series repeats itself. */
export interface EffectiveSize {
  /** Days with both values. */
  readonly n: number;
  /** 1/N* before N* is kept within 2 and n. */
  readonly inverse: number;
  readonly effective: number;
  readonly r: number;
  /** NaN when the effective size is 2: then nothing is left to judge r by. */
  readonly t: number;
  readonly p: number;
  /** As if every day were news. */
  readonly naiveP: number;
  readonly bartlettError: number;
  readonly naiveError: number;
}

/**
 * 1/N* = 1/n + (2/n) Σ ((n - j)/n) rx(j) ry(j), lags up to n/5 unless said otherwise (Pyper and Peterman 1998). The
 * autocorrelations come from the whole series, so that a gap doesn't bring distant days together; n counts complete pairs.
 */
export function effectiveSize(x: Float64Array, y: Float64Array, maxLag?: number): EffectiveSize {
  const [left] = completePairs(x, y);
  const n = left.length;
  const reach = maxLag ?? Math.floor(n / 5);
  const inverse = 1 / n + (2 / n) * sumOfProducts(x, y, reach, (j) => (n - j) / n);
  const effective = Number.isNaN(inverse) || n < 2 ? Number.NaN : clip(inverse, n);
  const { r, p: naiveP } = pearson(x, y);
  const df = effective - 2;
  const t = df > 0 ? r * Math.sqrt(df / ((1 - r) * (1 + r))) : Number.NaN;
  return {
    n,
    inverse,
    effective,
    r,
    t,
    p: df > 0 ? studentTwoSided(t, df) : Number.NaN,
    naiveP,
    bartlettError: bartlettError(x, y, reach, n),
    naiveError: 1 / Math.sqrt(n),
  };
}

/** A sum that has gone negative says "more news than days", which n bounds. */
function clip(inverse: number, n: number): number {
  return inverse <= 1 / n ? n : Math.max(2, 1 / inverse);
}

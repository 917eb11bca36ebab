import { normalQuantile, studentTwoSided } from '../numbers/distributions.ts';
import { centre } from './centre.ts';
import { completePairs } from './completePairs.ts';

export interface Pearson {
  /** NaN with fewer than two pairs or when a series doesn't vary; everything else then too. */
  readonly r: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
  /** By Fisher's z; NaN with fewer than four pairs. */
  readonly lower: number;
  readonly upper: number;
}

/** Over the pairs in which neither value is missing. */
export function pearson(x: Float64Array, y: Float64Array, confidence = 0.95): Pearson {
  const [left, right] = completePairs(x, y);
  const n = left.length;
  const r = correlation(left, right);
  const df = n - 2;
  const t = df > 0 ? r * Math.sqrt(df / ((1 - r) * (1 + r))) : Number.NaN;
  const half = n > 3 ? normalQuantile((1 + confidence) / 2) / Math.sqrt(n - 3) : Number.NaN;
  return {
    r,
    t,
    df,
    p: df > 0 ? studentTwoSided(t, df) : Number.NaN,
    lower: Math.tanh(Math.atanh(r) - half),
    upper: Math.tanh(Math.atanh(r) + half),
  };
}

/** Of series without gaps. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const left = centre(x);
  const right = centre(y);
  if (left.sumOfSquares === 0 || right.sumOfSquares === 0) return Number.NaN;
  let products = 0;
  for (let t = 0; t < x.length; t++)
    products += (left.deviations[t] as number) * (right.deviations[t] as number);
  const r = products / (Math.sqrt(left.sumOfSquares) * Math.sqrt(right.sumOfSquares));
  return Math.min(1, Math.max(-1, r));
}

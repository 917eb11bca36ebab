import { type QuantileType, quantileOfSorted } from './orderStatistics.ts';

/*
 * NaN is missing. Plain functions answer NaN when anything is missing; those named "Present" leave the missing values out.
 * None of nothing: a mean, median or quantile of no values is NaN, a sum is 0.
 */

/** A copy without the missing. */
export function present(x: Float64Array): Float64Array {
  const kept = new Float64Array(x.length);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i] as number;
    if (!Number.isNaN(value)) kept[count++] = value;
  }
  return kept.slice(0, count);
}

export function countPresent(x: Float64Array): number {
  let count = 0;
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i] as number)) count++;
  return count;
}

export function sum(x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] as number;
  return total;
}

export function sumPresent(x: Float64Array): number {
  return sum(present(x));
}

/** With a second pass over the deviations, which takes back the rounding of the first. */
export function mean(x: Float64Array): number {
  const n = x.length;
  if (n === 0) return Number.NaN;
  const first = sum(x) / n;
  if (!Number.isFinite(first)) return first;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += (x[i] as number) - first;
  return first + rest / n;
}

export function meanPresent(x: Float64Array): number {
  return mean(present(x));
}

/** Denominator n - 1; NaN for fewer than two values. */
export function variance(x: Float64Array): number {
  return x.length < 2 ? Number.NaN : sumOfSquares(x) / (x.length - 1);
}

export function variancePresent(x: Float64Array): number {
  return variance(present(x));
}

/** Sum of squared deviations from the mean. Two passes: E[x²] - E[x]² would cancel. */
export function sumOfSquares(x: Float64Array): number {
  const centre = mean(x);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const deviation = (x[i] as number) - centre;
    total += deviation * deviation;
  }
  return total;
}

export function standardDeviation(x: Float64Array): number {
  return Math.sqrt(variance(x));
}

export function median(x: Float64Array): number {
  if (x.length === 0 || x.some(Number.isNaN)) return Number.NaN;
  const sorted = Float64Array.from(x).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

export function medianPresent(x: Float64Array): number {
  return median(present(x));
}

/** What makes the median absolute deviation of normal data estimate their standard deviation. */
const NORMAL_CONSISTENCY = 1.4826;

/** Median absolute deviation from the median, scaled to be a standard deviation for normal data. */
export function mad(x: Float64Array): number {
  const centre = median(x);
  return NORMAL_CONSISTENCY * median(x.map((value) => Math.abs(value - centre)));
}

export function madPresent(x: Float64Array): number {
  return mad(present(x));
}

/** NaN when x is empty or holds NaN, or when p isn't in [0, 1]. */
export function quantile(x: Float64Array, p: number, type: QuantileType = 7): number {
  if (x.some(Number.isNaN)) return Number.NaN;
  return quantileOfSorted(Float64Array.from(x).sort(), p, type);
}

export function quantilePresent(x: Float64Array, p: number, type: QuantileType = 7): number {
  return quantile(present(x), p, type);
}

import { normalQuantile } from '../numbers/distributions.ts';
import { autocorrelation } from './autocorrelation.ts';

/** Half-width of the band of a correlation of unrelated series, true only where at least one of them is white. */
export function naiveBand(n: number, confidence = 0.95): number {
  return normalQuantile((1 + confidence) / 2) / Math.sqrt(n);
}

/**
 * Standard error of a correlation of unrelated series that each depend on their own past (Bartlett 1946):
 * √((1 + 2 Σ rx(j) ry(j)) / n) over lags 1 to maxLag. NaN when the sum of a short series leaves nothing under the root.
 */
export function bartlettError(x: Float64Array, y: Float64Array, maxLag: number, n = x.length): number {
  const inflation = 1 + 2 * sumOfProducts(x, y, maxLag, () => 1);
  return n > 0 && inflation > 0 ? Math.sqrt(inflation / n) : Number.NaN;
}

/** Σ weight(j) rx(j) ry(j) over lags 1 to maxLag. */
export function sumOfProducts(
  x: Float64Array,
  y: Float64Array,
  maxLag: number,
  weight: (lag: number) => number,
): number {
  const rx = autocorrelation(x, maxLag);
  const ry = autocorrelation(y, maxLag);
  let total = 0;
  for (let j = 1; j < Math.min(rx.length, ry.length); j++)
    total += weight(j) * (rx[j] as number) * (ry[j] as number);
  return total;
}

import { crossCorrelation, type Scale } from './crossCorrelation.ts';

/**
 * Correlation of a series with itself, lags 0 to lagMax (or length - 1), denominator n at every lag; missing days as in `crossCorrelation`.
 * NaN throughout for a constant series.
 */
export function autocorrelation(x: Float64Array, lagMax: number, scale: Scale = 'correlation'): Float64Array {
  if (x.length === 0) return new Float64Array(0);
  const { values, maxLead } = crossCorrelation(x, x, lagMax, scale);
  return values.slice(maxLead);
}

/** Partial autocorrelations at lags 1, 2, …, by the Durbin-Levinson recursion on autocorrelations from lag 0. */
export function partialAutocorrelation(autocorrelations: Float64Array): Float64Array {
  return levinson(autocorrelations).partial;
}

export interface Levinson {
  /** At index p - 1 the p coefficients of the model of order p. */
  readonly coefficients: readonly Float64Array[];
  /** Prediction variance at orders 0, 1, …, in the unit of the input. */
  readonly variances: Float64Array;
  readonly partial: Float64Array;
}

/**
 * The Yule-Walker equations at every order in turn. Ends early where the prediction variance is used up or the input, made from pairs around
 * gaps, stops being a possible autocovariance.
 */
export function levinson(autocovariances: Float64Array): Levinson {
  const coefficients: Float64Array[] = [];
  const variances = [autocovariances[0] ?? Number.NaN];
  const partial: number[] = [];
  let previous = new Float64Array(0);
  for (let order = 1; order < autocovariances.length; order++) {
    const variance = variances[order - 1] as number;
    if (!(variance > 0)) break;
    let unexplained = autocovariances[order] as number;
    for (let j = 1; j < order; j++)
      unexplained -= (previous[j - 1] as number) * (autocovariances[order - j] as number);
    const reflection = unexplained / variance;
    if (!(Math.abs(reflection) <= 1)) break;
    const next = new Float64Array(order);
    for (let j = 1; j < order; j++)
      next[j - 1] = (previous[j - 1] as number) - reflection * (previous[order - j - 1] as number);
    next[order - 1] = reflection;
    coefficients.push(next);
    partial.push(reflection);
    variances.push(variance * (1 - reflection * reflection));
    previous = next;
  }
  return { coefficients, variances: Float64Array.from(variances), partial: Float64Array.from(partial) };
}

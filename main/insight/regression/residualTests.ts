import { chiSquareTail } from '../numbers/distributions.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { mean, present, sumOfSquares } from '../numbers/moments.ts';
import type { Regression } from './regression.ts';

/** NaN in both where the test has no answer: too few residuals, or none that differ. */
export interface ResidualTest {
  readonly stat: number;
  readonly p: number;
}

/** Near 2 without, near 0 with positive correlation from day to day (Durbin & Watson 1950). Skips days beside a gap. */
export function durbinWatson(residuals: Float64Array): number {
  let steps = 0;
  let squares = 0;
  for (let t = 0; t < residuals.length; t++) {
    const now = residuals[t] as number;
    if (Number.isNaN(now)) continue;
    squares += now * now;
    const before = residuals[t - 1];
    if (before !== undefined && !Number.isNaN(before)) steps += (now - before) ** 2;
  }
  return steps / squares;
}

/**
 * Correlation of the errors up to `order` days, in the n R² form; residuals before the first count as 0
 * (Breusch 1978, Godfrey 1978).
 */
export function breuschGodfrey({ columns, fit }: Regression, order: number): ResidualTest {
  const { residuals, used, rss } = fit;
  const known = residuals.map((residual) => (Number.isNaN(residual) ? 0 : residual));
  const lagged = Array.from({ length: order }, (_, i) => known.map((_, t) => known[t - i - 1] ?? 0));
  const auxiliary = leastSquares([...columns, ...lagged], residuals);
  if (used <= auxiliary.rank || !(rss > 0)) return { stat: Number.NaN, p: Number.NaN };
  const stat = used * (1 - auxiliary.rss / rss);
  return { stat, p: chiSquareTail(stat, order) };
}

/** Whether the first `lags` autocorrelations are 0 together (Ljung & Box 1978); `fitted` parameters take their degrees. */
export function ljungBox(x: Float64Array, lags: number, fitted = 0): ResidualTest {
  const centre = mean(present(x));
  const deviations = x.map((value) => (Number.isNaN(value) ? 0 : value - centre));
  const count = present(x).length;
  const square = sumOfSquares(present(x));
  if (lags >= count || lags <= fitted || !(square > 0)) return { stat: Number.NaN, p: Number.NaN };
  let total = 0;
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < x.length; t++)
      product += (deviations[t] as number) * (deviations[t - lag] as number);
    total += (product / square) ** 2 / (count - lag);
  }
  const stat = count * (count + 2) * total;
  return { stat, p: chiSquareTail(stat, lags - fitted) };
}

/** Whether skewness and kurtosis are those of a normal distribution (Jarque & Bera 1980). */
export function jarqueBera(x: Float64Array): ResidualTest {
  const values = present(x);
  const count = values.length;
  const centre = mean(values);
  const moment = (power: number) => values.reduce((sum, value) => sum + (value - centre) ** power, 0) / count;
  const second = moment(2);
  if (count < 2 || !(second > 0)) return { stat: Number.NaN, p: Number.NaN };
  const skewness = moment(3) / second ** 1.5;
  const kurtosis = moment(4) / second ** 2;
  const stat = (count * skewness ** 2) / 6 + (count * (kurtosis - 3) ** 2) / 24;
  return { stat, p: chiSquareTail(stat, 2) };
}

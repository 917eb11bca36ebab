import { lagColumns } from '../causality/lagColumns.ts';
import { studentTwoSided } from '../numbers/distributions.ts';
import { coefficientCovariance, standardErrors } from '../regression/covariance.ts';
import { regress } from '../regression/regression.ts';
import type { Unavailable } from '../unavailable.ts';

/** How what happens on one day spreads over the days after it. */
export interface DistributedLag {
  readonly kind: 'fitted';
  /** Intercept, then x of 0, 1, …, longest days before. */
  readonly coefficients: Float64Array;
  readonly errors: Float64Array;
  readonly p: Float64Array;
  /** The whole effect: the sum over the lags, with its error from the covariance between them. */
  readonly cumulative: number;
  readonly cumulativeError: number;
  /** Days after which the effect has its centre; NaN when the effects cancel. Only effects of one sign make it a delay. */
  readonly meanLag: number;
  readonly r2: number;
  readonly used: number;
}

/** Least squares on lags 0..longest with the errors of Newey & West (1987), whatever shape the lags have. */
export function distributedLag(
  x: Float64Array,
  y: Float64Array,
  longest: number,
  hacLags: number,
): DistributedLag | Unavailable {
  const columns = [x, ...lagColumns(x, longest)].map((column) => column.slice(longest));
  const regression = regress(columns, y.slice(longest), true);
  if (regression.kind === 'unavailable') return regression;
  const { fit, residualDegrees, r2 } = regression;
  const covariance = coefficientCovariance(regression.columns, fit, { kind: 'neweyWest', lags: hacLags });
  const errors = standardErrors(covariance);
  const effects = fit.coefficients.subarray(1);
  const cumulative = effects.reduce((sum, value) => sum + value, 0);
  const moment = effects.reduce((sum, value, lag) => sum + value * lag, 0);
  const width = longest + 2;
  let variance = 0;
  for (let a = 1; a < width; a++)
    for (let b = 1; b < width; b++) variance += covariance[a * width + b] as number;
  return {
    kind: 'fitted',
    coefficients: fit.coefficients,
    errors,
    p: fit.coefficients.map((value, j) => studentTwoSided(value / (errors[j] as number), residualDegrees)),
    cumulative,
    cumulativeError: Math.sqrt(Math.max(0, variance)),
    meanLag: cumulative === 0 ? Number.NaN : moment / cumulative,
    r2,
    used: fit.used,
  };
}

import { type LeastSquares, leastSquares } from '../numbers/leastSquares.ts';
import { sumOfSquares } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { type CovarianceForm, coefficientCovariance, standardErrors } from './covariance.ts';

/** A least-squares fit with what is usually read off it. */
export interface Regression {
  readonly kind: 'fitted';
  /** The columns fitted, the intercept first if there is one. */
  readonly columns: readonly Float64Array[];
  readonly fit: LeastSquares;
  readonly residualDegrees: number;
  readonly r2: number;
  readonly adjustedR2: number;
  /** Standard deviation of the errors. */
  readonly sigma: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
}

/**
 * Ordinary least squares of y on the columns. R² is about the mean with an intercept, about 0 without one; AIC and BIC count the
 * error's variance as a parameter; both as R's `lm` has them.
 */
export function regress(
  columns: readonly Float64Array[],
  y: Float64Array,
  intercept: boolean,
): Regression | Unavailable {
  const all = intercept ? [new Float64Array(y.length).fill(1), ...columns] : [...columns];
  const fit = leastSquares(all, y);
  const { used, rss, rank } = fit;
  const residualDegrees = used - all.length;
  if (used === 0) return unavailable('noValues');
  if (residualDegrees < 1) return unavailable('tooShort');
  if (rank < all.length) return unavailable('rankDeficient');
  const taken = y.filter((_, row) => !Number.isNaN(fit.residuals[row] as number));
  const total = intercept ? sumOfSquares(taken) : taken.reduce((sum, value) => sum + value * value, 0);
  if (intercept ? isConstant(taken) : total === 0) return unavailable('constant');
  if (!(total > 0 && Number.isFinite(total) && Number.isFinite(rss))) return unavailable('outOfRange');
  const r2 = 1 - rss / total;
  const logLikelihood = -0.5 * used * (Math.log(2 * Math.PI) + 1 + Math.log(rss / used));
  return {
    kind: 'fitted',
    columns: all,
    fit,
    residualDegrees,
    r2,
    adjustedR2: 1 - (1 - r2) * ((used - (intercept ? 1 : 0)) / residualDegrees),
    sigma: Math.sqrt(rss / residualDegrees),
    logLikelihood,
    aic: -2 * logLikelihood + 2 * (rank + 1),
    bic: -2 * logLikelihood + Math.log(used) * (rank + 1),
  };
}

/** By its range: the variance of equal values can come out as a rounding error. */
function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

/** The standard errors of the coefficients. */
export function errorsOf(regression: Regression, form: CovarianceForm): Float64Array {
  return standardErrors(coefficientCovariance(regression.columns, regression.fit, form));
}

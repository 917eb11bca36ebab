import { leastSquares } from '../numbers/leastSquares.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { type ArimaFit, fitArima } from './arima.ts';
import { withoutRegression } from './arimaErrors.ts';
import { type Columns, conditionalProfile, logLikOf } from './arimaLikelihood.ts';
import { type ArimaOrder, armaCount, armaNames, differencesOf, joinWeights } from './arimaModel.ts';

/** Of turns between weights and regression; what a third would change is lost in the error of either. */
const TURNS = 2;

/**
 * Regression with ARIMA errors as `fitArima`'s, by turns in place of all at once: the regression, the weights of what it leaves, the regression
 * of what these weights whiten (Cochrane and Orcutt 1949). A tenth of the cost, as no search carries the regressors along; for a backtest,
 * which fits at every origin. It has no standard errors.
 */
export function fitArimaTwoStep(
  x: Float64Array,
  order: ArimaOrder,
  regressors: readonly Float64Array[] = [],
): ArimaFit | Unavailable {
  const intercept = differencesOf(order) === 0;
  const columns: Columns = [x, ...(intercept ? [new Float64Array(x.length).fill(1)] : []), ...regressors];
  const width = columns.length - 1;
  let rest = x;
  if (width > 0) {
    const first = leastSquares(columns.slice(1), x);
    if (first.used <= width) return unavailable('tooShort');
    if (first.rank < width) return unavailable('rankDeficient');
    rest = withoutRegression(columns, first.coefficients);
  }
  for (let turn = 1; ; turn++) {
    const errors = fitArima(rest, order, { method: 'conditional', intercept: false });
    if (errors.kind === 'unavailable') return errors;
    const profile = conditionalProfile(order, errors.weights, columns);
    if (profile.used <= armaCount(order) + width) return unavailable('tooShort');
    if (profile.rank < width) return unavailable('rankDeficient');
    rest = withoutRegression(columns, profile.coefficients);
    if (turn < TURNS && width > 0) continue;
    const logLik = logLikOf(profile, profile.used);
    const count = armaCount(order) + width;
    const estimates = Float64Array.of(...joinWeights(errors.weights), ...profile.coefficients);
    return {
      kind: 'fit',
      order,
      weights: errors.weights,
      coefficients: profile.coefficients,
      intercept,
      names: [
        ...armaNames(order),
        ...(intercept ? ['intercept'] : []),
        ...regressors.map((_, i) => `regressor${i + 1}`),
      ],
      estimates,
      errors: new Float64Array(estimates.length).fill(Number.NaN),
      sigma2: profile.squares / profile.used,
      logLik,
      aic: -2 * logLik + 2 * (count + 1),
      bic: -2 * logLik + (count + 1) * Math.log(profile.used),
      used: profile.used,
      columns,
    };
  }
}

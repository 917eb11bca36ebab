import { type Unavailable, unavailable } from '../unavailable.ts';
import type { ArimaFit } from './arima.ts';
import { withoutRegression } from './arimaErrors.ts';
import { expectedValue, filterArima, moveCovariance, moveState, observe } from './arimaFilter.ts';
import { arimaSystem } from './arimaSystem.ts';
import { normalPrediction, type Predicted, USUAL_LEVELS } from './predicted.ts';

/**
 * The filter run on past the last day. Errors are those of the innovations to come; that the parameters are estimates isn't in them, as in
 * R's `predict`. `regressors` are the days to come, one column each; the intercept is not among them.
 */
export function forecastArima(
  fit: ArimaFit,
  horizon: number,
  regressors: readonly Float64Array[] = [],
  levels: readonly number[] = USUAL_LEVELS,
): Predicted | Unavailable {
  const known = fit.columns.length - 1 - (fit.intercept ? 1 : 0);
  if (regressors.length !== known || regressors.some((column) => column.length < horizon))
    return unavailable('tooShort');
  const system = arimaSystem(fit.order, fit.weights);
  if (system === null) return unavailable('tooShort');
  const rest = withoutRegression(fit.columns, fit.coefficients);
  const { states, covariance } = filterArima(system, [rest]);
  const [state = new Float64Array(system.size)] = states;
  const scratch = new Float64Array(covariance.length);
  const seen = new Float64Array(system.size);
  const mean = new Float64Array(horizon);
  const error = new Float64Array(horizon);
  const added = fit.intercept ? [new Float64Array(horizon).fill(1), ...regressors] : regressors;
  for (let h = 0; h < horizon; h++) {
    moveState(system, state);
    moveCovariance(system, covariance, scratch);
    mean[h] = added.reduce(
      (total, column, k) => total + (fit.coefficients[k] as number) * (column[h] as number),
      expectedValue(system, state),
    );
    error[h] = Math.sqrt(fit.sigma2 * observe(system, covariance, seen));
  }
  return normalPrediction(mean, error, levels);
}

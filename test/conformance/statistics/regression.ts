import type { CovarianceForm } from '../../../main/insight/regression/covariance.ts';
import { errorsOf, regress } from '../../../main/insight/regression/regression.ts';
import {
  breuschGodfrey,
  durbinWatson,
  jarqueBera,
  ljungBox,
} from '../../../main/insight/regression/residualTests.ts';
import type { Adapter } from './case.ts';
import { list, numberOr, series } from './read.ts';

export const adapters: Record<string, Adapter> = {
  ols_hac: ({ input, params }) => {
    const columns = list(input['X']).map(series);
    const fitted = regress(columns, series(input['y']), params['intercept'] !== false);
    if (fitted.kind === 'unavailable') return fitted;
    const lags = numberOr(params['nwLag'], 0);
    const forms: Record<string, CovarianceForm> = {
      const: { kind: 'constant' },
      HC0: { kind: 'HC0' },
      HC1: { kind: 'HC1' },
      HC2: { kind: 'HC2' },
      HC3: { kind: 'HC3' },
      HC4: { kind: 'HC4' },
      NW: { kind: 'neweyWest', lags },
      NWadj: { kind: 'neweyWest', lags, adjusted: true },
    };
    const { residuals } = fitted.fit;
    const orders = Array.from({ length: 24 }, (_, i) => i + 1);
    return {
      coef: fitted.fit.coefficients,
      r2: fitted.r2,
      adjR2: fitted.adjustedR2,
      sigma: fitted.sigma,
      se: Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, errorsOf(fitted, form)])),
      dw: durbinWatson(residuals),
      aic: fitted.aic,
      bic: fitted.bic,
      logLik: fitted.logLikelihood,
      jarqueBera: jarqueBera(residuals),
      // The case's key carries the number of lags.
      ...Object.fromEntries(orders.map((order) => [`bg${order}`, breuschGodfrey(fitted, order)])),
      ...Object.fromEntries(orders.map((lag) => [`ljungBox${lag}`, ljungBox(residuals, lag)])),
    };
  },
};

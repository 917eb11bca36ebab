import { accuracy } from '../../../main/insight/forecast/accuracy.ts';
import { splitConformal } from '../../../main/insight/forecast/conformal.ts';
import type { EtsFit } from '../../../main/insight/forecast/ets.ts';
import { forecastEts } from '../../../main/insight/forecast/etsForecast.ts';
import {
  forecastHoltWinters,
  type HoltWintersModel,
  type HoltWintersRun,
  holtWinters,
} from '../../../main/insight/forecast/holtWinters.ts';
import { fitHoltWinters } from '../../../main/insight/forecast/holtWintersFit.ts';
import { fitLocalLevel } from '../../../main/insight/forecast/localLevel.ts';
import { type NaiveMethod, naiveForecast } from '../../../main/insight/forecast/naive.ts';
import { selectEts } from '../../../main/insight/forecast/selectEts.ts';
import type { Acceptance, Adapter, StatisticsCase, Tolerance } from './case.ts';
import { number, numberOr, record, series, text } from './read.ts';

const NAIVE: Readonly<Record<string, NaiveMethod>> = {
  seasonal_naive: 'seasonalNaive',
  snaive: 'seasonalNaive',
  naive: 'naive',
  rwf: 'naive',
  mean: 'mean',
  meanf: 'mean',
  drift: 'drift',
};

const forecastAccuracy: Adapter = ({ input, params }) => {
  const train = series(input['train']);
  const test = series(input['test']);
  const period = numberOr(params['period'], 1);
  const method = NAIVE[text(params['method'] ?? 'seasonal_naive')];
  if (method === undefined) return { refused: `no method ${params['method']}` };
  const got = accuracy(test, naiveForecast(train, test.length, method, period), train, period);
  return { ME: got.me, RMSE: got.rmse, MAE: got.mae, MPE: got.mpe, MAPE: got.mape, MASE: got.mase };
};

const conformal: Adapter = ({ input, params }) =>
  splitConformal(series(input['absResiduals']), number(params['alpha']));

/** R's FALSE takes a part out of the model; a period of one has no season. */
function modelOf(params: StatisticsCase['params']): HoltWintersModel {
  const period = numberOr(params['period'], 1);
  const seasonal = params['gamma'] !== false && period > 1;
  const form = text(params['seasonal'] ?? 'additive').startsWith('m') ? 'multiplicative' : 'additive';
  return {
    period: seasonal ? period : 1,
    trend: params['beta'] !== false,
    season: seasonal ? form : 'none',
    startPeriods: numberOr(params['startPeriods'], 2),
  };
}

function describeHoltWinters(run: HoltWintersRun, params: StatisticsCase['params']) {
  return {
    ...run.weights,
    sse: run.sse,
    level: run.end.level,
    slope: run.end.slope,
    season: run.end.season,
    forecast: forecastHoltWinters(run, numberOr(params['h'], 0)),
  };
}

const holtWintersFixed: Adapter = ({ input, params }) => {
  const weight = (name: string) => (params[name] === false ? 0 : numberOr(params[name], 0));
  const weights = { alpha: weight('alpha'), beta: weight('beta'), gamma: weight('gamma') };
  const run = holtWinters(series(input['x']), modelOf(params), weights);
  return run.kind === 'fit' ? describeHoltWinters(run, params) : run;
};

const holtWintersOptimised: Adapter = ({ input, params }) => {
  const run = fitHoltWinters(series(input['x']), modelOf(params));
  return run.kind === 'fit' ? describeHoltWinters(run, params) : run;
};

const localLevel: Adapter = ({ input }) => fitLocalLevel(series(input['x']));

const ets: Adapter = ({ input, params }) => {
  const damped = typeof params['damped'] === 'boolean' ? params['damped'] : null;
  const fit = selectEts(
    series(input['x']),
    numberOr(params['period'], 1),
    text(params['model'] ?? 'ZZZ'),
    damped,
  );
  return fit.kind === 'fit' ? describeEts(fit, numberOr(params['h'], 10)) : fit;
};

function describeEts(fit: EtsFit, horizon: number) {
  const { mean, intervals } = forecastEts(fit, horizon, [0.8, 0.95]);
  const [inner, outer] = intervals;
  return {
    par: fit.parameters,
    logLik: fit.logLik,
    aicc: fit.aicc,
    sigma2: fit.sigma2,
    mean,
    lower80: inner?.lower,
    upper80: inner?.upper,
    lower95: outer?.lower,
    upper95: outer?.upper,
  };
}

/** Only the sum of squares decides: weights of equal sums forecast differently. */
const noWorseSum: Acceptance = ({ expected }, got) => {
  const sse = number(record(got)['sse'] ?? null);
  const most = number(expected['sse']) * (1 + 1e-3);
  return sse <= most ? [] : [`sse: at most ${most}, got ${sse}`];
};

const ETS_LOGLIK = 0.5;
const ETS_FORECASTS: Tolerance = { abs: 0, rel: 0.01, logLikAbs: null };

/** A likelihood of many peaks: as high a one, and the same forecasts; weights and criteria follow from where the peak lies. */
const sameForecasts: Acceptance = ({ expected }, got, compare) => {
  const logLik = number(record(got)['logLik'] ?? null);
  const least = number(expected['logLik']) - ETS_LOGLIK;
  const parts = Object.fromEntries(
    Object.entries(expected).filter(([key]) => key === 'mean' || /^(lower|upper)\d/.test(key)),
  );
  return [
    ...(logLik >= least ? [] : [`logLik: at least ${least}, got ${logLik}`]),
    ...compare(parts, got, ETS_FORECASTS),
  ];
};

const LEVEL_LOGLIK = 0.1;

/** The log-likelihood depends on how vague the start is; the rest is compared as it is. */
const nearLikelihood: Acceptance = ({ expected, tolerance }, got, compare) => {
  const { logLik: target, ...rest } = expected;
  const logLik = number(record(got)['logLik'] ?? null);
  const near = target === undefined || logLik >= number(target) - LEVEL_LOGLIK;
  return [
    ...(near ? [] : [`logLik: at least ${number(target) - LEVEL_LOGLIK}, got ${logLik}`]),
    ...compare(rest, got, tolerance),
  ];
};

export const adapters: Readonly<Record<string, Adapter>> = {
  ets,
  forecast_accuracy: forecastAccuracy,
  holt_winters_fixed: holtWintersFixed,
  holt_winters_opt: holtWintersOptimised,
  local_level: localLevel,
  split_conformal: conformal,
};

export const acceptances: Readonly<Record<string, Acceptance>> = {
  ets: sameForecasts,
  holt_winters_opt: noWorseSum,
  local_level: nearLikelihood,
};

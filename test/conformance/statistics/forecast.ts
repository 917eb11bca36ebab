import { accuracy } from '../../../main/insight/forecast/accuracy.ts';
import { splitConformal } from '../../../main/insight/forecast/conformal.ts';
import type { EtsFit } from '../../../main/insight/forecast/ets.ts';
import type { EtsModel } from '../../../main/insight/forecast/etsModel.ts';
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
    model: fit.model,
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
const ETS_SHARE = 0.01;

/**
 * A likelihood of many peaks, flat around each: as high a one, and the same forecasts; weights and criteria follow from where
 * the peak lies. A forecast agrees within 1 % of itself, as the cases say; a bound, of which they say nothing, within 1 % of itself and 1 %
 * of its distance from the forecast, for it may lie next to zero.
 */
const sameForecasts: Acceptance = ({ expected }, got, compare) => {
  const logLik = number(record(got)['logLik'] ?? null);
  const least = number(expected['logLik']) - ETS_LOGLIK;
  const keys = Object.keys(expected).filter((key) => key === 'mean' || /^(lower|upper)\d/.test(key));
  const { model, ...answered } = record(got);
  const different = keys.flatMap((key) => {
    const values = series(expected[key]);
    const answers = answered[key];
    if (!(answers instanceof Float64Array) || answers.length !== values.length)
      return compare({ [key]: expected[key] }, answered);
    return Array.from(values).flatMap((value, h) => {
      if (key !== 'mean' && seasonTooEarly(model as EtsModel, h + 1)) return [];
      const abs = key === 'mean' ? 0 : ETS_SHARE * halfWidth(expected, h);
      const tolerance: Tolerance = { abs, rel: ETS_SHARE, logLikAbs: null };
      return compare({ [`${key}[${h}]`]: value }, { [`${key}[${h}]`]: answers[h] }, tolerance);
    });
  });
  return [...(logLik >= least ? [] : [`logLik: at least ${least}, got ${logLik}`]), ...different];
};

function halfWidth(expected: StatisticsCase['expected'], h: number): number {
  const width = (series(expected['upper95'])[h] ?? 0) - (series(expected['lower95'])[h] ?? 0);
  return Number.isFinite(width) ? width / 2 : 0;
}

/**
 * R's forecast (8.20) looks for gamma where it stands in a model with a trend. Without one an error returns a step before its
 * season does: bounds at whole periods hold what belongs to the next step, and under a relative error all later ones
 * are touched. Ours hold it where Hyndman et al. (2008) have it, which a test of the library proves.
 */
function seasonTooEarly(model: EtsModel, ahead: number): boolean {
  if (model.trend !== 'N' || model.season !== 'A') return false;
  return model.error === 'M' ? ahead >= model.period : ahead % model.period === 0;
}

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

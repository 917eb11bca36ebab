import { fitArima } from '../../../main/insight/forecast/arima.ts';
import { forecastArima } from '../../../main/insight/forecast/arimaForecast.ts';
import { arimaOrder } from '../../../main/insight/forecast/arimaModel.ts';
import type { Acceptance, Adapter } from './case.ts';
import { list, number, numberOr, record, series } from './read.ts';

const arima: Adapter = ({ input, params }) => {
  const x = series(input['x']);
  const horizon = numberOr(params['h'], 0);
  const order = arimaOrder(
    triple(params['order']),
    triple(params['seasonal']),
    numberOr(params['period'], 1),
  );
  const options = {
    regressors: columns(input['xreg'], x.length),
    method: params['method'] === 'CSS' ? ('conditional' as const) : ('exact' as const),
    ...(params['includeMean'] === false ? { intercept: false } : {}),
  };
  const fit = fitArima(x, order, options);
  if (fit.kind !== 'fit') return fit;
  const ahead = forecastArima(fit, horizon, columns(input['newXreg'], horizon));
  const { names, estimates: coef, errors: se, sigma2, logLik } = fit;
  // R gives a conditional fit no AIC: its likelihood is of another sample than an exact one's.
  const aic = options.method === 'exact' ? fit.aic : null;
  const forecast = ahead.kind === 'predicted' ? { forecast: ahead.mean, forecastSe: ahead.error } : ahead;
  return { names, coef, se, sigma2, logLik, aic, ...forecast };
};

function triple(value: unknown): readonly [number, number, number] {
  if (!Array.isArray(value)) return [0, 0, 0];
  const [first = 0, second = 0, third = 0] = value.map(number);
  return [first, second, third];
}

/** One regressor is a plain list; a matrix of R's comes as its rows. */
function columns(value: unknown, rows: number): Float64Array[] {
  if (value === null || value === undefined) return [];
  const items = list(value);
  if (!items.every(Array.isArray)) return [series(items)];
  if (items.length !== rows) return items.map(series);
  const wide = items.map(series);
  const width = wide[0]?.length ?? 0;
  return Array.from({ length: width }, (_, k) => Float64Array.from(wide, (row) => row[k] ?? Number.NaN));
}

/** Where R's parameters come from another point of the same height; what they add up to still has to agree. */
const LIKELIHOOD_DECIDES = ['coef', 'se', 'names', 'logLik', 'forecast'];

/** A forecast next to zero agrees within this share of its own error, which is what it is read against. */
const OF_ERROR = 1e-3;

/** A log-likelihood as high or higher passes. Level with the expected one it is the same peak, and forecasts the same. */
const likelihoodDecides: Acceptance = ({ expected, tolerance }, got, compare) => {
  const slack = tolerance.logLikAbs ?? 0;
  const target = number(expected['logLik']);
  const logLik = number(record(got)['logLik'] ?? null);
  if (!(logLik >= target - slack)) return [`logLik: at least ${target - slack}, got ${logLik}`];
  if (logLik > target + slack) return [];
  const rest = Object.entries(expected).filter(([key]) => !LIKELIHOOD_DECIDES.includes(key));
  const abs = tolerance.abs + OF_ERROR * numberOr(list(expected['forecastSe'] ?? 0)[0], 0);
  const { forecast } = expected;
  return [
    ...compare(Object.fromEntries(rest), got, tolerance),
    ...(forecast === undefined ? [] : compare({ forecast }, got, { ...tolerance, abs })),
  ];
};

export const adapters: Readonly<Record<string, Adapter>> = { arima };

export const acceptances: Readonly<Record<string, Acceptance>> = { arima: likelihoodDecides };

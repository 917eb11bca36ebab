import {
  autocorrelation,
  partialAutocorrelation,
} from '../../../main/insight/correlation/autocorrelation.ts';
import { naiveBand } from '../../../main/insight/correlation/bands.ts';
import {
  type CrossCorrelation,
  crossCorrelation,
  peakOf,
} from '../../../main/insight/correlation/crossCorrelation.ts';
import { effectiveSize } from '../../../main/insight/correlation/effectiveSize.ts';
import { pearson } from '../../../main/insight/correlation/pearson.ts';
import { kendall, spearman } from '../../../main/insight/correlation/rankCorrelation.ts';
import { prewhitenedCorrelation } from '../../../main/insight/whitening/prewhitened.ts';
import type { Adapter, StatisticsCase } from './case.ts';
import { number, numberOr, series } from './read.ts';

export const adapters: Record<string, Adapter> = {
  acf_pacf: (reference) => {
    const scale = scaleOf(reference);
    const acf = autocorrelation(series(reference.input['x']), number(reference.params['lagMax']), scale);
    const correlations = autocorrelation(series(reference.input['x']), number(reference.params['lagMax']));
    const pacf = partialAutocorrelation(correlations);
    return {
      acf,
      acfLags: Array.from(acf.keys()),
      pacf,
      pacfLags: Array.from(pacf.keys(), (i) => i + 1),
    };
  },
  ccf: (reference) => {
    const [x, y] = seriesOf(reference);
    const answer = crossCorrelation(x, y, number(reference.params['lagMax']), scaleOf(reference));
    return {
      ...inLags(answer),
      nUsed: answer.length,
      naive95: naiveBand(answer.length, numberOr(reference.params['conf'], 0.95)),
    };
  },
  ccf_prewhitened: (reference) => {
    const { model, ...answer } = prewhitenedCorrelation(
      series(reference.input['x']),
      series(reference.input['y']),
      number(reference.params['lagMax']),
      reference.params['orderMax'] === undefined ? undefined : number(reference.params['orderMax']),
    );
    return {
      arOrder: model.order,
      arCoef: model.coefficients,
      nUsed: answer.length,
      ...inLags(answer),
      band95: naiveBand(answer.length),
    };
  },
  // statsmodels pairs a[t + k] with b[t] and looks only at k >= 0; "adjusted" divides by the pairs instead of n.
  ccf_convention: (reference) => {
    const count = number(reference.params['nLags']);
    const answer = crossCorrelation(series(reference.input['x']), series(reference.input['y']), count - 1);
    const ahead = (step: 1 | -1) =>
      Array.from({ length: count }, (_, k) => answer.values[answer.maxLead + step * k] as number);
    const adjusted = (values: readonly number[]) =>
      values.map((value, k) => (value * answer.length) / (answer.length - k));
    return {
      unadjustedXY: ahead(-1),
      unadjustedYX: ahead(1),
      adjustedXY: adjusted(ahead(-1)),
      adjustedYX: adjusted(ahead(1)),
    };
  },
  cor_test: (reference) => {
    const x = series(reference.input['x']);
    const y = series(reference.input['y']);
    return {
      pearson: pearson(x, y, numberOr(reference.params['conf'], 0.95)),
      spearman: spearman(x, y),
      kendall: kendall(x, y),
    };
  },
  effective_n: (reference) => {
    const maxLag = reference.params['maxLag'];
    const size = effectiveSize(
      series(reference.input['x']),
      series(reference.input['y']),
      maxLag === undefined ? undefined : number(maxLag),
    );
    return {
      invN: size.inverse,
      nEff: size.effective,
      r: size.r,
      t: size.t,
      p: size.p,
      naiveP: size.naiveP,
      bartlettSeNull: size.bartlettError,
      naiveSe: size.naiveError,
    };
  },
};

/** R's lag k pairs x[t + k] with y[t]: it is minus our lead, so its values run the other way. */
function inLags(answer: CrossCorrelation) {
  const values = Float64Array.from(answer.values).reverse();
  const peak = peakOf({ values, maxLead: answer.maxLead });
  return {
    lags: Array.from(values.keys(), (i) => i - answer.maxLead),
    values,
    peakLag: peak?.lead ?? null,
    peakValue: peak?.value ?? null,
  };
}

/** "complete" leaves out the days on which either is missing and closes up the rest; the other ways keep the days where they are. */
function seriesOf(reference: StatisticsCase): [Float64Array, Float64Array] {
  const x = series(reference.input['x']);
  const y = series(reference.input['y']);
  if (reference.params['missing'] !== 'complete') return [x, y];
  const whole = (_: number, t: number) => !Number.isNaN(x[t]) && !Number.isNaN(y[t]);
  return [x.filter(whole), y.filter(whole)];
}

function scaleOf(reference: StatisticsCase): 'correlation' | 'covariance' {
  return reference.params['type'] === 'covariance' ? 'covariance' : 'correlation';
}

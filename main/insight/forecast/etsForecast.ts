import { quantileOfSorted } from '../numbers/orderStatistics.ts';
import { createRandom } from '../numbers/random.ts';
import type { EtsFit } from './ets.ts';
import { classThreeMoments } from './etsClassThree.ts';
import type { EtsModel, EtsParameters } from './etsModel.ts';
import { createEtsStepper } from './etsStep.ts';
import { normalPrediction, type Predicted, USUAL_LEVELS } from './predicted.ts';

const PATHS = 5000;
const SEED = 20080617;
/** Class three works on matrices of the period squared; above this, paths are the cheaper way. */
const LONGEST_MATRIX_PERIOD = 31;

/**
 * Hyndman, Koehler, Ord and Snyder (2008), chapter 6. Class 1 (all additive) and class 2 (relative error, otherwise additive) have
 * exact variances; class 3 (relative error, multiplicative season, no multiplicative trend) has exact mean and variance, of a
 * distribution that is normal only nearly; for the rest there are none, and the intervals are quantiles of simulated paths.
 */
export function forecastEts(
  fit: EtsFit,
  horizon: number,
  levels: readonly number[] = USUAL_LEVELS,
): Predicted {
  const { model, parameters, sigma2 } = fit;
  const mean = pointForecast(fit, horizon);
  if (model.trend !== 'M' && model.season !== 'M') {
    const weights = errorWeights(model, parameters, horizon);
    const variance = model.error === 'A' ? classOne(weights, sigma2) : classTwo(mean, weights, sigma2);
    return normalPrediction(mean, variance.map(Math.sqrt), levels);
  }
  const matrices = model.error === 'M' && model.trend !== 'M' && model.period <= LONGEST_MATRIX_PERIOD;
  if (!matrices) return simulated(fit, mean, levels);
  const moments = classThreeMoments(fit, horizon);
  return normalPrediction(moments.mean, moments.variance.map(Math.sqrt), levels);
}

/** With no error from here on. */
function pointForecast(fit: EtsFit, horizon: number): Float64Array {
  const stepper = createEtsStepper(fit.model, fit.parameters, fit.end);
  return Float64Array.from({ length: horizon }, () => {
    const expected = stepper.expected();
    stepper.observe(Number.NaN);
    return expected;
  });
}

/** How much of an error today is left in the value j days on, j from 1. */
function errorWeights(
  model: EtsModel,
  { alpha, beta, gamma, phi }: EtsParameters,
  horizon: number,
): Float64Array {
  let grown = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, j) => {
    power *= phi;
    grown += power;
    const season = model.season !== 'N' && (j + 1) % model.period === 0 ? gamma : 0;
    return alpha + beta * grown + season;
  });
}

function classOne(weights: Float64Array, sigma2: number): Float64Array {
  let total = 1;
  return weights.map((_, h) => {
    if (h > 0) total += (weights[h - 1] as number) ** 2;
    return sigma2 * total;
  });
}

/** theta is the second moment of the mean as it will stand the day before; the error then scales it. */
function classTwo(mean: Float64Array, weights: Float64Array, sigma2: number): Float64Array {
  const theta = new Float64Array(mean.length);
  return mean.map((value, h) => {
    let spread = 0;
    for (let j = 1; j <= h; j++) spread += (weights[j - 1] as number) ** 2 * (theta[h - j] as number);
    theta[h] = value ** 2 + sigma2 * spread;
    return sigma2 * (spread + (theta[h] as number));
  });
}

function simulated(fit: EtsFit, mean: Float64Array, levels: readonly number[]): Predicted {
  const random = createRandom(SEED);
  const horizon = mean.length;
  const outcomes = Array.from({ length: horizon }, () => new Float64Array(PATHS));
  const scale = Math.sqrt(fit.sigma2);
  for (let path = 0; path < PATHS; path++) {
    const values = onePath(fit, horizon, () => scale * random.normal());
    values.forEach((value, h) => {
      (outcomes[h] as Float64Array)[path] = value;
    });
  }
  const usable = outcomes.map((values) => values.filter(Number.isFinite).sort());
  return {
    kind: 'predicted',
    mean,
    error: Float64Array.from(usable, (values, h) => spreadAround(values, mean[h] as number)),
    intervals: levels.map((level) => ({
      level,
      lower: Float64Array.from(usable, (values) => quantileOfSorted(values, 0.5 - level / 2)),
      upper: Float64Array.from(usable, (values) => quantileOfSorted(values, 0.5 + level / 2)),
    })),
    how: 'simulated',
  };
}

function spreadAround(values: Float64Array, centre: number): number {
  let total = 0;
  for (const value of values) total += (value - centre) ** 2;
  return Math.sqrt(total / values.length);
}

function onePath(fit: EtsFit, horizon: number, draw: () => number): Float64Array {
  const stepper = createEtsStepper(fit.model, fit.parameters, fit.end);
  return Float64Array.from({ length: horizon }, () => {
    const error = draw();
    const centre = stepper.expected();
    // Below -1 a relative error would turn the sign of what it scales.
    const value = fit.model.error === 'A' ? centre + error : centre * (1 + Math.max(-1, error));
    stepper.observe(value);
    return value;
  });
}

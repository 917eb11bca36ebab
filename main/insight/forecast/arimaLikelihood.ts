import { leastSquares } from '../numbers/leastSquares.ts';
import { filterArima, STILL_DIFFUSE } from './arimaFilter.ts';
import {
  type ArimaOrder,
  type ArmaWeights,
  autoregression,
  differencesOf,
  differencing,
  movingAverage,
} from './arimaModel.ts';
import { arimaSystem } from './arimaSystem.ts';

/** What is left to say once the weights are given: the regression by least squares, the variance as the mean square. */
export interface Profile {
  readonly coefficients: Float64Array;
  /** Of the coefficients, in units of the innovation's variance; row-major. */
  readonly inverse: Float64Array;
  readonly rank: number;
  /** Sum of squared errors, each over its variance in units of the innovation's. */
  readonly squares: number;
  readonly sumLog: number;
  readonly used: number;
}

/** The y column first, then the regressors. */
export type Columns = readonly [Float64Array, ...Float64Array[]];

/** Null where the weights allow no stationary start. */
export type ProfileAt = (order: ArimaOrder, weights: ArmaWeights, columns: Columns) => Profile | null;

export const exactProfile: ProfileAt = (order, weights, columns) => {
  const system = arimaSystem(order, weights);
  if (system === null) return null;
  const { innovations, variances } = filterArima(system, columns);
  return regress(innovations, variances);
};

/**
 * Nearly the same in fewer states, by differencing first; what parts the two is that the exact form starts from a large variance, as R does, and
 * not an infinite one. With days missing it is the exact form, as a difference would take other days with them.
 */
export const nearProfile: ProfileAt = (order, weights, columns) => {
  const lost = differencesOf(order);
  if (lost === 0 || columns.some((column) => column.some(Number.isNaN)))
    return exactProfile(order, weights, columns);
  const stationary = { ...order, d: 0, seasonal: { ...order.seasonal, d: 0 } };
  const [y, ...regressors] = columns;
  const short = (column: Float64Array) => differenced(order, column).slice(lost);
  return exactProfile(stationary, weights, [short(y), ...regressors.map(short)]);
};

/**
 * Errors by the recursion itself, from zeros, skipping the days that the autoregression looks back on (conditional sum of squares). Cheap, and
 * near the exact answer where the series is long.
 */
export function conditionalProfile(order: ArimaOrder, weights: ArmaWeights, columns: Columns): Profile {
  const phi = autoregression(weights, order.period);
  const theta = movingAverage(weights, order.period);
  const from = differencesOf(order) + phi.length;
  const innovations = columns.map((column) => recursion(differenced(order, column), phi, theta, from));
  return regress(innovations, new Float64Array(columns[0].length).fill(1));
}

export function differenced(order: ArimaOrder, x: Float64Array): Float64Array {
  const delta = differencing(order);
  return x.map((value, t) => {
    let rest = value;
    delta.forEach((weight, i) => {
      if (weight !== 0) rest -= weight * (x[t - i - 1] ?? Number.NaN);
    });
    return rest;
  });
}

function recursion(w: Float64Array, phi: Float64Array, theta: Float64Array, from: number): Float64Array {
  const errors = new Float64Array(w.length).fill(Number.NaN);
  for (let t = from; t < w.length; t++) {
    let error = w[t] as number;
    for (let j = 0; j < phi.length; j++) error -= (phi[j] as number) * (w[t - j - 1] as number);
    for (let j = 0; j < theta.length; j++) {
      const past = t - j - 1 >= from ? (errors[t - j - 1] as number) : 0;
      if (!Number.isNaN(past)) error -= (theta[j] as number) * past;
    }
    errors[t] = error;
  }
  return errors;
}

function regress(innovations: readonly Float64Array[], variances: Float64Array): Profile {
  const days: number[] = [];
  let sumLog = 0;
  variances.forEach((variance, t) => {
    if (!(variance < STILL_DIFFUSE) || innovations.some((errors) => Number.isNaN(errors[t] as number)))
      return;
    days.push(t);
    sumLog += Math.log(variance);
  });
  const [y = new Float64Array(), ...regressors] = innovations.map((errors) =>
    Float64Array.from(days, (t) => (errors[t] as number) / Math.sqrt(variances[t] as number)),
  );
  const { coefficients, rss, inverse, rank } = leastSquares(regressors, y);
  return { coefficients, inverse, rank, squares: rss, sumLog, used: days.length };
}

/** Half of minus two log-likelihoods a day, up to a constant: what a search lowers. Infinite where nothing is defined. */
export function perDay({ squares, used, sumLog }: Pick<Profile, 'squares' | 'used' | 'sumLog'>): number {
  if (used === 0) return Number.POSITIVE_INFINITY;
  return 0.5 * (Math.log(squares / used) + sumLog / used);
}

/** Gaussian, with every constant. */
export function logLikOf(profile: Profile, days: number): number {
  return -0.5 * days * (2 * perDay(profile) + 1 + Math.log(2 * Math.PI));
}

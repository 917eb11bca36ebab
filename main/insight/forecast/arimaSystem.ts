import {
  type ArimaOrder,
  type ArmaWeights,
  autoregression,
  differencing,
  movingAverage,
} from './arimaModel.ts';
import { isStationary } from './arimaTransform.ts';

/**
 * Harvey's state-space form (1989). The first `arma` entries of the state are the stationary part, its value first; the rest are the last
 * values of the series, from which `delta` rebuilds the next. Variances are in units of the innovation's.
 */
export interface ArimaSystem {
  /** Length `arma`; zeros beyond the order. */
  readonly phi: Float64Array;
  /** What an innovation adds to each entry of the stationary part; the first is 1. */
  readonly impact: Float64Array;
  readonly delta: Float64Array;
  /** Positions in the state of the weights of `delta` that aren't zero: a seasonal difference has few. */
  readonly looks: readonly number[];
  readonly arma: number;
  readonly size: number;
  /** Covariance of the state before the first day, row-major. */
  readonly start: Float64Array;
}

/** The variance of a value of which nothing is known before. */
const DIFFUSE = 1e6;

/** Null where the autoregression isn't stationary: the state then has no starting covariance. */
export function arimaSystem(order: ArimaOrder, weights: ArmaWeights): ArimaSystem | null {
  if (!isStationary(weights.ar) || !isStationary(weights.seasonalAr)) return null;
  const ar = autoregression(weights, order.period);
  const ma = movingAverage(weights, order.period);
  const delta = differencing(order);
  const arma = Math.max(ar.length, ma.length + 1);
  const phi = new Float64Array(arma);
  phi.set(ar);
  const impact = new Float64Array(arma);
  impact[0] = 1;
  impact.set(ma, 1);
  const size = arma + delta.length;
  const stationary = ar.length === 0 ? movingAverageCovariance(impact) : stationaryCovariance(phi, impact);
  const start = new Float64Array(size * size);
  for (let i = 0; i < arma; i++)
    for (let j = 0; j < arma; j++) start[i * size + j] = stationary[i * arma + j] as number;
  for (let i = arma; i < size; i++) start[i * size + i] = DIFFUSE;
  const looks = Array.from(delta.keys(), (i) => arma + i).filter((k) => delta[k - arma] !== 0);
  return { phi, impact, delta, looks, arma, size, start };
}

/** Without an autoregression the state is a sum of finitely many innovations. */
function movingAverageCovariance(impact: Float64Array): Float64Array {
  const r = impact.length;
  const covariance = new Float64Array(r * r);
  for (let i = 0; i < r; i++)
    for (let j = 0; j <= i; j++) {
      let total = 0;
      for (let k = 0; i + k < r; k++) total += (impact[i + k] as number) * (impact[j + k] as number);
      covariance[i * r + j] = total;
      covariance[j * r + i] = total;
    }
  return covariance;
}

/**
 * P = T P T' + R R', by doubling: each round covers twice as many past innovations (Anderson and Moore 1979, section 6.7). It stays accurate
 * close to a unit root, where the recursion of Gardner (1980) loses digits.
 */
function stationaryCovariance(phi: Float64Array, impact: Float64Array): Float64Array {
  const r = phi.length;
  let power = new Float64Array(r * r);
  for (let i = 0; i < r; i++) {
    power[i * r] = phi[i] as number;
    if (i + 1 < r) power[i * r + i + 1] = 1;
  }
  let covariance = new Float64Array(r * r);
  for (let i = 0; i < r; i++)
    for (let j = 0; j < r; j++) covariance[i * r + j] = (impact[i] as number) * (impact[j] as number);
  for (let round = 0; round < 60; round++) {
    const added = product(product(power, covariance, r), power, r, true);
    let largest = 0;
    let most = 0;
    covariance = covariance.map((value, i) => {
      largest = Math.max(largest, Math.abs(added[i] as number));
      most = Math.max(most, Math.abs(value));
      return value + (added[i] as number);
    });
    if (!(largest > 1e-17 * most)) break;
    power = product(power, power, r);
  }
  return covariance;
}

/** A B, or A B' when `turned`. */
function product(a: Float64Array, b: Float64Array, r: number, turned = false): Float64Array<ArrayBuffer> {
  const result = new Float64Array(r * r);
  for (let i = 0; i < r; i++)
    for (let k = 0; k < r; k++) {
      if (turned) {
        let total = 0;
        for (let j = 0; j < r; j++) total += (a[i * r + j] as number) * (b[k * r + j] as number);
        result[i * r + k] = total;
        continue;
      }
      const weight = a[i * r + k] as number;
      if (weight === 0) continue;
      for (let j = 0; j < r; j++)
        result[i * r + j] = (result[i * r + j] as number) + weight * (b[k * r + j] as number);
    }
  return result;
}

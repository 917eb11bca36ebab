import type { ArimaSystem } from './arimaSystem.ts';

export interface ArimaFiltered {
  /** One series of one-step errors a column; NaN on missing days. */
  readonly innovations: readonly Float64Array[];
  /** Of the one-step errors, in units of the innovation's; NaN on missing days. */
  readonly variances: Float64Array;
  /** After the last day: one state a column, and their common covariance. */
  readonly states: readonly Float64Array[];
  readonly covariance: Float64Array;
}

/** Above this a day only tells where the series starts, and says nothing about the model. */
export const STILL_DIFFUSE = 1e4;

/**
 * The Kalman filter for several columns at once. A day missing in one is missing in all, so that they share every gain: this is what
 * lets regression coefficients be solved for in one go. Transition and observation are applied as the shifts they are.
 */
export function filterArima(system: ArimaSystem, columns: readonly Float64Array[]): ArimaFiltered {
  const days = columns[0]?.length ?? 0;
  const { size } = system;
  const innovations = columns.map(() => new Float64Array(days).fill(Number.NaN));
  const variances = new Float64Array(days).fill(Number.NaN);
  const states = columns.map(() => new Float64Array(size));
  const covariance = system.start.slice();
  const seen = new Float64Array(size);
  const scratch = new Float64Array(size * size);
  const previous = new Float64Array(size * size);
  let variance = Number.NaN;
  let steady = false;
  for (let t = 0; t < days; t++) {
    if (t > 0) {
      for (const state of states) moveState(system, state);
      if (!steady) moveCovariance(system, covariance, scratch);
    }
    const missing = columns.some((column) => Number.isNaN(column[t] as number));
    if (missing) {
      // A frozen covariance is the predicted one, which is what a missing day leaves.
      steady = false;
      previous.fill(Number.NaN);
      continue;
    }
    if (!steady) {
      steady = isSettled(covariance, previous);
      previous.set(covariance);
      variance = observe(system, covariance, seen);
    }
    variances[t] = variance;
    for (let c = 0; c < columns.length; c++) {
      const state = states[c] as Float64Array;
      const error = ((columns[c] as Float64Array)[t] as number) - expectedValue(system, state);
      (innovations[c] as Float64Array)[t] = error;
      const weight = error / variance;
      for (let i = 0; i < size; i++) state[i] = (state[i] as number) + (seen[i] as number) * weight;
    }
    if (!steady || t === days - 1) update(covariance, seen, variance);
  }
  return { innovations, variances, states, covariance };
}

export function expectedValue({ arma, delta, looks }: ArimaSystem, state: Float64Array): number {
  let value = state[0] as number;
  for (const k of looks) value += (delta[k - arma] as number) * (state[k] as number);
  return value;
}

/** A day on, in place. */
export function moveState(system: ArimaSystem, state: Float64Array): void {
  const { phi, arma, size } = system;
  const value = size > arma ? expectedValue(system, state) : 0;
  const first = state[0] as number;
  for (let i = 0; i < arma; i++)
    state[i] = (phi[i] as number) * first + (i + 1 < arma ? (state[i + 1] as number) : 0);
  for (let i = size - 1; i > arma; i--) state[i] = state[i - 1] as number;
  if (size > arma) state[arma] = value;
}

/** P to T P T' + R R', in place: the shift of `moveState` on the rows, then on the columns. */
export function moveCovariance(system: ArimaSystem, covariance: Float64Array, scratch: Float64Array): void {
  const { phi, impact, delta, looks, arma, size } = system;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    if (i < arma) {
      const weight = phi[i] as number;
      const next = row + size;
      const inner = i + 1 < arma;
      for (let j = 0; j < size; j++)
        scratch[row + j] =
          weight * (covariance[j] as number) + (inner ? (covariance[next + j] as number) : 0);
    } else if (i > arma) {
      for (let j = 0; j < size; j++) scratch[row + j] = covariance[row - size + j] as number;
    } else {
      for (let j = 0; j < size; j++) scratch[row + j] = covariance[j] as number;
      for (const k of looks) {
        const weight = delta[k - arma] as number;
        for (let j = 0; j < size; j++)
          scratch[row + j] = (scratch[row + j] as number) + weight * (covariance[k * size + j] as number);
      }
    }
  }
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const first = scratch[row] as number;
    for (let j = 0; j < arma; j++)
      covariance[row + j] =
        (phi[j] as number) * first + (j + 1 < arma ? (scratch[row + j + 1] as number) : 0);
    for (let j = size - 1; j > arma; j--) covariance[row + j] = scratch[row + j - 1] as number;
    if (size > arma) {
      let value = first;
      for (const k of looks) value += (delta[k - arma] as number) * (scratch[row + k] as number);
      covariance[row + arma] = value;
    }
  }
  for (let i = 0; i < arma; i++)
    for (let j = 0; j < arma; j++)
      covariance[i * size + j] =
        (covariance[i * size + j] as number) + (impact[i] as number) * (impact[j] as number);
}

/** Puts P Z' into `seen` and answers Z P Z'. */
export function observe(
  { arma, delta, looks, size }: ArimaSystem,
  covariance: Float64Array,
  seen: Float64Array,
): number {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    let value = covariance[row] as number;
    for (const k of looks) value += (delta[k - arma] as number) * (covariance[row + k] as number);
    seen[i] = value;
  }
  let variance = seen[0] as number;
  for (const k of looks) variance += (delta[k - arma] as number) * (seen[k] as number);
  return variance;
}

function update(covariance: Float64Array, seen: Float64Array, variance: number): void {
  const size = seen.length;
  for (let i = 0; i < size; i++) {
    const weight = (seen[i] as number) / variance;
    if (weight === 0) continue;
    const row = i * size;
    for (let j = 0; j < size; j++)
      covariance[row + j] = (covariance[row + j] as number) - weight * (seen[j] as number);
  }
}

/** Once a day changes nothing about the covariance, none will until one is missing. */
function isSettled(covariance: Float64Array, previous: Float64Array): boolean {
  for (let i = 0; i < covariance.length; i++) {
    const value = covariance[i] as number;
    if (!(Math.abs(value - (previous[i] as number)) <= 1e-13 * (1 + Math.abs(value)))) return false;
  }
  return true;
}

/** None, additive, multiplicative: the taxonomy of Hyndman, Koehler, Ord and Snyder (2008). */
export interface EtsModel {
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'M';
  readonly season: 'N' | 'A' | 'M';
  readonly damped: boolean;
  /** 1 without a season. */
  readonly period: number;
}

/**
 * beta and gamma are those of the state-space form (the classical trend weight is beta / alpha). What the model doesn't have is
 * 0, and phi is 1 where the trend isn't damped.
 */
export interface EtsParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

export interface EtsState {
  readonly level: number;
  /** A difference for an additive trend, a ratio for a multiplicative one. */
  readonly slope: number;
  /** In the order in which the days to come use them. */
  readonly season: Float64Array;
}

/** Three or four letters such as `ANN`, `MAM`, `AAdA`; null when they name no model. */
export function parseEtsModel(name: string, period = 1, damped = false): EtsModel | null {
  const letters = /^([AM])([NAM])(d?)([NAM])$/.exec(name);
  if (letters === null) return null;
  const model: EtsModel = {
    error: letters[1] as EtsModel['error'],
    trend: letters[2] as EtsModel['trend'],
    season: letters[4] as EtsModel['season'],
    damped: damped || letters[3] === 'd',
    period: letters[4] === 'N' ? 1 : period,
  };
  if (model.damped && model.trend === 'N') return null;
  return model.season !== 'N' && !(model.period > 1) ? null : model;
}

export function nameOf(model: EtsModel): string {
  return `${model.error}${model.trend}${model.damped ? 'd' : ''}${model.season}`;
}

/** Smoothing weights and free start values. The season's own level is the level's, so one of its figures isn't free. */
export function countParameters(model: EtsModel): number {
  const trend = model.trend === 'N' ? 0 : 2;
  const season = model.season === 'N' ? 0 : model.period;
  return 2 + trend + (model.damped ? 1 : 0) + season;
}

/** Models without a multiplicative part have forms that are linear in the state. */
export function isMultiplicative(model: EtsModel): boolean {
  return model.error === 'M' || model.trend === 'M' || model.season === 'M';
}

/** The usual region: every weight a share, as they are in the classical weighted-average forms. */
const LOWEST = 1e-4;
const HIGHEST = 1 - 1e-4;
export const PHI_RANGE = [0.8, 0.98] as const;

export function isUsual(model: EtsModel, { alpha, beta, gamma, phi }: EtsParameters): boolean {
  if (!(alpha >= LOWEST && alpha <= HIGHEST)) return false;
  if (model.trend !== 'N' && !(beta >= LOWEST && beta <= Math.min(alpha, HIGHEST))) return false;
  if (model.season !== 'N' && !(gamma >= LOWEST && gamma <= Math.min(1 - alpha, HIGHEST))) return false;
  return !model.damped || (phi >= PHI_RANGE[0] && phi <= PHI_RANGE[1]);
}

/**
 * Forecastable: what happened long ago stops mattering (Hyndman, Akram and Archibald 2008). The usual region implies it where
 * there is no season; with one, the characteristic polynomial must have no root outside the unit circle. For a damped trend the
 * polynomial is kept as R has it, with beta where the model has phi beta: a little narrower than need be, and the same fits.
 */
export function isForecastable(model: EtsModel, { alpha, beta, gamma, phi }: EtsParameters): boolean {
  const m = model.period;
  if (model.season === 'N') return true;
  if (gamma < Math.max(1 - 1 / phi - alpha, 0) || gamma > 1 + 1 / phi - alpha) return false;
  if (alpha < 1 - 1 / phi - (gamma * (1 - m + phi + phi * m)) / (2 * phi * m)) return false;
  if (beta < -(1 - phi) * (gamma / m + alpha)) return false;
  const inner = alpha + beta - alpha * phi;
  // From the leading coefficient down.
  const polynomial = new Float64Array(m + 2).fill(inner);
  polynomial[0] = 1;
  polynomial[1] = alpha + beta - phi;
  polynomial[m] = inner + gamma - 1;
  polynomial[m + 1] = phi * (1 - alpha - gamma);
  return hasNoRootOutside(polynomial);
}

/** By stepping the degree down (Schur and Cohn): every reflection coefficient within the unit circle. */
function hasNoRootOutside(leadingFirst: Float64Array): boolean {
  let a = leadingFirst;
  while (a.length > 1) {
    const last = a.length - 1;
    const k = (a[last] as number) / (a[0] as number);
    if (Math.abs(k) > 1 + 1e-10) return false;
    // A root on the circle: what is left can't be told apart by this division, and the edge counts as inside.
    if (Math.abs(k) > 1 - 1e-10) return true;
    const next = new Float64Array(last);
    for (let i = 0; i < last; i++) next[i] = (a[i] as number) - k * (a[last - i] as number);
    a = next;
  }
  return true;
}

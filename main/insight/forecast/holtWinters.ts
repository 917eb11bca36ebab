import { decomposeClassically } from '../decomposition/classical.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface HoltWintersModel {
  /** 1 for none; then `season` doesn't matter. */
  readonly period: number;
  readonly trend: boolean;
  readonly season: 'none' | 'additive' | 'multiplicative';
  /** How many periods the start values are taken from. */
  readonly startPeriods?: number;
}

/** The classical weights: each the share of what is new. Those of parts that the model doesn't have count for nothing. */
export interface HoltWintersWeights {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

export interface HoltWintersState {
  readonly level: number;
  readonly slope: number;
  /** The figure of the next day first; empty without a season. */
  readonly season: Float64Array;
}

export interface HoltWintersStart extends HoltWintersState {
  /** Position of the first value that is forecast. */
  readonly from: number;
}

export interface HoltWintersRun {
  readonly kind: 'fit';
  readonly model: HoltWintersModel;
  readonly weights: HoltWintersWeights;
  /** One step ahead; NaN before the start values are complete. */
  readonly fitted: Float64Array;
  /** Sum of squared one-step errors. */
  readonly sse: number;
  readonly end: HoltWintersState;
}

/**
 * Start values. Seasonal: figures of a classical decomposition of the first periods, level and slope from a line through its trend,
 * counted from 1 at the trend's first known day. With a trend only: the second value and the first difference. With neither: the
 * first value. Missing days among those the start is made of leave it without an answer.
 */
export function startHoltWinters(x: Float64Array, model: HoltWintersModel): HoltWintersStart | Unavailable {
  if (model.season === 'none') {
    const [first = Number.NaN, second = Number.NaN] = x;
    const start = model.trend
      ? { from: 2, level: second, slope: second - first, season: new Float64Array() }
      : { from: 1, level: first, slope: 0, season: new Float64Array() };
    return Number.isFinite(start.level + start.slope) ? start : unavailable('noValues');
  }
  const { period } = model;
  const span = (model.startPeriods ?? 2) * period;
  if (!(period > 1)) return unavailable('badPeriod');
  if (x.length < span || span < 2 * period) return unavailable('tooShort');
  const head = x.slice(0, span);
  if (model.season === 'multiplicative' && head.some((value) => value <= 0))
    return unavailable('notPositive');
  const parts = decomposeClassically(head, period, model.season);
  if (parts.kind === 'unavailable') return parts;
  const known = parts.trend.filter((value) => !Number.isNaN(value));
  const time = known.map((_, i) => i + 1);
  const line = leastSquares([new Float64Array(known.length).fill(1), time], known);
  const [level = Number.NaN, slope = Number.NaN] = line.coefficients;
  if (!parts.figure.every(Number.isFinite) || !Number.isFinite(level)) return unavailable('noValues');
  return { from: period, level, slope: model.trend ? slope : 0, season: parts.figure };
}

/** Holt (1957) and Winters (1960). A missing day moves the level on by the slope and leaves the season. */
export function holtWinters(
  x: Float64Array,
  model: HoltWintersModel,
  weights: HoltWintersWeights,
): HoltWintersRun | Unavailable {
  const start = startHoltWinters(x, model);
  if ('kind' in start) return start;
  if (x.length <= start.from) return unavailable('tooShort');
  const fitted = new Float64Array(x.length).fill(Number.NaN);
  const pass = smooth(x, model, weights, start, fitted);
  return { kind: 'fit', model, weights, fitted, ...pass };
}

/** Only the sum of squares and the end when `fitted` isn't asked for: this is the inner loop of a search. */
export function smooth(
  x: Float64Array,
  model: HoltWintersModel,
  { alpha, beta, gamma }: HoltWintersWeights,
  start: HoltWintersStart,
  fitted?: Float64Array,
): { readonly sse: number; readonly end: HoltWintersState } {
  const season = start.season.slice();
  const m = season.length;
  const multiplies = model.season === 'multiplicative';
  const neutral = multiplies ? 1 : 0;
  let { level, slope } = start;
  let sse = 0;
  let at = 0;
  for (let t = start.from; t < x.length; t++) {
    const figure = m > 0 ? (season[at] as number) : neutral;
    const before = level + slope;
    const expected = multiplies ? before * figure : before + figure;
    if (fitted !== undefined) fitted[t] = expected;
    const value = x[t] as number;
    const last = level;
    level = before;
    if (!Number.isNaN(value)) {
      sse += (value - expected) ** 2;
      level = alpha * (multiplies ? value / figure : value - figure) + (1 - alpha) * before;
      if (model.trend) slope = beta * (level - last) + (1 - beta) * slope;
      if (m > 0) season[at] = gamma * (multiplies ? value / level : value - level) + (1 - gamma) * figure;
    }
    if (m > 0) at = (at + 1) % m;
  }
  return { sse, end: { level, slope, season: season.map((_, i) => season[(i + at) % m] as number) } };
}

export function forecastHoltWinters({ model, end }: HoltWintersRun, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) => {
    const along = end.level + (h + 1) * end.slope;
    if (model.season === 'none') return along;
    const figure = end.season[h % end.season.length] as number;
    return model.season === 'additive' ? along + figure : along * figure;
  });
}

import type { Unavailable } from '../unavailable.ts';
import { unavailable } from '../unavailable.ts';
import { createLoess, fitAt, type Loess } from './loess.ts';
import { robustnessWeights } from './robustnessWeights.ts';
import { smoothSeries } from './smoothSeries.ts';
import { type StlChoice, type StlSettings, stlSettings } from './stlSettings.ts';

export interface Decomposition {
  readonly kind: 'decomposed';
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  /** The series less both; NaN where the series is missing. */
  readonly remainder: Float64Array;
  /** What each value counted for in the last fit: 1 without a robust loop, 0 for a missing value. */
  readonly weights: Float64Array;
}

/**
 * Seasonal and trend decomposition by loess (Cleveland, Cleveland, McRae & Terpenning 1990), with jumps, the robust
 * loop and the periodic season. A missing value gets weight 0, so season and trend are defined on every day.
 */
export function stl(series: Float64Array, choice: StlChoice): Decomposition | Unavailable {
  const { length } = series;
  const { period } = choice;
  if (!Number.isInteger(period) || period < 2) return unavailable('badPeriod');
  if (length < 2 * period) return unavailable('tooShort');
  const filled = bridge(series);
  if (filled === null) return unavailable('noValues');
  const settings = stlSettings(choice, length);
  const work = createWorkspace(filled.values, filled.present, settings);
  for (let loop = 0; ; loop++) {
    for (let inner = 0; inner < settings.innerLoops; inner++) improve(work, settings);
    if (loop >= settings.outerLoops) break;
    work.weights ??= new Float64Array(length);
    const { seasonal, trend, weights } = work;
    robustnessWeights(work.values, seasonal, trend, filled.present, weights, settings.exactMedian);
  }
  if (settings.periodic) averageCycles(work.seasonal, period);
  const remainder = new Float64Array(length);
  for (let t = 0; t < length; t++)
    remainder[t] = Number.isFinite(series[t])
      ? (series[t] as number) - (work.seasonal[t] as number) - (work.trend[t] as number)
      : Number.NaN;
  const weights = work.weights ?? new Float64Array(length).fill(1);
  return { kind: 'decomposed', seasonal: work.seasonal, trend: work.trend, remainder, weights };
}

interface Workspace {
  readonly values: Float64Array;
  weights: Float64Array | null;
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  /** A season's values one after the other, and what is fitted to them with one more at both ends. */
  readonly cycle: Float64Array;
  readonly cycleWeights: Float64Array;
  readonly cycleFit: Float64Array;
  /** The season's fits in calendar order, a period longer than the series at both ends. */
  readonly extended: Float64Array;
  readonly averaged: Float64Array;
  readonly plain: Float64Array;
  readonly smooth: Float64Array;
  readonly longCycle: Loess;
  readonly shortCycle: Loess;
  readonly trendLoess: Loess;
  readonly lowPassLoess: Loess;
}

function createWorkspace(
  values: Float64Array,
  present: Float64Array | null,
  settings: StlSettings,
): Workspace {
  const { length } = values;
  const { period, season, trend, lowPass } = settings;
  const short = Math.floor(length / period);
  const long = Math.ceil(length / period);
  const longCycle = createLoess(long, season.span, season.degree);
  return {
    values,
    weights: present === null ? null : present.slice(),
    seasonal: new Float64Array(length),
    trend: new Float64Array(length),
    cycle: new Float64Array(long),
    cycleWeights: new Float64Array(long),
    cycleFit: new Float64Array(long + 2),
    extended: new Float64Array(length + 2 * period),
    averaged: new Float64Array(length + 2 * period),
    plain: new Float64Array(length),
    smooth: new Float64Array(length),
    longCycle,
    shortCycle: short === long ? longCycle : createLoess(short, season.span, season.degree),
    trendLoess: createLoess(length, trend.span, trend.degree),
    lowPassLoess: createLoess(length, lowPass.span, lowPass.degree),
  };
}

/** One inner loop: a season from the detrended series, then a trend from the deseasonalised one. */
function improve(work: Workspace, settings: StlSettings): void {
  const { values, seasonal, trend, plain, smooth, extended, averaged, weights } = work;
  const { length } = values;
  const { period } = settings;
  for (let t = 0; t < length; t++) plain[t] = (values[t] as number) - (trend[t] as number);
  smoothCycles(work, settings);
  // What is left of a trend in the season passes three moving averages and a loess, and is taken out of it.
  movingAverage(extended, length + 2 * period, period, averaged);
  movingAverage(averaged, length + period + 1, period, averaged);
  movingAverage(averaged, length + 2, 3, averaged);
  smoothSeries(work.lowPassLoess, settings.lowPass.jump, averaged, null, smooth, 0);
  for (let t = 0; t < length; t++) {
    seasonal[t] = (extended[period + t] as number) - (smooth[t] as number);
    plain[t] = (values[t] as number) - (seasonal[t] as number);
  }
  smoothSeries(work.trendLoess, settings.trend.jump, plain, weights, trend, 0);
}

function smoothCycles(work: Workspace, settings: StlSettings): void {
  const { plain, weights, cycle, cycleWeights, cycleFit, extended } = work;
  const { period, season } = settings;
  const { length } = plain;
  const used = weights === null ? null : cycleWeights;
  for (let phase = 0; phase < period; phase++) {
    const count = Math.floor((length - 1 - phase) / period) + 1;
    for (let i = 0, t = phase; i < count; i++, t += period) cycle[i] = plain[t] as number;
    if (weights !== null)
      for (let i = 0, t = phase; i < count; i++, t += period) cycleWeights[i] = weights[t] as number;
    const loess = count === work.longCycle.length ? work.longCycle : work.shortCycle;
    smoothSeries(loess, season.jump, cycle, used, cycleFit, 1);
    const before = fitAt(loess, cycle, used, -1, 0);
    cycleFit[0] = Number.isNaN(before) ? (cycleFit[1] as number) : before;
    const after = fitAt(loess, cycle, used, count, count - loess.count);
    cycleFit[count + 1] = Number.isNaN(after) ? (cycleFit[count] as number) : after;
    for (let i = 0, t = phase; i < count + 2; i++, t += period) extended[t] = cycleFit[i] as number;
  }
}

/** Averages of `span` neighbours, as many fewer as fit; may write over what it reads, being always behind it. */
function movingAverage(from: Float64Array, length: number, span: number, to: Float64Array): void {
  const count = length - span + 1;
  let total = 0;
  for (let i = 0; i < span; i++) total += from[i] as number;
  for (let i = 0; i < count; i++) {
    const leaving = from[i] as number;
    to[i] = total / span;
    if (i + 1 < count) total += (from[i + span] as number) - leaving;
  }
}

function averageCycles(seasonal: Float64Array, period: number): void {
  for (let phase = 0; phase < period; phase++) {
    let total = 0;
    let count = 0;
    for (let t = phase; t < seasonal.length; t += period, count++) total += seasonal[t] as number;
    const average = total / count;
    for (let t = phase; t < seasonal.length; t += period) seasonal[t] = average;
  }
}

/**
 * Missing days bridged by straight lines. They carry no weight; a value is needed only where nothing in reach has any.
 * `present` is null where nothing is missing.
 */
function bridge(series: Float64Array): { values: Float64Array; present: Float64Array | null } | null {
  const { length } = series;
  let complete = true;
  for (let t = 0; t < length; t++) if (!Number.isFinite(series[t])) complete = false;
  if (complete) return { values: series, present: null };
  const values = series.slice();
  const present = new Float64Array(length);
  let last = -1;
  for (let t = 0; t < length; t++) {
    if (!Number.isFinite(series[t])) continue;
    present[t] = 1;
    const begin = last < 0 ? (series[t] as number) : (series[last] as number);
    const slope = last < 0 ? 0 : ((series[t] as number) - begin) / (t - last);
    for (let gap = last + 1; gap < t; gap++) values[gap] = begin + slope * (gap - last);
    last = t;
  }
  if (last < 0) return null;
  values.fill(series[last] as number, last + 1);
  return { values, present };
}

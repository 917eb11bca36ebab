import { type Unavailable, unavailable } from '../unavailable.ts';
import { seasonalNaive } from './naive.ts';

export interface BacktestData {
  readonly outcome: Float64Array;
  /** As long as the outcome. */
  readonly signals: readonly Float64Array[];
  /** Known ahead from the calendar; as long as the outcome. */
  readonly known?: readonly Float64Array[];
}

/** Copies of what was known on the evening before the first day to forecast: there is nothing later in it to look at. */
export interface TrainingWindow {
  readonly outcome: Float64Array;
  readonly signals: readonly Float64Array[];
  /** Longer than the outcome by the horizon. */
  readonly known: readonly Float64Array[];
  /** Position of the first day of the window in the whole series, for those who need the day of the week. */
  readonly from: number;
}

/**
 * Everything that is learned is learned in here, from the window alone: season, whitening, choice of lag, threshold. Answers one value a day
 * ahead, or null where the window allows no model.
 */
export type FitAndForecast = (window: TrainingWindow, horizon: number) => Float64Array | null;

export interface BacktestOptions {
  /** Days in the first training window. */
  readonly minimum: number;
  readonly horizon: number;
  /** Days between one origin and the next. */
  readonly step: number;
  /** The longest training window; all that is known by default. */
  readonly longest?: number;
  /** Of the seasonal naive forecast that has to be beaten. */
  readonly period: number;
  readonly loss?: 'absolute' | 'squared';
}

export interface Fold {
  /** Position of the first day forecast. */
  readonly origin: number;
  readonly actual: Float64Array;
  readonly forecast: Float64Array;
  /** The same model given no signals; null when there were none to leave out. */
  readonly bare: Float64Array | null;
  readonly naive: Float64Array;
}

/** Over the days where the outcome and all the forecasts compared are known. */
export interface Skill {
  readonly used: number;
  readonly loss: number;
  readonly naiveLoss: number;
  readonly bareLoss: number;
  /** 1 - loss / naive loss: 1 is perfect, 0 no better than repeating the last period. NaN where the naive loss is 0. */
  readonly skill: number;
  /** 1 - loss / loss without the signals: what the signals are worth. */
  readonly gain: number;
}

export interface Backtest extends Skill {
  readonly kind: 'backtest';
  readonly folds: readonly Fold[];
  readonly byHorizon: readonly Skill[];
  /** Origins at which the window allowed no model. */
  readonly skipped: number;
}

/** Origin after origin, each fitted anew on what was known then (rolling-origin evaluation, Tashman 2000). */
export function walkForward(
  data: BacktestData,
  model: FitAndForecast,
  options: BacktestOptions,
): Backtest | Unavailable {
  const { horizon, minimum, step } = options;
  const n = data.outcome.length;
  const known = data.known ?? [];
  const uneven = [...data.signals, ...known].some((column) => column.length !== n);
  if (uneven || !(horizon >= 1 && minimum >= 1 && step >= 1) || n < minimum + horizon)
    return unavailable('tooShort');
  const folds: Fold[] = [];
  let skipped = 0;
  for (let origin = minimum; origin + horizon <= n; origin += step) {
    const fold = foldAt(data, model, options, origin);
    if (fold === null) skipped++;
    else folds.push(fold);
  }
  if (folds.length === 0) return unavailable('tooShort');
  const days = Array.from({ length: horizon }, (_, h) => h);
  return {
    kind: 'backtest',
    ...skillOf(folds, days, options),
    folds,
    byHorizon: days.map((h) => skillOf(folds, [h], options)),
    skipped,
  };
}

function foldAt(
  data: BacktestData,
  model: FitAndForecast,
  { horizon, longest, period }: BacktestOptions,
  origin: number,
): Fold | null {
  const from = longest === undefined ? 0 : Math.max(0, origin - longest);
  const windowOf = (signals: readonly Float64Array[]): TrainingWindow => ({
    outcome: data.outcome.slice(from, origin),
    signals: signals.map((signal) => signal.slice(from, origin)),
    known: (data.known ?? []).map((column) => column.slice(from, origin + horizon)),
    from,
  });
  const forecast = model(windowOf(data.signals), horizon);
  const bare = data.signals.length > 0 ? model(windowOf([]), horizon) : null;
  if (forecast === null || (data.signals.length > 0 && bare === null)) return null;
  const naive = seasonalNaive(data.outcome.slice(from, origin), horizon, period);
  return { origin, actual: data.outcome.slice(origin, origin + horizon), forecast, bare, naive };
}

function skillOf(
  folds: readonly Fold[],
  days: readonly number[],
  { loss = 'absolute' }: BacktestOptions,
): Skill {
  const sizeOf = (error: number) => (loss === 'absolute' ? Math.abs(error) : error * error);
  const totals = { own: 0, naive: 0, bare: 0 };
  let used = 0;
  for (const { actual, forecast, bare, naive } of folds)
    for (const h of days) {
      const value = actual[h] as number;
      const own = sizeOf(value - (forecast[h] ?? Number.NaN));
      const plain = sizeOf(value - (naive[h] as number));
      const without = bare === null ? 0 : sizeOf(value - (bare[h] ?? Number.NaN));
      if (Number.isNaN(own + plain + without)) continue;
      totals.own += own;
      totals.naive += plain;
      totals.bare += without;
      used++;
    }
  const hasBare = folds.some(({ bare }) => bare !== null);
  const bareLoss = hasBare ? totals.bare / used : Number.NaN;
  const naiveLoss = totals.naive / used;
  const own = totals.own / used;
  return {
    used,
    loss: own,
    naiveLoss,
    bareLoss,
    skill: naiveLoss > 0 ? 1 - own / naiveLoss : Number.NaN,
    gain: bareLoss > 0 ? 1 - own / bareLoss : Number.NaN,
  };
}

/** Actual less forecast of one horizon, origin after origin: what conformal widths are made of. */
export function residualsAt({ folds }: Backtest, h: number): Float64Array {
  return Float64Array.from(
    folds,
    ({ actual, forecast }) => (actual[h - 1] ?? Number.NaN) - (forecast[h - 1] ?? Number.NaN),
  );
}

import { naiveScale } from '../forecast/accuracy.ts';
import type { ByModel, HorizonErrors, OutlookBacktest, UsedSignal } from './madeOutlook.ts';

/** One origin of the backtest, on the scale of logarithms. */
export interface OutlookFold {
  readonly origin: number;
  readonly actual: Float64Array;
  /** Null without signals. */
  readonly led: Float64Array | null;
  readonly plain: Float64Array;
  readonly naive: Float64Array;
}

const WEEK = 7;

export function errorsByHorizon(
  folds: readonly OutlookFold[],
  train: Float64Array,
  horizon: number,
): HorizonErrors[] {
  const scale = naiveScale(train, WEEK);
  return Array.from({ length: horizon }, (_, h) => {
    const { absolute, used } = meanErrors(folds, [h]);
    const over = (value: number) => (scale > 0 ? value / scale : Number.NaN);
    const scaled = { led: over(absolute.led), plain: over(absolute.plain), naive: over(absolute.naive) };
    return { ahead: h + 1, absolute, scaled, used };
  });
}

export function backtestOf(folds: readonly OutlookFold[], signals: readonly UsedSignal[]): OutlookBacktest {
  const days = [...(folds[0]?.actual.keys() ?? [])];
  const reach = Math.max(0, ...signals.map(({ lead }) => lead));
  const reached = days.filter((h) => h < reach);
  const gainOver = (some: readonly OutlookFold[]) => {
    const { led, plain } = meanErrors(some, reached).absolute;
    return plain > 0 ? 1 - led / plain : Number.NaN;
  };
  const gains = signals.length === 0 ? [] : folds.map((fold) => gainOver([fold]));
  return {
    origins: folds.map(({ origin }) => origin),
    absolute: meanErrors(folds, days).absolute,
    gain: signals.length === 0 ? Number.NaN : gainOver(folds),
    better: gains.filter((gain) => gain > 0).length,
    worse: gains.filter((gain) => gain < 0).length,
  };
}

/** In units, over the days where the outcome and all models are known. */
function meanErrors(
  folds: readonly OutlookFold[],
  days: readonly number[],
): { absolute: ByModel; used: number } {
  const sums = { led: 0, plain: 0, naive: 0 };
  let used = 0;
  for (const { actual, led, plain, naive } of folds)
    for (const h of days) {
      const value = Math.expm1(actual[h] as number);
      const off = (forecast: Float64Array) =>
        Math.abs(value - Math.max(0, Math.expm1(forecast[h] as number)));
      const errors = { led: led === null ? 0 : off(led), plain: off(plain), naive: off(naive) };
      if (Number.isNaN(errors.led + errors.plain + errors.naive)) continue;
      sums.led += errors.led;
      sums.plain += errors.plain;
      sums.naive += errors.naive;
      used++;
    }
  const hasLed = folds.some(({ led }) => led !== null);
  const absolute = {
    led: hasLed ? sums.led / used : Number.NaN,
    plain: sums.plain / used,
    naive: sums.naive / used,
  };
  return { absolute, used };
}

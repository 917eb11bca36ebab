import { walkForward } from '../forecast/walkForward.ts';
import { createLedForecast } from './ledForecast.ts';
import type { BacktestSkill } from './verdict.ts';

const WEEK = 7;
/** A first window from which season, trend and a lead can be learned at all; with more data, half of them. */
const LEAST_TRAINING = 120;
/** At short leads a window a day would refit hundreds of times and say hardly more. */
const SHORTEST_STEP = 5;

/** A pair on the scale on which effects add up: the logarithm of counts. */
export interface Levels {
  readonly signal: Float64Array;
  readonly outcome: Float64Array;
  readonly known: readonly Float64Array[];
}

/**
 * Forecasts of the outcome, `lead` days ahead, from windows that grow: on season, trend, known causes, the outcome's own
 * values of `lead` days ago and more, and the signal. Season, whitening, the lead itself and all weights are learned inside each window. Null where the
 * series are too short.
 */
export function backtestPair(
  { signal, outcome, known }: Levels,
  lead: number,
  maxLead: number,
): BacktestSkill | null {
  const horizon = Math.max(1, lead);
  const minimum = Math.max(LEAST_TRAINING, Math.floor(outcome.length / 2));
  const tested = walkForward({ outcome, signals: [signal], known }, createLedForecast(maxLead), {
    minimum,
    horizon,
    step: Math.max(SHORTEST_STEP, horizon),
    period: WEEK,
    loss: 'absolute',
  });
  if (tested.kind === 'unavailable' || !(tested.used > 0)) return null;
  return {
    overSeasonalNaive: tested.skill,
    overWithoutSignal: tested.gain,
    origins: tested.folds.length,
  };
}

import type { Grain } from '../../../shared/domain/grain.ts';
import { walkForward } from '../forecast/walkForward.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { createLedForecast, stepsOf } from './ledForecast.ts';
import type { BacktestSkill } from './verdict.ts';

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
  grain?: Grain,
): BacktestSkill | null {
  const horizon = Math.max(1, lead);
  const { leastTraining, originStep, naivePeriod } = grainSettings(grain);
  // From fewer neither season and trend nor a lead can be learned; with more data, the first half of them.
  const minimum = Math.max(leastTraining, Math.floor(outcome.length / 2));
  const tested = walkForward(
    { outcome, signals: [signal], known },
    createLedForecast(maxLead, stepsOf(grain, outcome.length)),
    {
      minimum,
      horizon,
      step: Math.max(originStep, horizon),
      period: naivePeriod,
      loss: 'absolute',
    },
  );
  if (tested.kind === 'unavailable' || !(tested.used > 0)) return null;
  return {
    overSeasonalNaive: tested.skill,
    overWithoutSignal: tested.gain,
    origins: tested.folds.length,
  };
}

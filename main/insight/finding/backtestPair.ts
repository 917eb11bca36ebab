import type { FitAndForecast, TrainingWindow } from '../forecast/walkForward.ts';
import { walkForward } from '../forecast/walkForward.ts';
import { leadCorrelation } from '../lead/leadCorrelation.ts';
import { prepareSeries } from '../lead/prepareSeries.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { countPresent } from '../numbers/moments.ts';
import { seasonDesign } from '../whitening/design.ts';
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
  const tested = walkForward({ outcome, signals: [signal], known }, modelFor(maxLead), {
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

/** Own days used: the last ones known, and the same weekday. */
const OWN_DAYS = 3;

function modelFor(maxLead: number): FitAndForecast {
  return (window, horizon) => {
    const { outcome, known, signals } = window;
    const length = outcome.length + horizon;
    const season = seasonDesign(length, { known });
    const sameWeekday = Math.ceil(horizon / WEEK) * WEEK;
    const ownLags = new Set([...Array.from({ length: OWN_DAYS }, (_, i) => horizon + i), sameWeekday]);
    const base = [...season, ...[...ownLags].map((lag) => later(outcome, lag, length))];
    const signal = signals[0];
    const lead = signal === undefined ? null : leadIn(window, season, maxLead);
    if (signal === undefined || lead === null) return forecast(base, outcome, horizon);
    const led = forecast([...base, later(signal, lead, length)], outcome, horizon);
    if (led !== null && lead >= horizon && !led.some(Number.isNaN)) return led;
    // A day further ahead than the lead, or with a gap in the signal, has nothing to be led by.
    const bare = forecast(base, outcome, horizon);
    return (
      bare?.map((value, h) => (h < lead && Number.isFinite(led?.[h]) ? (led?.[h] as number) : value)) ?? null
    );
  };
}

/** The lead of 1 or more at which the two go together most, by this window alone; null where nothing is left to tell it by. */
function leadIn(
  { outcome, signals }: TrainingWindow,
  season: readonly Float64Array[],
  maxLead: number,
): number | null {
  const design = season.map((column) => column.subarray(0, outcome.length));
  const prepared = [...signals, outcome].map((x) => prepareSeries(x, design, { transform: 'none' }));
  const [left, right] = prepared;
  if (left === undefined || right === undefined) return null;
  const { correlation } = leadCorrelation(left, right, maxLead);
  let best: number | null = null;
  let highest = 0;
  for (let lead = 1; lead <= correlation.maxLead; lead++) {
    const size = Math.abs(correlation.values[correlation.maxLead + lead] as number);
    if (size > highest) {
      highest = size;
      best = lead;
    }
  }
  return best;
}

/** Least squares on the columns up to the last known day, read off for the days after it. */
function forecast(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  horizon: number,
): Float64Array | null {
  const n = outcome.length;
  const fit = leastSquares(
    columns.map((column) => column.subarray(0, n)),
    outcome,
  );
  if (fit.used <= fit.rank || countPresent(outcome) === 0) return null;
  return Float64Array.from({ length: horizon }, (_, h) =>
    columns.reduce((total, column, j) => {
      const weight = fit.coefficients[j] as number;
      // A column spanned by the others, such as promotions in a window without one, has no weight.
      return Number.isNaN(weight) ? total : total + weight * (column[n + h] as number);
    }, 0),
  );
}

/** x moved `lag` days later; what would lie outside is missing. */
function later(x: Float64Array, lag: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, t) => x[t - lag] ?? Number.NaN);
}

import { seasonalNaive } from '../forecast/naive.ts';
import { type Fold, type TrainingWindow, walkForward } from '../forecast/walkForward.ts';
import { meanPresent } from '../numbers/moments.ts';
import { refuse } from '../series/refusal.ts';
import { conformalBand } from './bands.ts';
import { chooseModel } from './chooseModel.ts';
import { backtestOf, errorsByHorizon, type OutlookFold } from './horizonErrors.ts';
import type { MadeOutlook, ModelName, OutlookAnswer, OutlookInput, UsedSignal } from './madeOutlook.ts';
import { outcomeOnsets } from './outcomeOnsets.ts';
import { forecastWindow, type WindowForecast } from './outlookModel.ts';
import { LEAST_TRAINING, refuseOutcome } from './refuseOutcome.ts';
import { usualPath } from './scenario.ts';
import { watchSpikes } from './spikeScores.ts';

const WEEK = 7;
/** Enough for a 95 % interval of each week ahead, few enough to be waited for. */
const ORIGINS = 30;
const LEVELS = [0.8, 0.95];
/** What a signal was lately. */
const RECENT_DAYS = 28;

/** Told after every origin. */
export type ReportOrigins = (done: number, total: number) => void;

/**
 * The forecast of an outcome with its backtest. Whether the signals are of use is decided by the backtest, in which season, causes, leads and
 * weights are learned anew at each origin from the days before it.
 */
export function makeOutlook(input: OutlookInput, report: ReportOrigins = () => {}): OutlookAnswer {
  const { values, horizon, maxLead } = input;
  const outcome = input.labels?.get(input.outcome) ?? input.outcome;
  const refusal = refuseOutcome(outcome, values, horizon);
  if (refusal !== null) return refusal;
  const logs = values.map(Math.log1p);
  const signals = input.signals.map((one) => one.values.map(Math.log1p));
  const known = input.causes.map(({ marks }) => marks);
  const days = logs.length;
  const minimum = Math.max(LEAST_TRAINING, Math.floor(days / 2));
  const step = stepFor(days - minimum - horizon);
  const total = Math.floor((days - minimum - horizon) / step) + 1;
  const tested = walkForward(
    { outcome: logs, signals, known: known.map((marks) => marks.slice(0, days)) },
    createModel(maxLead, (done) => report(done, total + 1)),
    { minimum, horizon, step, period: WEEK },
  );
  const plain = forecastWindow({ outcome: logs, signals: [], known, from: 0 }, horizon, maxLead);
  if (tested.kind === 'unavailable' || plain === null)
    return refuse(
      'constant',
      `${outcome} is explained by the calendar entirely, or too much of it is missing in one stretch.`,
      'Choose an outcome that was counted, over a period with few gaps.',
    );
  const led =
    signals.length === 0
      ? null
      : forecastWindow({ outcome: logs, signals, known, from: 0 }, horizon, maxLead);
  const used = usedSignals(input, led);
  report(total + 1, total + 1);
  const ledMean = led === null || used.length === 0 ? null : filled(led.mean, plain.mean);
  const means = { led: ledMean, plain: plain.mean, naive: seasonalNaive(logs, horizon, WEEK) };
  const folds = tested.folds.map(asFold);
  const backtest = backtestOf(folds, used);
  const chosen = chooseModel(backtest, ledMean !== null);
  const mean = means[chosen] ?? plain.mean;
  return {
    kind: 'outlook',
    chosen,
    signals: used,
    paths: {
      led: ledMean && inUnits(ledMean),
      plain: inUnits(plain.mean),
      naive: inUnits(means.naive),
    },
    bands: LEVELS.map((level) => {
      const band = conformalBand(
        folds.map((fold) => missedBy(fold, chosen)),
        horizon,
        level,
        days,
      );
      return {
        ...band,
        lower: inUnits(mean.map((value, h) => value - (band.halfWidths[h] as number))),
        upper: inUnits(mean.map((value, h) => value + (band.halfWidths[h] as number))),
      };
    }),
    errors: errorsByHorizon(folds, values.slice(0, minimum), horizon),
    backtest,
    watch: used.length === 0 ? null : watchSpikes(scored(input, signals, used), outcomeOnsets(logs), days),
    scenario: led === null || used.length === 0 ? null : scenarioBase(led, used, horizon),
  };
}

/** A multiple of a week would meet the same weekday at every origin. */
function stepFor(room: number): number {
  const step = Math.max(1, Math.floor(room / (ORIGINS - 1)));
  return step % WEEK === 0 ? step + 1 : step;
}

/** Asked with the signals and without them at every origin; the one without also stands in where a signal is missing. */
function createModel(maxLead: number, done: (origins: number) => void) {
  let origins = 0;
  let last: { readonly days: number; readonly mean: Float64Array | null } | null = null;
  const plainOf = (window: TrainingWindow, horizon: number) => {
    if (last?.days === window.outcome.length) return last.mean;
    const mean = forecastWindow({ ...window, signals: [] }, horizon, maxLead)?.mean ?? null;
    last = { days: window.outcome.length, mean };
    done(++origins);
    return mean;
  };
  return (window: TrainingWindow, horizon: number): Float64Array | null => {
    const plain = plainOf(window, horizon);
    if (plain === null || window.signals.length === 0) return plain;
    const led = forecastWindow(window, horizon, maxLead);
    return led === null ? plain : filled(led.mean, plain);
  };
}

function filled(mean: Float64Array, otherwise: Float64Array): Float64Array {
  return mean.map((value, h) => (Number.isNaN(value) ? (otherwise[h] as number) : value));
}

function usedSignals({ signals }: OutlookInput, led: WindowForecast | null): UsedSignal[] {
  if (led === null) return [];
  const offset = led.fitted.fit.intercept ? 1 : 0;
  let at = 0;
  return signals.flatMap(({ name, values }, i) => {
    const lead = led.leads[i] ?? null;
    if (lead === null) return [];
    const weight = led.fitted.fit.coefficients[offset + at++] as number;
    const recent = Math.expm1(meanPresent(values.slice(-RECENT_DAYS).map(Math.log1p)));
    return [{ name, lead, weight, recent: Number.isFinite(recent) ? recent : 0 }];
  });
}

function asFold({ origin, actual, forecast, bare, naive }: Fold): OutlookFold {
  return { origin, actual, led: bare === null ? null : forecast, plain: bare ?? forecast, naive };
}

function missedBy(fold: OutlookFold, chosen: ModelName) {
  const forecast = fold[chosen] ?? fold.plain;
  return { origin: fold.origin, residuals: fold.actual.map((value, h) => value - (forecast[h] as number)) };
}

function scored(
  { signals: named }: OutlookInput,
  logs: readonly Float64Array[],
  used: readonly UsedSignal[],
) {
  return used.map(({ name, lead, weight }) => ({
    values: logs[named.findIndex((one) => one.name === name)] as Float64Array,
    lead,
    weight,
  }));
}

function scenarioBase(
  { fitted }: WindowForecast,
  used: readonly UsedSignal[],
  horizon: number,
): MadeOutlook['scenario'] {
  const usual = usualPath(
    fitted,
    used.map(({ recent }) => Math.log1p(recent)),
    horizon,
  );
  return usual && { usual, signals: used.map(({ lead, weight, recent }) => ({ lead, weight, recent })) };
}

/** Sales are never below none. */
function inUnits(logs: Float64Array): Float64Array {
  return logs.map((value) => Math.max(0, Math.expm1(value)));
}

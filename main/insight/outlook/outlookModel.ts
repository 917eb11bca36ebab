import { arimaOrder } from '../forecast/arimaModel.ts';
import { forecastDirect } from '../forecast/direct.ts';
import type { TrainingWindow } from '../forecast/walkForward.ts';
import { leadCorrelation } from '../lead/leadCorrelation.ts';
import { prepareResidual } from '../lead/prepareSeries.ts';
import { strongestAhead } from '../lead/strongestAhead.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { seasonDesign } from '../whitening/design.ts';
import { outlookDesign } from './outlookDesign.ts';
import type { FittedWindow } from './scenario.ts';

/** Of errors: what season and causes leave of daily sales fades from day to day. */
const ORDER = arimaOrder([1, 0, 0]);

/** A forecast from one window, on the scale of logarithms. */
export interface WindowForecast {
  /** One value a day ahead; NaN where a signal is missing. */
  readonly mean: Float64Array;
  /** Of each signal, the days by which it comes first in this window; null where nothing shows it. */
  readonly leads: readonly (number | null)[];
  /** Signals with a lead, and one fit on all of them: what a day ahead of the shortest lead uses. */
  readonly fitted: FittedWindow;
}

/**
 * Regression with ARIMA errors on week, year, causes and, for a day h ahead, on those signals that come first by h days or more. The leads are
 * learned in the window too. Null where it allows no model.
 */
export function forecastWindow(
  { outcome, signals, known }: TrainingWindow,
  horizon: number,
  maxLead: number,
): WindowForecast | null {
  const columns = outlookDesign(outcome.length, horizon, known, outcome);
  const leads = signals.length === 0 ? [] : leadsIn(outcome, signals, known, maxLead);
  const led = signals.flatMap((values, i) => (leads[i] == null ? [] : [{ values, lead: leads[i] }]));
  const made = direct(outcome, led, columns, horizon);
  if (made !== null) return { ...made, leads };
  // Causes that coincide can't be told apart, and one signal may say what another does.
  const simpler = direct(outcome, [], columns.slice(0, WEEKLY), horizon);
  return simpler && { ...simpler, leads: leads.map(() => null) };
}

function direct(
  outcome: Float64Array,
  signals: FittedWindow['signals'],
  known: readonly Float64Array[],
  horizon: number,
): Omit<WindowForecast, 'leads'> | null {
  const made = forecastDirect(
    outcome,
    signals.map(({ values }) => values),
    { horizon, order: ORDER, fit: 'twoStep', known, lags: signals.map(({ lead }) => [lead]) },
  );
  const fit = made.kind === 'direct' ? made.fits[0] : undefined;
  if (made.kind === 'unavailable' || fit === undefined) return null;
  return { mean: made.predicted.mean, fitted: { fit, signals, known } };
}

/** Sine and cosine of three harmonics. */
const WEEKLY = 6;

/** Of each signal the lead of 1 or more at which the two go together most, by this window alone. */
function leadsIn(
  outcome: Float64Array,
  signals: readonly Float64Array[],
  known: readonly Float64Array[],
  maxLead: number,
): (number | null)[] {
  const days = outcome.length;
  const design = seasonDesign(days, { known: known.map((marks) => marks.slice(0, days)) });
  const prepared = (x: Float64Array) => prepareResidual(leastSquares(design, x).residuals, x);
  const target = prepared(outcome);
  return signals.map((signal) => {
    const { correlation } = leadCorrelation(prepared(signal), target, maxLead);
    return strongestAhead(correlation);
  });
}

import type { Grain } from '../../../shared/domain/grain.ts';
import type { FitAndForecast, TrainingWindow } from '../forecast/walkForward.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import type { Season } from '../grain/season.ts';
import { leadCorrelation } from '../lead/leadCorrelation.ts';
import { prepareResidual } from '../lead/prepareSeries.ts';
import { strongestAhead } from '../lead/strongestAhead.ts';
import { type GrowingLeastSquares, growingLeastSquares } from '../numbers/growingLeastSquares.ts';
import { seasonDesign } from '../whitening/design.ts';

/** Own steps used: the last ones known, and those at the same place of a season, such as the same weekday. */
const OWN_STEPS = 3;

/** What the length of a step decides here. */
export interface ForecastSteps {
  readonly seasons: readonly Season[];
  readonly ownPeriods: readonly number[];
  readonly orderMax: number;
}

/** The seasons are those of the whole series: windows that grow can't take up one on their way. */
export function stepsOf(grain: Grain | undefined, length: number): ForecastSteps {
  const { seasonsAhead, ownPeriods, orderMax } = grainSettings(grain);
  return { seasons: seasonsAhead(length), ownPeriods, orderMax };
}

/** One column of a design by day; NaN where there is nothing. */
type Column = (t: number) => number;

interface Regression {
  readonly fit: GrowingLeastSquares;
  /** Days of the window taken in already. */
  days: number;
}

/**
 * Forecasts by season, trend, known causes, own values of `horizon` days ago and more and, where the window has a signal, by the signal at
 * the lead that this window shows. For one walk forward over windows that grow: what a window adds is taken into each regression, so that a
 * fit is that of its window and costs only the new days. Nothing but what a window held is ever in here.
 */
export function createLedForecast(
  maxLead: number,
  { seasons, ownPeriods, orderMax }: ForecastSteps = stepsOf('day', 0),
): FitAndForecast {
  const regressions = new Map<string, Regression>();
  let season: readonly Float64Array[] = [];

  function seasonFor(days: number): readonly Float64Array[] {
    // The calendar is known ahead; twice as long, it isn't made anew for every window.
    if ((season[0]?.length ?? 0) < days) season = seasonDesign(2 * days, { seasons });
    return season;
  }

  function solve(name: string, columns: readonly Column[], y: Float64Array) {
    const known = regressions.get(name);
    const regression = known ?? { fit: growingLeastSquares(columns.length), days: 0 };
    if (known === undefined) regressions.set(name, regression);
    if (y.length < regression.days) throw new Error('The windows of one walk forward grow.');
    for (; regression.days < y.length; regression.days++) {
      const t = regression.days;
      regression.fit.add(
        columns.map((column) => column(t)),
        y[t] as number,
      );
    }
    return regression.fit.solve();
  }

  function residualOf(name: string, design: readonly Column[], x: Float64Array): Float64Array {
    const { coefficients } = solve(name, design, x);
    return x.map((value, t) => value - weighed(coefficients, design, t));
  }

  /** The lead of 1 or more at which the two go together most, by this window alone; null where nothing is left to tell it by. */
  function leadIn(design: readonly Column[], signal: Float64Array, outcome: Float64Array): number | null {
    const { correlation } = leadCorrelation(
      prepareResidual(residualOf('signal', design, signal), signal, orderMax),
      prepareResidual(residualOf('outcome', design, outcome), outcome, orderMax),
      maxLead,
    );
    return strongestAhead(correlation);
  }

  function forecast(
    name: string,
    columns: readonly Column[],
    outcome: Float64Array,
    horizon: number,
  ): Float64Array | null {
    const { coefficients, rank, used } = solve(name, columns, outcome);
    if (used <= rank) return null;
    return Float64Array.from({ length: horizon }, (_, h) =>
      weighed(coefficients, columns, outcome.length + h),
    );
  }

  return ({ outcome, known, signals, from }: TrainingWindow, horizon) => {
    if (from !== 0) throw new Error('The windows of one walk forward begin on the same day.');
    const design = [...seasonFor(outcome.length + horizon), ...known].map(columnOf);
    const inSeason = ownPeriods.map((period) => Math.ceil(horizon / period) * period);
    const ownLags = new Set([...Array.from({ length: OWN_STEPS }, (_, i) => horizon + i), ...inSeason]);
    const base = [...design, ...[...ownLags].map((lag) => later(outcome, lag))];
    const bareForecast = () => forecast('bare', base, outcome, horizon);
    const signal = signals[0];
    const lead = signal === undefined ? null : leadIn(design, signal, outcome);
    if (signal === undefined || lead === null) return bareForecast();
    const led = forecast(`lead ${lead}`, [...base, later(signal, lead)], outcome, horizon);
    if (led !== null && lead >= horizon && !led.some(Number.isNaN)) return led;
    // A day further ahead than the lead, or with a gap in the signal, has nothing to be led by.
    return (
      bareForecast()?.map((value, h) =>
        h < lead && Number.isFinite(led?.[h]) ? (led?.[h] as number) : value,
      ) ?? null
    );
  };
}

/** A column spanned by the others, such as promotions in a window without one, has no weight. */
function weighed(coefficients: Float64Array, columns: readonly Column[], t: number): number {
  let total = 0;
  for (let j = 0; j < columns.length; j++) {
    const weight = coefficients[j] as number;
    if (!Number.isNaN(weight)) total += weight * (columns[j] as Column)(t);
  }
  return total;
}

function columnOf(values: Float64Array): Column {
  return (t) => values[t] ?? Number.NaN;
}

/** x moved `lag` days later; what would lie outside is missing. */
function later(x: Float64Array, lag: number): Column {
  return (t) => x[t - lag] ?? Number.NaN;
}

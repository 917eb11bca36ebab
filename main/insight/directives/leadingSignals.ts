import { levelOf } from '../lead/prepareSeries.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { meanPresent } from '../numbers/moments.ts';
import { causesIn } from '../screen/studiedPair.ts';
import type { Study } from '../screen/study.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import { seasonDesign } from '../whitening/design.ts';

/** Days by which the level of late is known. */
const LATE = 28;
/** A signal with less of the days of the first would take them from the others, too: a row needs every column. */
const LEAST_SHARED = 0.9;

export interface Leading {
  readonly series: DailySeries;
  /** Of its own finding. */
  readonly lead: number;
}

/** One signal on the calendar of the outcome. */
export interface Led {
  readonly name: string;
  readonly signal: Float64Array;
  /** Of each day, what the signal was `lag` days before it. */
  readonly moved: Float64Array;
  readonly lag: number;
}

/** An outcome and the signals that lead it on one calendar that goes on beyond today, with what season and causes say of each day. */
export interface Ground {
  readonly firstDay: DayNumber;
  /** Up to and with today. */
  readonly known: number;
  readonly sold: Float64Array;
  /** The one that the directive is about first. */
  readonly led: readonly Led[];
  readonly design: readonly Float64Array[];
}

export interface Span {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly asOf: DayNumber;
}

/**
 * A signal whose own lead ends before the last day asked for enters as it is known for that day: at a longer lag, with the elasticity
 * that it has there. Left out, what it brings would be taken for the first one's, or for nobody's.
 */
export function groundOf(
  study: Study,
  outcome: DailySeries,
  leading: readonly [Leading, ...Leading[]],
  { from, to, asOf }: Span,
): Ground {
  const [main] = leading;
  const firstDay = Math.max(main.series.firstDay, outcome.firstDay);
  const known = asOf - firstDay + 1;
  const length = to - firstDay + 1;
  const onCalendar = ({ firstDay: first, values }: DailySeries) =>
    levelOf(
      Float64Array.from({ length }, (_, t) =>
        t < known ? (values[firstDay + t - first] ?? Number.NaN) : Number.NaN,
      ),
    );
  const led = leading.map(({ series, lead }): Led => {
    const lag = Math.max(lead, to - asOf);
    const signal = onCalendar(series);
    const moved = Float64Array.from({ length }, (_, t) =>
      t < lag ? Number.NaN : (signal[t - lag] as number),
    );
    return { name: series.name, signal, moved, lag };
  });
  const enough = LEAST_SHARED * countKnown(led[0]?.moved ?? new Float64Array(0), 0);
  const ahead = from - firstDay;
  return {
    ...{ firstDay, known, sold: onCalendar(outcome) },
    led: led.filter(
      ({ moved }, at) =>
        at === 0 || (countKnown(moved, 0) >= enough && countKnown(moved, ahead) === length - ahead),
    ),
    design: seasonDesign(length, { known: causesIn(study, firstDay, length) }),
  };
}

function countKnown(values: Float64Array, from: number): number {
  let count = 0;
  for (let t = from; t < values.length; t++) if (!Number.isNaN(values[t] as number)) count++;
  return count;
}

export interface Foreseen {
  /** On the scale of logarithms. */
  readonly level: Float64Array;
  /** Of each signal while the others stay as they are. */
  readonly elasticities: readonly number[];
  /** What the mean of counts is above the count of the mean logarithm (Duan 1983). */
  readonly smear: number;
}

/** What every day of the calendar looks like from the first `known` days; null where they are too few to learn from. */
export function foresee({ sold, led, design }: Ground, known: number): Foreseen | null {
  const columns = [...design, ...led.map(({ moved }) => moved)];
  const fit = leastSquares(
    columns,
    sold.map((value, t) => (t < known ? value : Number.NaN)),
  );
  if (fit.used < 3 * columns.length) return null;
  return {
    level: raised(fit.fitted, fit.residuals, known),
    elasticities: Array.from(fit.coefficients.subarray(design.length), (value) => value || 0),
    smear: meanPresent(fit.residuals.slice(0, known).map(Math.exp)),
  };
}

/** The signals as they were to be expected before a spike began. */
export function usualSignals({ firstDay, led, design }: Ground, onset: DayNumber): Float64Array[] {
  const before = onset - firstDay;
  return led.map(({ signal }) => {
    const fit = leastSquares(
      design,
      signal.map((value, t) => (t < before ? value : Number.NaN)),
    );
    return raised(fit.fitted, fit.residuals, before);
  });
}

/** By what the last of the known days were above what was fitted to all. */
function raised(fitted: Float64Array, residuals: Float64Array, known: number): Float64Array {
  const late = meanPresent(residuals.slice(Math.max(0, known - LATE), known));
  return fitted.map((value) => value + (Number.isNaN(late) ? 0 : late));
}

import { splitConformal } from '../forecast/conformal.ts';
import { levelOf } from '../lead/prepareSeries.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { meanPresent } from '../numbers/moments.ts';
import { causesIn } from '../screen/studiedPair.ts';
import type { Study } from '../screen/study.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import { seasonDesign } from '../whitening/design.ts';
import type { EffectOrWhy } from './directive.ts';

/** Days of a spike that are counted: a later rise is a spike of its own. */
const SPIKE_DAYS = 7;
/** Days by which the level of late is known. */
const LATE = 28;
/** Eight of ten. */
const MISSES = 0.2;
const LEAST_ORIGINS = 10;
const ORIGIN_STEP = 14;

interface Asked {
  readonly lead: number;
  readonly onset: DayNumber;
  readonly asOf: DayNumber;
}

/** Both levels on one calendar that goes on `lead` days after `asOf`, with what season and causes say of each day. */
interface Ground {
  readonly firstDay: DayNumber;
  /** Up to and with today. */
  readonly known: number;
  readonly sold: Float64Array;
  readonly signal: Float64Array;
  readonly led: Float64Array;
  readonly design: readonly Float64Array[];
}

interface Foreseen {
  /** On the scale of logarithms. */
  readonly level: Float64Array;
  readonly elasticity: number;
  /** What the mean of counts is above the count of the mean logarithm (Duan 1983). */
  readonly smear: number;
}

/**
 * What is sold more because of a spike, over the days to come that it leads. From the regression of the outcome on season,
 * known causes and the signal `lead` days before, moved to the level of the last four weeks. The interval is what such
 * forecasts missed by on earlier days, each made from what was known then alone; how often it held is told beside it.
 */
export function effectOf(study: Study, signal: DailySeries, outcome: DailySeries, asked: Asked): EffectOrWhy {
  const { lead, onset, asOf } = asked;
  const from = Math.max(onset + lead, asOf + 1);
  const to = Math.min(asOf, onset + SPIKE_DAYS - 1) + lead;
  if (to < from) return { why: 'The days on which sales follow are over.' };
  const ground = groundOf(study, signal, outcome, asked);
  const now = foresee(ground, ground.known);
  if (now === null) return { why: 'Too few days are known to learn an effect from.' };
  if (!(now.elasticity > 0))
    return {
      why: 'A regression on the past shows no rise of sales after the signal, so that no number is given.',
    };
  const misses = missesOf(ground, from - asOf, to - asOf);
  if (misses.length < LEAST_ORIGINS)
    return {
      why: `Only ${misses.length} earlier forecasts could be tried; an interval needs ${LEAST_ORIGINS}.`,
    };
  const usual = usualSignal(ground, onset);
  let units = 0;
  let without = 0;
  for (let t = from - ground.firstDay; t <= to - ground.firstDay; t++) {
    const level = now.level[t] as number;
    const lifted = now.elasticity * ((ground.led[t] as number) - (usual[t - lead] as number));
    if (Number.isNaN(lifted)) continue;
    const base = unitsAt(level - lifted, now.smear);
    without += base;
    units += unitsAt(level, now.smear) - base;
  }
  const { halfWidth } = splitConformal(Float64Array.from(misses, Math.abs), MISSES);
  const spread = halfWidth * (without + units);
  return {
    ...{ from, to, units, without, elasticity: now.elasticity },
    lower: Math.max(units - spread, -without),
    upper: units + spread,
    coverage: coverageOf(misses),
  };
}

function groundOf(study: Study, signal: DailySeries, outcome: DailySeries, { lead, asOf }: Asked): Ground {
  const firstDay = Math.max(signal.firstDay, outcome.firstDay);
  const known = asOf - firstDay + 1;
  const length = known + lead;
  const onCalendar = ({ firstDay: first, values }: DailySeries) =>
    levelOf(
      Float64Array.from({ length }, (_, t) =>
        t < known ? (values[firstDay + t - first] ?? Number.NaN) : Number.NaN,
      ),
    );
  const x = onCalendar(signal);
  return {
    ...{ firstDay, known, signal: x, sold: onCalendar(outcome) },
    led: Float64Array.from({ length }, (_, t) => (t < lead ? Number.NaN : (x[t - lead] as number))),
    design: seasonDesign(length, { known: causesIn(study, firstDay, length) }),
  };
}

/** What every day of the calendar looks like from the first `known` days. */
function foresee({ sold, led, design }: Ground, known: number): Foreseen | null {
  const learned = sold.map((value, t) => (t < known ? value : Number.NaN));
  const fit = leastSquares([...design, led], learned);
  if (fit.used < 3 * (design.length + 1)) return null;
  const late = meanPresent(fit.residuals.slice(Math.max(0, known - LATE), known));
  return {
    level: fit.fitted.map((value) => value + (Number.isNaN(late) ? 0 : late)),
    elasticity: fit.coefficients.at(-1) ?? Number.NaN,
    smear: meanPresent(fit.residuals.slice(0, known).map(Math.exp)),
  };
}

/** The signal as it was to be expected before the spike began. */
function usualSignal({ firstDay, signal, design }: Ground, onset: DayNumber): Float64Array {
  const before = onset - firstDay;
  const fit = leastSquares(
    design,
    signal.map((value, t) => (t < before ? value : Number.NaN)),
  );
  const late = meanPresent(fit.residuals.slice(Math.max(0, before - LATE), before));
  return fit.fitted.map((value) => value + (Number.isNaN(late) ? 0 : late));
}

/** By which share of the forecast earlier ones missed, over days as far ahead and as many, the oldest first. */
function missesOf(ground: Ground, nearest: number, farthest: number): number[] {
  const { known, sold } = ground;
  const misses: number[] = [];
  const step = Math.max(ORIGIN_STEP, farthest - nearest + 1);
  // From the latest day backwards, so that the origins are as fresh as the data.
  const origins: number[] = [];
  for (let origin = known - farthest; origin >= known / 2; origin -= step) origins.unshift(origin);
  for (const origin of origins) {
    const then = foresee(ground, origin);
    if (then === null) continue;
    let came = 0;
    let foreseen = 0;
    for (let t = origin + nearest - 1; t < origin + farthest; t++) {
      came += Math.expm1(sold[t] as number);
      foreseen += unitsAt(then.level[t] as number, then.smear);
    }
    const miss = (came - foreseen) / foreseen;
    if (Number.isFinite(miss)) misses.push(miss);
  }
  return misses;
}

function coverageOf(misses: readonly number[]): { share: number; tried: number } | null {
  let tried = 0;
  let held = 0;
  // Four is the least of which one in five may be left out.
  for (let at = 4; at < misses.length; at++) {
    const { halfWidth } = splitConformal(Float64Array.from(misses.slice(0, at), Math.abs), MISSES);
    tried += 1;
    if (Math.abs(misses[at] as number) <= halfWidth) held += 1;
  }
  return tried === 0 ? null : { share: held / tried, tried };
}

function unitsAt(level: number, smear: number): number {
  return Math.max(0, Math.exp(level) * smear - 1);
}

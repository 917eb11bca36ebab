import { splitConformal } from '../forecast/conformal.ts';
import type { Study } from '../screen/study.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import type { EffectOrWhy } from './directive.ts';
import {
  type Foreseen,
  foresee,
  type Ground,
  groundOf,
  type Leading,
  usualSignals,
} from './leadingSignals.ts';

/** Days of a spike that are counted: a later rise is a spike of its own. */
const SPIKE_DAYS = 7;
/** Eight of ten. */
const MISSES = 0.2;
const LEAST_ORIGINS = 10;
const ORIGIN_STEP = 14;

interface Asked {
  /** Of the signal that the directive is about. */
  readonly onset: DayNumber;
  readonly asOf: DayNumber;
}

/** What is foreseen, before it is known how far off it may be. */
export interface Foretold {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** More than without the spike, and what would be sold without it. */
  readonly units: number;
  readonly without: number;
  readonly elasticity: number;
  /** Of the signals that were reckoned with beside the first. */
  readonly beside: readonly string[];
  /** By which share of the forecast earlier ones missed, the oldest first. */
  readonly misses: readonly number[];
}

/**
 * What is sold more because of a spike, over the days to come that it leads. The interval is what such forecasts missed by on earlier
 * days, each made from what was known then alone; how often it held is told beside it.
 */
export function effectOf(
  study: Study,
  outcome: DailySeries,
  leading: readonly [Leading, ...Leading[]],
  asked: Asked,
): EffectOrWhy {
  const foretold = foretell(study, outcome, leading, asked);
  if ('why' in foretold) return foretold;
  const { misses, ...told } = foretold;
  const { units, without } = told;
  const spread = spreadOf(foretold, MISSES);
  return {
    ...told,
    lower: Math.max(units - spread, -without),
    upper: units + spread,
    coverage: coverageOf(misses),
  };
}

/** Half the width of the interval that all but this share of outcomes fall into, in units. */
export function spreadOf({ misses, units, without }: Foretold, share: number): number {
  return splitConformal(Float64Array.from(misses, Math.abs), share).halfWidth * (without + units);
}

/**
 * From one regression of the outcome on season, known causes and all signals that are confirmed to lead it, moved to the level of
 * the last four weeks. Together, so that each rise is counted once: platforms that carry one trend rise together, and from the
 * strongest alone an interval for eight in ten held four in ten of what came of such a rise (main/insight/CALIBRATION.md).
 */
export function foretell(
  study: Study,
  outcome: DailySeries,
  leading: readonly [Leading, ...Leading[]],
  { onset, asOf }: Asked,
): Foretold | { readonly why: string } {
  const { lead } = leading[0];
  const from = Math.max(onset + lead, asOf + 1);
  const to = Math.min(asOf, onset + SPIKE_DAYS - 1) + lead;
  if (to < from) return { why: 'The days on which sales follow are over.' };
  const together = groundOf(study, outcome, leading, { from, to, asOf });
  const alone = { ...together, led: together.led.slice(0, 1) };
  const ground = foresee(together, together.known) === null ? alone : together;
  const now = foresee(ground, ground.known);
  if (now === null) return { why: 'Too few days are known to learn an effect from.' };
  const { units, without } = unitsOf(ground, now, { onset, from, to });
  if (!(units > 0))
    return {
      why: 'A regression on the past shows no rise of sales after the signal, so that no number is given.',
    };
  const misses = missesOf(ground, from - asOf, to - asOf);
  if (misses.length < LEAST_ORIGINS)
    return {
      why: `Only ${misses.length} earlier forecasts could be tried; an interval needs ${LEAST_ORIGINS}.`,
    };
  const beside = ground.led.slice(1).map(({ name }) => name);
  return { from, to, units, without, elasticity: now.elasticities[0] ?? 0, beside, misses };
}

function unitsOf(
  ground: Ground,
  now: Foreseen,
  { onset, from, to }: { readonly onset: DayNumber; readonly from: DayNumber; readonly to: DayNumber },
): { units: number; without: number } {
  const usual = usualSignals(ground, onset);
  let units = 0;
  let without = 0;
  for (let t = from - ground.firstDay; t <= to - ground.firstDay; t++) {
    const level = now.level[t] as number;
    const lifted = ground.led.reduce((sum, { moved, lag }, at) => {
      const above = (moved[t] as number) - (usual[at]?.[t - lag] as number);
      return sum + (now.elasticities[at] as number) * above;
    }, 0);
    if (Number.isNaN(lifted)) continue;
    const base = unitsAt(level - lifted, now.smear);
    without += base;
    units += unitsAt(level, now.smear) - base;
  }
  return { units, without };
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

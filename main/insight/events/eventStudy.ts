import { present } from '../numbers/moments.ts';
import type { Random } from '../numbers/random.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { delaysBetween, HORIZON } from './delays.ts';
import { kaplanMeier, survivalAt } from './kaplanMeier.ts';
import { type PlaceboCurve, placeboCurve } from './placebo.ts';
import { onsetsOf, spikeOnsets } from './spikeOnsets.ts';
import { type SurvivalQuantile, survivalQuantile } from './survivalQuantile.ts';

/** How long after a spike of the signal the outcome spikes, beside what days drawn at random would show. */
export interface EventStudy {
  readonly kind: 'eventStudy';
  /** First days of the spikes, counted from the beginning of the series. */
  readonly signalOnsets: readonly number[];
  readonly outcomeOnsets: readonly number[];
  readonly horizon: number;
  /** Share of the signal's spikes that an outcome's follows within the horizon (Kaplan-Meier), with its 95 % interval. */
  readonly followed: { readonly share: number; readonly lower: number; readonly upper: number };
  /** Days until half of all spikes are followed; null where fewer than half ever are. */
  readonly half: SurvivalQuantile | null;
  readonly placebo: PlaceboCurve;
  /** Where the excess over random days is greatest. */
  readonly greatest: { readonly days: number; readonly excess: number };
}

export interface EventStudyOptions {
  readonly random: Random;
  readonly horizon?: number;
  readonly draws?: number;
}

/** With fewer the share of those followed is anything. */
const LEAST_SPIKES = 5;

/** For series that are a row of events rather than a level, and for the question of what one spike brings. */
export function eventStudy(
  signal: Float64Array,
  outcome: Float64Array,
  { random, horizon = HORIZON, draws = 500 }: EventStudyOptions,
): EventStudy | Unavailable {
  const signalOnsets = onsetDays(signal);
  const outcomeOnsets = onsetDays(outcome);
  if (signalOnsets.length < LEAST_SPIKES || outcomeOnsets.length < LEAST_SPIKES)
    return unavailable('tooShort');
  const { time, ended } = delaysBetween(signalOnsets, outcomeOnsets, signal.length, horizon);
  const curve = kaplanMeier(time, ended);
  if (curve.kind === 'unavailable') return curve;
  const placebo = placeboCurve(signalOnsets, outcomeOnsets, signal.length, { random, horizon, draws });
  if (placebo.kind === 'unavailable') return placebo;
  const half = survivalQuantile(curve, 0.5);
  const last = curve.time.length - 1;
  const excess = placebo.excess.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return {
    kind: 'eventStudy',
    signalOnsets,
    outcomeOnsets,
    horizon,
    followed: {
      share: 1 - survivalAt(curve, horizon),
      lower: last < 0 ? 0 : 1 - (curve.upper[last] as number),
      upper: last < 0 ? 0 : 1 - (curve.lower[last] as number),
    },
    half: Number.isNaN(half.time) ? null : half,
    placebo,
    greatest: { days: placebo.excess.indexOf(excess), excess },
  };
}

const WEEK = 7;

/**
 * Days on which something unusual began. Counts act in shares, so by their logarithm. A series that is 0 on most days has no spread to
 * measure a spike by: there every run of other days is one.
 */
function onsetDays(series: Float64Array): readonly number[] {
  const spikes = spikeOnsets(series.map(Math.log1p), { period: WEEK, seasonSpan: 'periodic' });
  if (spikes.kind === 'onsets' && !isMostlyZero(series)) return spikes.days;
  return onsetsOf(series.map((value) => (value > 0 ? Number.POSITIVE_INFINITY : 0)));
}

function isMostlyZero(series: Float64Array): boolean {
  const known = present(series);
  return known.filter((value) => value === 0).length * 2 > known.length;
}

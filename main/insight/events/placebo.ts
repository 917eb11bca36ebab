import { mean } from '../numbers/moments.ts';
import { quantileOfSorted } from '../numbers/orderStatistics.ts';
import type { Random } from '../numbers/random.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { delaysBetween, HORIZON } from './delays.ts';
import { kaplanMeier, survivalAt } from './kaplanMeier.ts';

/** Shares of spikes followed by an outcome within 0..horizon days: those observed beside those of onsets drawn at random. */
export interface PlaceboCurve {
  readonly kind: 'placebo';
  readonly observed: Float64Array;
  /** The mean of the random onsets, and their 2.5 and 97.5 % points day by day. */
  readonly placebo: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** What the spikes add to what any day would show. */
  readonly excess: Float64Array;
  /** How often random onsets exceed their own mean as far, on any day, as the observed do: (1 + #) / (draws + 1). */
  readonly p: number;
}

export interface PlaceboChoice {
  readonly random: Random;
  readonly draws?: number;
  readonly horizon?: number;
  /** Days that drawn onsets keep apart, as merged spikes do. */
  readonly apart?: number;
}

/**
 * Any busy outcome follows any day soon: only the excess over random onsets on the same weekdays says anything.
 */
export function placeboCurve(
  signals: readonly number[],
  outcomes: readonly number[],
  length: number,
  { random, draws = 200, horizon = HORIZON, apart = 4 }: PlaceboChoice,
): PlaceboCurve | Unavailable {
  if (signals.length === 0 || outcomes.length === 0) return unavailable('noValues');
  const observed = endedShares(signals, outcomes, length, horizon);
  const curves = Array.from({ length: draws }, () =>
    endedShares(drawOnsets(signals, length, apart, random), outcomes, length, horizon),
  );
  const days = Array.from({ length: horizon + 1 }, (_, day) =>
    Float64Array.from(curves, (curve) => curve[day] as number).sort(),
  );
  const placebo = Float64Array.from(days, mean);
  const farthest = (curve: Float64Array) =>
    curve.reduce((most, share, day) => Math.max(most, share - (placebo[day] as number)), 0);
  const far = farthest(observed);
  const asFar = curves.filter((curve) => farthest(curve) >= far).length;
  return {
    kind: 'placebo',
    observed,
    placebo,
    lower: Float64Array.from(days, (sorted) => quantileOfSorted(sorted, 0.025, 7)),
    upper: Float64Array.from(days, (sorted) => quantileOfSorted(sorted, 0.975, 7)),
    excess: observed.map((share, day) => share - (placebo[day] as number)),
    p: (1 + asFar) / (draws + 1),
  };
}

function endedShares(
  signals: readonly number[],
  outcomes: readonly number[],
  length: number,
  horizon: number,
): Float64Array {
  const { time, ended } = delaysBetween(signals, outcomes, length, horizon);
  const curve = kaplanMeier(time, ended);
  return Float64Array.from({ length: horizon + 1 }, (_, day) =>
    curve.kind === 'unavailable' ? 0 : 1 - survivalAt(curve, day),
  );
}

const TRIES = 50;

/** A day on the same weekday for every onset; in a crowd some may end up closer together than asked. */
function drawOnsets(onsets: readonly number[], length: number, apart: number, random: Random): number[] {
  const drawn: number[] = [];
  for (const onset of onsets) {
    const weekday = onset % 7;
    const weeks = Math.floor((length - 1 - weekday) / 7) + 1;
    let day = weekday + 7 * random.below(weeks);
    for (let tries = 1; tries < TRIES && isNear(drawn, day, apart); tries++)
      day = weekday + 7 * random.below(weeks);
    if (!drawn.includes(day)) drawn.push(day);
  }
  return drawn.sort((a, b) => a - b);
}

function isNear(days: readonly number[], day: number, apart: number): boolean {
  return days.some((other) => Math.abs(other - day) < apart);
}

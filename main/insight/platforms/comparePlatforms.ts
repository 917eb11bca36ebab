import { automaticBlockLength } from '../bootstrap/blockLength.ts';
import { correlationsOfRows, pairedRows } from '../bootstrap/pairedRows.ts';
import { circularBlocks } from '../bootstrap/resample.ts';
import { quantile } from '../numbers/moments.ts';
import type { Random } from '../numbers/random.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface PlatformStrength {
  /** The lead, 1 to the longest, at which the correlation is furthest from 0, and how far it is. */
  readonly lead: number;
  readonly strength: number;
  readonly lower: number;
  readonly upper: number;
  /** In which share of the resamples this platform is the strongest. */
  readonly bestShare: number;
  /** How much weaker it is than the strongest, with the interval of that difference; it holds 0 when the two can't be told apart. */
  readonly behind: { readonly difference: number; readonly lower: number; readonly upper: number };
}

export interface PlatformComparison {
  readonly kind: 'compared';
  /** In the order given. */
  readonly platforms: readonly PlatformStrength[];
  /** The place of the strongest. */
  readonly best: number;
}

export interface CompareChoice {
  readonly maxLead: number;
  readonly random: Random;
  readonly resamples?: number;
  readonly confidence?: number;
  /** Default: the longest that any of the series asks for, at least a week. */
  readonly blockLength?: number;
  /** Steps, in place of a week. */
  readonly shortestBlock?: number;
}

/** A spike spreads over the days around it; shorter blocks would cut it up. */
const SHORTEST = 7;

/**
 * How strongly each platform's signal leads one outcome, on the same days. All are resampled together, so that days good for all of them
 * don't look like a difference; comparing the maxima alone would rank noise. For whitened series.
 */
export function comparePlatforms(
  signals: readonly Float64Array[],
  outcome: Float64Array,
  choice: CompareChoice,
): PlatformComparison | Unavailable {
  const { maxLead, random, resamples = 500, confidence = 0.95 } = choice;
  if (signals.some(({ length }) => length !== outcome.length))
    throw new RangeError('the signals and the outcome cover different days');
  if (signals.length === 0) return unavailable('noValues');
  const rows = signals.map((signal) => pairedRows(signal, outcome, maxLead));
  const count = rows[0]?.count ?? 0;
  if (count < 2 * maxLead + 1) return unavailable('tooShort');
  const block = choice.blockLength ?? longestBlock([...signals, outcome], choice.shortestBlock);
  const observed = rows.map((row) => strongest(correlationsOfRows(row, everyRow(count)), maxLead));
  if (!(block >= 1) || observed.some(({ strength }) => Number.isNaN(strength)))
    return unavailable('constant');
  const best = observed.reduce((top, { strength }, i) => (strength > strengthOf(observed, top) ? i : top), 0);
  const drawn = signals.map(() => new Float64Array(resamples));
  const wins = signals.map(() => 0);
  for (let b = 0; b < resamples; b++) {
    const days = circularBlocks(count, block, random);
    let winner = 0;
    rows.forEach((row, i) => {
      const { strength } = strongest(correlationsOfRows(row, days), maxLead);
      // A resample in which a signal doesn't vary shows no strength of it.
      const value = Number.isNaN(strength) ? 0 : strength;
      (drawn[i] as Float64Array)[b] = value;
      if (value > ((drawn[winner] as Float64Array)[b] as number)) winner = i;
    });
    wins[winner] = (wins[winner] as number) + 1;
  }
  const outside = (1 - confidence) / 2;
  const interval = (values: Float64Array) => ({
    lower: quantile(values, outside),
    upper: quantile(values, 1 - outside),
  });
  const bestDrawn = drawn[best] as Float64Array;
  const platforms = observed.map(({ lead, strength }, i) => {
    const own = drawn[i] as Float64Array;
    const gaps = bestDrawn.map((value, b) => value - (own[b] as number));
    return {
      lead,
      strength,
      ...interval(own),
      bestShare: (wins[i] as number) / resamples,
      behind: { difference: strengthOf(observed, best) - strength, ...interval(gaps) },
    };
  });
  return { kind: 'compared', platforms, best };
}

interface Strongest {
  readonly lead: number;
  readonly strength: number;
}

function strongest(correlations: Float64Array, maxLead: number): Strongest {
  let lead = 0;
  let strength = Number.NaN;
  for (let k = 1; k <= maxLead; k++) {
    const size = Math.abs(correlations[maxLead + k] as number);
    if (Number.isNaN(size) || size <= strength) continue;
    lead = k;
    strength = size;
  }
  return { lead, strength };
}

function strengthOf(all: readonly Strongest[], place: number): number {
  return all[place]?.strength ?? Number.NaN;
}

function everyRow(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}

function longestBlock(series: readonly Float64Array[], shortest = SHORTEST): number {
  const lengths = series.map((values) => automaticBlockLength(values).circular);
  return Math.ceil(Math.max(shortest, ...lengths));
}

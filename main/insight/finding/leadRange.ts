import { automaticBlockLength } from '../bootstrap/blockLength.ts';
import { correlationsOfRows, type PairedRows, pairedRows } from '../bootstrap/pairedRows.ts';
import { circularBlocks } from '../bootstrap/resample.ts';
import { crossCorrelation } from '../correlation/crossCorrelation.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { quantile } from '../numbers/moments.ts';
import type { Random } from '../numbers/random.ts';
import type { LeadRange } from './verdict.ts';

export interface LeadRangeOptions {
  readonly maxLead: number;
  readonly random: Random;
  readonly resamples: number;
  /** Steps of the shortest block; those of days unless told. */
  readonly shortestBlock?: number;
}

/**
 * Of two whitened series: from the first to the last lead that could be the strongest, which are those for which "the strongest lead is here"
 * isn't rejected at 5 % by a bootstrap of paired rows in blocks. Null where too few rows are left to draw from.
 *
 * The usual percentiles of resampled peaks were tried first. A resample carries the noise of the sample and its own on top, so that noise wins
 * far too often: they covered the truth in every run, and at an elasticity of 0.15 left half of the leads unresolved
 * that were found to the day. Asking of each lead by itself whether it could be the strongest needs only the resamples' own noise.
 *
 * Give it the series as they are: rank-normal scores, which keep the test honest, blunt the bursts that show best when the one follows the other.
 */
export function leadRange(
  x: Float64Array,
  y: Float64Array,
  { maxLead, random, resamples, shortestBlock = SHORTEST_BLOCK }: LeadRangeOptions,
): LeadRange | null {
  const { values } = crossCorrelation(x, y, maxLead);
  const rows = pairedRows(x, y, maxLead);
  const blockLength = blockLengthFor(x, y, shortestBlock);
  if (rows.count < values.length || !(blockLength >= 1)) return null;
  const noise = noiseOf(rows, blockLength, resamples, random);
  const insignificant = Math.sqrt((2 * Math.log(values.length)) / rows.count);
  const highest = values.reduce((most, value) => Math.max(most, value * value || 0), 0);
  const possible = Array.from(values.keys()).filter((at) => {
    const distance = highest - (values[at] as number) ** 2;
    return distance <= quantile(distances(noise, ifStrongest(values, at, insignificant), at), CONFIDENCE);
  });
  // Where every day of a lead is missing from a resample, nothing can be said of it.
  if (possible.length === 0) return null;
  return { lower: Math.min(...possible) - maxLead, upper: Math.max(...possible) - maxLead };
}

const CONFIDENCE = 0.95;

/** White series ask for blocks of a day or two; a burst spreads over the days around it, which a week keeps together. */
const SHORTEST_BLOCK = grainSettings().shortestBlock;

function blockLengthFor(x: Float64Array, y: Float64Array, shortest: number): number {
  const longer = Math.max(automaticBlockLength(x).circular, automaticBlockLength(y).circular);
  return Math.ceil(Math.max(shortest, longer));
}

/** By how much the correlations of each resample differ from those of the sample. */
function noiseOf(rows: PairedRows, blockLength: number, resamples: number, random: Random): Float64Array[] {
  const whole = correlationsOfRows(
    rows,
    Int32Array.from({ length: rows.count }, (_, row) => row),
  );
  return Array.from({ length: resamples }, () => {
    const drawn = correlationsOfRows(rows, circularBlocks(rows.count, blockLength, random));
    return drawn.map((value, at) => value - (whole[at] as number));
  });
}

/**
 * The correlations in a world whose strongest lead is `at`: no other exceeds it, and those below what the strongest of so many leads reaches without
 * any relation, √(2 log leads) standard errors, are nothing (recentring after Hansen 2005). Keeping the others as strong as they may be is what
 * makes the answer hold where an effect spreads over several days.
 */
function ifStrongest(values: Float64Array, at: number, insignificant: number): Float64Array {
  const strongest = Math.abs(values[at] as number);
  return values.map((value, i) => {
    if (i === at) return value;
    const size = Math.abs(value);
    return size < insignificant ? 0 : Math.sign(value) * Math.min(size, strongest);
  });
}

/** In each resample of that world, by how much the highest squared correlation exceeds the one at the lead: for a lone effect half the log likelihood ratio per day. */
function distances(noise: readonly Float64Array[], truth: Float64Array, at: number): Float64Array {
  return Float64Array.from(noise, (deviation) => {
    let highest = 0;
    for (let i = 0; i < truth.length; i++) {
      const value = (truth[i] as number) + (deviation[i] as number);
      const square = value * value;
      if (square > highest) highest = square;
    }
    return highest - ((truth[at] as number) + (deviation[at] as number)) ** 2;
  });
}

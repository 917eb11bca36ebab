import { peakOf } from '../correlation/crossCorrelation.ts';
import { quantile } from '../numbers/moments.ts';
import type { Random } from '../numbers/random.ts';
import { automaticBlockLength } from './blockLength.ts';
import { correlationsOfRows, pairedRows } from './pairedRows.ts';
import { circularBlocks } from './resample.ts';

export type LeadInterval =
  | {
      readonly known: true;
      readonly lower: number;
      readonly upper: number;
      /** The strongest lead of every resample. */
      readonly peaks: Float64Array;
      /** What it is worth there. */
      readonly peakValues: Float64Array;
      readonly blockLength: number;
    }
  | { readonly known: false; readonly why: 'tooShort' | 'constant' };

export interface LeadIntervalOptions {
  readonly maxLead: number;
  readonly random: Random;
  readonly resamples?: number;
  readonly confidence?: number;
  /** Default: the longer of what the two series ask for, at least a week. */
  readonly blockLength?: number;
}

/**
 * Where the peak lies, over resamples of paired rows in blocks: the percentile interval. For whitened series as they are: rank-normal scores,
 * good for testing whether there is a lead, blunt the bursts that show best when it is, and at weak effects give wider intervals.
 */
export function leadInterval(x: Float64Array, y: Float64Array, options: LeadIntervalOptions): LeadInterval {
  const { maxLead, random } = options;
  const rows = pairedRows(x, y, maxLead);
  // Fewer rows than leads say more about the drawing than about the lead.
  if (rows.count < 2 * maxLead + 1) return { known: false, why: 'tooShort' };
  const blockLength = options.blockLength ?? blockLengthFor(x, y);
  if (!(blockLength >= 1)) return { known: false, why: 'constant' };
  const resamples = options.resamples ?? 500;
  const peaks = new Float64Array(resamples);
  const peakValues = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    const drawn = circularBlocks(rows.count, blockLength, random);
    const peak = peakOf({ values: correlationsOfRows(rows, drawn), maxLead });
    if (peak === null) return { known: false, why: 'constant' };
    peaks[b] = peak.lead;
    peakValues[b] = peak.value;
  }
  const outside = (1 - (options.confidence ?? 0.95)) / 2;
  return {
    known: true,
    lower: quantile(peaks, outside),
    upper: quantile(peaks, 1 - outside),
    peaks,
    peakValues,
    blockLength,
  };
}

/** White series ask for blocks of a day or two; a spike still spreads over the days around it, which a week keeps together. */
const SHORTEST = 7;

function blockLengthFor(x: Float64Array, y: Float64Array): number {
  const longer = Math.max(automaticBlockLength(x).circular, automaticBlockLength(y).circular);
  return Math.ceil(Math.max(SHORTEST, longer));
}

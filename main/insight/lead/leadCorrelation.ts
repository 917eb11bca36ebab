import {
  type CrossCorrelation,
  crossCorrelation,
  type Peak,
  peakOf,
} from '../correlation/crossCorrelation.ts';
import { normalTwoSided } from '../numbers/distributions.ts';
import { rankNormalScores } from '../whitening/rankNormal.ts';
import type { PreparedSeries } from './prepareSeries.ts';

export interface LeadCorrelation extends ScoreCorrelation {
  /** Days dropped at the start: the longer of the two models' orders. */
  readonly warmup: number;
  /** Days after the warm-up. */
  readonly used: number;
  /** The two series of normal scores that were correlated. */
  readonly signal: Float64Array;
  readonly outcome: Float64Array;
}

/** Both whitened by their own model, cut to the days both have, given rank-normal scores, and correlated at every lead. */
export function leadCorrelation(
  signal: PreparedSeries,
  outcome: PreparedSeries,
  maxLead: number,
  rankOffset?: number,
): LeadCorrelation {
  const warmup = Math.max(signal.model.order, outcome.model.order);
  const x = scoresAfter(signal, warmup, rankOffset);
  const y = scoresAfter(outcome, warmup, rankOffset);
  const found = correlateScores(x, y, maxLead, takenFrom(signal, outcome));
  return { ...found, warmup, used: x.length, signal: x, outcome: y };
}

/** Both are freed from the same columns: what is gone from one is gone from the other. */
export function takenFrom(
  signal: Pick<PreparedSeries, 'taken'>,
  outcome: Pick<PreparedSeries, 'taken'>,
): number {
  return Math.max(signal.taken, outcome.taken);
}

/** Ranks are taken after the cut; a screen keeps the scores of a series for each cut that its partners ask for. */
export function scoresAfter(series: PreparedSeries, warmup: number, rankOffset?: number): Float64Array {
  return rankNormalScores(series.news.subarray(warmup), rankOffset);
}

export interface ScoreCorrelation {
  readonly correlation: CrossCorrelation;
  /** Steps that count as gone, because the design took them. */
  readonly taken: number;
  /** At each lead by itself, two-sided. */
  readonly pByLead: Float64Array;
  /** Null when a series doesn't vary or no day is left. */
  readonly peak: Peak | null;
  /** Of the smallest, corrected for having looked at every lead (Bonferroni); NaN when there is no peak. */
  readonly p: number;
}

export function correlateScores(
  x: Float64Array,
  y: Float64Array,
  maxLead: number,
  taken = 0,
): ScoreCorrelation {
  const correlation = crossCorrelation(x, y, maxLead);
  const pByLead = pAtLeads(correlation, taken);
  const peak = peakOf(correlation);
  const smallest = pByLead.reduce((least, p) => (p < least ? p : least), 1);
  return {
    correlation,
    taken,
    pByLead,
    peak,
    p: peak === null ? Number.NaN : Math.min(1, pByLead.length * smallest),
  };
}

/**
 * |r| √m against the normal, where m is the denominator of r: the number of days when none is missing, which makes far leads, that rest on
 * fewer pairs, slightly conservative.
 */
function pAtLeads({ values, pairs, maxLead }: CrossCorrelation, taken: number): Float64Array {
  return values.map((r, i) =>
    normalTwoSided(r * Math.sqrt(stepsLeft((pairs[i] as number) + Math.abs(i - maxLead), taken))),
  );
}

/** Residuals of k columns over m steps vary in m - k directions only, and so scatter their correlations as that many steps would. */
export function stepsLeft(steps: number, taken: number): number {
  return Math.max(1, steps - taken);
}

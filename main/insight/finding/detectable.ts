import { type LeadCorrelation, stepsLeft } from '../lead/leadCorrelation.ts';
import type { PreparedSeries } from '../lead/prepareSeries.ts';
import { normalQuantile } from '../numbers/distributions.ts';
import { present, standardDeviation } from '../numbers/moments.ts';
import type { Detectable } from './verdict.ts';

/** "Eight times in ten": what is usually asked of a study before it is called able to find an effect. */
const POWER = 0.8;

/**
 * The correlation whose estimate passes the two-sided test at `alpha`, corrected for the leads searched, with chance 0.8:
 * (z(1 - alpha / (2 leads)) + z(0.8)) / √m, and the elasticity that gives it, r sd(outcome news) / sd(signal news).
 *
 * The quantile is asked for in its lower tail, where it keeps its digits.
 */
export function detectableEffect(
  leads: LeadCorrelation,
  signal: PreparedSeries,
  outcome: PreparedSeries,
  alpha: number,
): Detectable {
  const searched = leads.pByLead.length;
  const days = stepsLeft(middlePairs(leads), leads.taken);
  const correlation = Math.min(
    1,
    (normalQuantile(POWER) - normalQuantile(alpha / (2 * searched))) / Math.sqrt(days),
  );
  const spread = (series: PreparedSeries) => standardDeviation(present(series.news.subarray(leads.warmup)));
  return { correlation, elasticity: (correlation * spread(outcome)) / spread(signal) };
}

/** Days that the correlation at lead 0 rests on. */
function middlePairs({ correlation }: LeadCorrelation): number {
  return correlation.pairs[correlation.maxLead] ?? 0;
}

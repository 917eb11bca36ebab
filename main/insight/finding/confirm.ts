import { grangerHac, usualHacLags } from '../causality/grangerHac.ts';
import { grangerOrder } from '../causality/grangerOrder.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { createRandom } from '../numbers/random.ts';
import { rollingStability } from '../stability/rollingStability.ts';
import { backtestPair } from './backtestPair.ts';
import type { Confirmation } from './decide.ts';
import type { Evidence } from './evidence.ts';
import { leadRange } from './leadRange.ts';
import { seedOfPair } from './seedOfPair.ts';
import { type Thresholds, thresholdsOf } from './thresholds.ts';
import type { BothWays, LeadRange, Stability } from './verdict.ts';

/** What costs too much for every pair of a screen: for those that passed the correction, or that someone opens. */
export function confirm(
  evidence: Evidence,
  seed: number,
  thresholds: Thresholds = thresholdsOf(evidence.pair.grain),
): Confirmation {
  const { levels, strongest, maxLead, pair } = evidence;
  return {
    interval: intervalOf(evidence, seed, thresholds.resamples),
    stability: stabilityOf(evidence, thresholds),
    granger: grangerAtLead(evidence),
    backtest: strongest.lead > 0 ? backtestPair(levels, strongest.lead, maxLead, pair.grain) : null,
  };
}

/** The lead is told from scores and its interval from the news themselves; where the two differ, the interval reaches to the lead. */
export function intervalOf(
  { pair, signal, outcome, leads, strongest, maxLead }: Evidence,
  seed: number,
  resamples: number,
): LeadRange | null {
  const random = createRandom(seedOfPair(seed, pair.signalName, pair.outcomeName));
  const news = [signal.news.subarray(leads.warmup), outcome.news.subarray(leads.warmup)] as const;
  const { shortestBlock } = grainSettings(pair.grain);
  const range = leadRange(...news, { maxLead, random, resamples, shortestBlock });
  return range === null
    ? null
    : { lower: Math.min(range.lower, strongest.lead), upper: Math.max(range.upper, strongest.lead) };
}

function stabilityOf({ leads, strongest, maxLead }: Evidence, thresholds: Thresholds): Stability | null {
  const found = { lead: strongest.lead, value: strongest.correlation };
  const rolled = rollingStability(leads.signal, leads.outcome, found, {
    maxLead,
    window: thresholds.windowDays,
    step: thresholds.windowStep,
    tolerance: thresholds.windowTolerance,
    share: thresholds.leastAgreeing,
  });
  return rolled.kind === 'windows' ? { agree: rolled.agreeing, windows: rolled.windows.length } : null;
}

/**
 * Both directions with Newey-West errors, on the series without season and trend. The one that comes first is moved so that its yesterday is the day
 * the lead points to: an order chosen by BIC rarely reaches back two weeks, and what is claimed is that the signal helps that long ahead. The other way is
 * tested as it is: moved, the outcome's past would hold the signal's future.
 */
function grangerAtLead({ pair, signal, outcome, strongest }: Evidence): BothWays | null {
  const x = signal.residual;
  const y = outcome.residual;
  const ahead = Math.max(0, Math.abs(strongest.lead) - 1);
  const forwardPair = strongest.lead > 0 ? moved(x, y, ahead) : ([x, y] as const);
  const backwardPair = strongest.lead < 0 ? moved(y, x, ahead) : ([y, x] as const);
  const claimed = strongest.lead < 0 ? backwardPair : forwardPair;
  const order = grangerOrder(...claimed, longestPast(...claimed, grainSettings(pair.grain).grangerPast));
  if (typeof order !== 'number') return null;
  return { forward: pOf(...forwardPair, order), backward: pOf(...backwardPair, order), order };
}

/** What the grain allows, or as far as leaves at least half of the steps with a whole past: with gaps, a long one leaves none. */
function longestPast(x: Float64Array, y: Float64Array, longest: number): number {
  let days = longest;
  while (days > 1 && 2 * daysWithPast(x, y, days) < x.length) days--;
  return days;
}

function daysWithPast(x: Float64Array, y: Float64Array, past: number): number {
  let run = 0;
  let count = 0;
  for (let t = 0; t < x.length; t++) {
    run = Number.isNaN((x[t] as number) + (y[t] as number)) ? 0 : run + 1;
    if (run > past) count++;
  }
  return count;
}

function pOf(cause: Float64Array, effect: Float64Array, order: number): number | null {
  const tested = grangerHac(cause, effect, order, usualHacLags(effect.length));
  return tested.kind === 'tested' && !Number.isNaN(tested.p) ? tested.p : null;
}

/** The cause that many days later, on the days that both then have. */
function moved(
  cause: Float64Array,
  effect: Float64Array,
  days: number,
): readonly [Float64Array, Float64Array] {
  return [cause.subarray(0, cause.length - days), effect.subarray(days)];
}

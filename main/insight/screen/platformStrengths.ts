import { preparation } from '../finding/evidence.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { prepareSeries } from '../lead/prepareSeries.ts';
import { createRandom } from '../numbers/random.ts';
import { comparePlatforms, type PlatformComparison } from '../platforms/comparePlatforms.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import { isRefusal } from '../series/refusal.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { seasonDesign } from '../whitening/design.ts';
import { rankNormalScores } from '../whitening/rankNormal.ts';
import { causesIn } from './studiedPair.ts';
import { grainOf, type Study } from './study.ts';

export interface PlatformOptions {
  readonly maxLead: number;
  readonly seed: number;
}

/** One signal a platform against one outcome, on the days that all of them cover, each made ready as a pair of the screen is. */
export function platformStrengths(
  study: Study,
  signals: readonly number[],
  outcome: number,
  { maxLead, seed }: PlatformOptions,
): PlatformComparison | Unavailable {
  const all = [...signals.map((at) => study.signals[at]?.series), study.outcomes[outcome]?.series];
  const series = all.filter((one): one is DailySeries => one !== undefined && !isRefusal(one));
  if (series.length < all.length) return unavailable('noValues');
  const firstDay = Math.max(...series.map((one) => one.firstDay));
  const end = Math.min(...series.map((one) => one.firstDay + one.values.length));
  const length = end - firstDay;
  const grain = grainOf(study);
  const { orderMax, shortestBlock } = grainSettings(grain);
  // Models may take as many steps to warm up on as their order.
  if (length < 4 * maxLead + 1 + orderMax) return unavailable('tooShort');
  const design = seasonDesign(length, { known: causesIn(study, firstDay, length), grain });
  const scores = series.map((one) => {
    const from = firstDay - one.firstDay;
    return rankNormalScores(
      prepareSeries(one.values.slice(from, from + length), design, preparation({}, grain)).news,
    );
  });
  const last = scores.pop() ?? new Float64Array(0);
  return comparePlatforms(scores, last, { maxLead, random: createRandom(seed), shortestBlock });
}

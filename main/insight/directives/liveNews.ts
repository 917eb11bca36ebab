import { liveCusum } from '../breaks/liveCusum.ts';
import { levelOf, prepareResidual } from '../lead/prepareSeries.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { madPresent } from '../numbers/moments.ts';
import { causesIn } from '../screen/studiedPair.ts';
import type { Study } from '../screen/study.ts';
import type { DailySeries } from '../series/dailySeries.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import { seasonDesign } from '../whitening/design.ts';
import { whiten } from '../whitening/whiten.ts';

/** Days that are looked at, judged by those before them alone. */
export const LOOKED_AT = 60;
/** Below it neither season nor own past are known well enough to call a day unusual. */
const LEAST_BEFORE = 120;

export interface LiveNews {
  readonly firstDay: DayNumber;
  /** Of each day looked at: NaN where it is missing. */
  readonly values: Float64Array;
  readonly expected: Float64Array;
  /** Robust standard deviations above what season, known causes and its own past foresaw. */
  readonly z: Float64Array;
  /** Days on which a slow rise showed that no single day does. */
  readonly rises: readonly DayNumber[];
}

/**
 * What is new about the last days of a signal. Season, causes and autoregression are learned on the days before them and
 * then held: learned on all days, a spike would be part of what is usual. Null where too little is known.
 */
export function liveNews(study: Study, series: DailySeries, asOf: DayNumber): LiveNews | null {
  const length = Math.min(series.values.length, asOf - series.firstDay + 1);
  const before = length - LOOKED_AT;
  if (before < LEAST_BEFORE) return null;
  const level = levelOf(series.values.slice(0, length));
  const design = seasonDesign(length, { known: causesIn(study, series.firstDay, length) });
  const learned = level.map((value, t) => (t < before ? value : Number.NaN));
  const { fitted } = leastSquares(design, learned);
  const residual = level.map((value, t) => value - (fitted[t] as number));
  const { model } = prepareResidual(residual.slice(0, before), learned.slice(0, before));
  const news = whiten(residual, model);
  const usual = madPresent(news.slice(0, before));
  if (!(usual > 0)) return null;
  const z = news.map((value) => value / usual);
  return {
    firstDay: series.firstDay + before,
    values: series.values.slice(before, length),
    expected: level.map((value, t) => Math.expm1(value - (news[t] as number))).slice(before),
    z: z.slice(before),
    rises: liveCusum(z)
      .alerts.filter((day) => day >= before)
      .map((day) => series.firstDay + day),
  };
}

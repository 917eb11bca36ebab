import { onsetsOf } from '../events/spikeOnsets.ts';
import type { DayNumber } from '../series/dayNumber.ts';
import type { Spike } from './directive.ts';
import type { LiveNews } from './liveNews.ts';

/** Runs that are no further apart are one spike. */
export const MERGE_DAYS = 3;

/** The latest spike, or null where no day is over the threshold. */
export function latestSpike(news: LiveNews, threshold: number): Spike | null {
  return latestRun(news, news.z, threshold);
}

/** The same downwards: its z is below 0. */
export function latestFall(news: LiveNews, threshold: number): Spike | null {
  return latestRun(
    news,
    news.z.map((value) => -value),
    threshold,
  );
}

function latestRun(news: LiveNews, height: Float64Array, threshold: number): Spike | null {
  const onset = onsetsOf(height, { threshold, merge: MERGE_DAYS }).at(-1);
  return onset === undefined ? null : runAt(news, height, onset);
}

function runAt(news: LiveNews, height: Float64Array, onset: number): Spike {
  let peak = onset;
  for (let day = onset + 1; day < height.length; day++)
    if ((height[day] as number) > (height[peak] as number)) peak = day;
  return spikeOn(news, onset, peak);
}

/** The highest of the days from `from` on: what comes near a spike without being one. Null where all are missing. */
export function highestSince(news: LiveNews, from: DayNumber): Spike | null {
  let best = -1;
  for (let at = Math.max(0, from - news.firstDay); at < news.z.length; at++)
    if (
      !Number.isNaN(news.z[at] as number) &&
      (best < 0 || (news.z[at] as number) > (news.z[best] as number))
    )
      best = at;
  return best < 0 ? null : spikeOn(news, best, best);
}

function spikeOn({ firstDay, z, values, expected }: LiveNews, onset: number, peak: number): Spike {
  return {
    onset: firstDay + onset,
    peak: firstDay + peak,
    z: z[peak] as number,
    value: known(values[peak]),
    expected: known(expected[peak]),
  };
}

function known(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

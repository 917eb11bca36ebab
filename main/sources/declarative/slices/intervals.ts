import type { Instant } from '../dates.ts';
import { compareInstants, later } from './instants.ts';

/** A stretch of time that was read to its end, and the greatest cursor seen in it. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
  readonly latest: Instant | null;
}

/** Intervals that overlap, or between which nothing fits, become one. `after` is the next instant the cursor can tell apart. */
export function mergeIntervals(
  intervals: readonly Interval[],
  after: (instant: Instant) => Instant,
): readonly Interval[] {
  const merged: Interval[] = [];
  const sorted = intervals.toSorted(
    (a, b) => compareInstants(a.start, b.start) || compareInstants(a.end, b.end),
  );
  for (const one of sorted) {
    const last = merged.at(-1);
    if (last === undefined || compareInstants(after(last.end), one.start) < 0) {
      merged.push(one);
      continue;
    }
    merged[merged.length - 1] = {
      start: last.start,
      end: later(last.end, one.end),
      latest:
        last.latest === null || one.latest === null
          ? (last.latest ?? one.latest)
          : later(last.latest, one.latest),
    };
  }
  return merged;
}

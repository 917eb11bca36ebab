import * as z from 'zod';
import type { RateRule } from '../http.ts';
import { dayIn, endOfDay } from './day.ts';

type Rate = RateRule['rates'][number];

/** What one rate of one bucket remembers. It is kept as JSON; what can't be read back counts as nothing. */
export interface Counter {
  /** When one more call may leave, at the earliest: `now` where it may at once. */
  free(kept: unknown, now: number): number;
  /** After one more call. */
  taken(kept: unknown, now: number): unknown;
  /** As if all of it had been so much earlier: for a clock that was set back. */
  earlier(kept: unknown, milliseconds: number): unknown;
}

export function counterOf(counts: RateRule['counts'], rate: Rate): Counter {
  if (counts === 'bucket') return bucket(rate);
  return counts === 'window' ? slidingWindow(rate) : daily(rate, counts.day);
}

const Level = z.object({ at: z.number(), level: z.number() });

/** Holds `calls`, and refills evenly: all of them over `seconds`. */
function bucket({ calls, seconds }: Rate): Counter {
  const perMs = calls / (seconds * 1000);
  const most = Math.max(1, calls);
  const level = (kept: unknown, now: number) => {
    const last = Level.safeParse(kept);
    if (!last.success) return most;
    return Math.min(most, last.data.level + Math.max(0, now - last.data.at) * perMs);
  };
  return {
    // What floating point loses over many sums is less than a millionth of a call.
    free: (kept, now) => now + Math.ceil(Math.max(0, 1 - 1e-6 - level(kept, now)) / perMs),
    taken: (kept, now) => ({ at: now, level: Math.max(0, level(kept, now) - 1) }),
    earlier(kept, milliseconds) {
      const last = Level.safeParse(kept);
      return last.success ? { ...last.data, at: last.data.at - milliseconds } : kept;
    },
  };
}

const Calls = z.array(z.tuple([z.number(), z.number(), z.number()]));
/** First and last time, and how many calls: close ones are counted together, as if all had been at the last one's time. */
type Group = readonly [first: number, last: number, count: number];
const MOST_GROUPS = 120;

function slidingWindow({ calls, seconds }: Rate): Counter {
  const length = seconds * 1000;
  const grain = calls > MOST_GROUPS ? length / MOST_GROUPS : 0;
  const within = (kept: unknown, now: number): Group[] => {
    const read = Calls.safeParse(kept);
    return read.success ? read.data.filter(([, last]) => last > now - length) : [];
  };
  return {
    free(kept, now) {
      const groups = within(kept, now);
      let used = groups.reduce((sum, [, , count]) => sum + count, 0);
      let at = now;
      for (const [, last, count] of groups) {
        if (used < calls) break;
        used -= count;
        at = last + length;
      }
      return at;
    },
    taken(kept, now) {
      const groups = within(kept, now);
      const last = groups.at(-1);
      if (last === undefined || now - last[0] >= grain) return [...groups, [now, now, 1]];
      return [...groups.slice(0, -1), [last[0], now, last[2] + 1]];
    },
    earlier(kept, milliseconds) {
      const read = Calls.safeParse(kept);
      if (!read.success) return kept;
      return read.data.map(([first, last, count]) => [first - milliseconds, last - milliseconds, count]);
    },
  };
}

const Day = z.object({ day: z.string(), used: z.number() });

/** Until midnight of the zone in which the vendor counts. */
function daily({ calls }: Rate, zone: string): Counter {
  const used = (kept: unknown, now: number) => {
    const last = Day.safeParse(kept);
    return last.success && last.data.day === dayIn(zone, now) ? last.data.used : 0;
  };
  return {
    free: (kept, now) => (used(kept, now) < calls ? now : endOfDay(zone, now)),
    taken: (kept, now) => ({ day: dayIn(zone, now), used: used(kept, now) + 1 }),
    earlier: (kept) => kept,
  };
}

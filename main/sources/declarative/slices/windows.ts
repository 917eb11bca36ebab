import type { Dates, Instant } from '../dates.ts';
import type { Clamping } from './clamping.ts';
import { compareInstants, earlier, later } from './instants.ts';
import type { Interval } from './intervals.ts';

/** What the windows of a cursor follow, every template in it evaluated. */
export interface WindowRules {
  readonly dates: Dates;
  readonly start: Instant;
  readonly end: Instant;
  /** ISO 8601 durations; null: not given. */
  readonly step: string | null;
  readonly granularity: string | null;
  readonly lookback: string | null;
  readonly clamping: Clamping;
  /** Windows whose start and end are the same are left out. */
  readonly strictly: boolean;
}

export interface Window {
  readonly start: Instant;
  readonly end: Instant;
}

/** What is left to read, oldest first: the gaps between what was read, and what came since. */
export function* windowsOf(rules: WindowRules, read: readonly Interval[]): Generator<Window> {
  const first = read[0];
  const last = read.at(-1);
  if (first === undefined || last === undefined) {
    yield* split(rules, rules.start, rules.end, true);
    return;
  }
  yield* split(rules, rules.start, first.start, false);
  for (const [at, one] of read.entries()) {
    const next = read[at + 1];
    if (next !== undefined) yield* split(rules, after(rules, one.end), next.start, false);
  }
  const { dates, lookback } = rules;
  yield* split(rules, lookback === null ? last.end : dates.add(last.end, lookback, -1), rules.end, true);
}

/** From one instant to another in steps. Each but the one that ends now ends a granule before the next begins. */
function* split(rules: WindowRules, from: Instant, to: Instant, endsNow: boolean): Generator<Window> {
  if (compareInstants(from, to) >= 0 || compareInstants(to, rules.start) < 0) return;
  const { dates, step, granularity, clamping } = rules;
  let lower = later(from, rules.start);
  const first = step === null ? to : dates.add(lower, step, 1);
  const single = compareInstants(first, to) >= 0;
  for (;;) {
    const upper = single ? to : earlier(step === null ? to : dates.add(lower, step, 1), to);
    const reached = compareInstants(upper, to) >= 0;
    const start = clamping.up(lower);
    const end = single || !reached ? clamping.up(upper) : upper;
    if (!single && compareInstants(start, end) >= 0) return;
    const window = {
      start,
      end: granularity !== null && !(endsNow && reached) ? dates.add(end, granularity, -1) : end,
    };
    if (!rules.strictly || compareInstants(window.start, window.end) !== 0) yield window;
    if (reached) return;
    lower = end;
  }
}

function after({ dates, granularity }: WindowRules, instant: Instant): Instant {
  return granularity === null ? instant : dates.add(instant, granularity, 1);
}

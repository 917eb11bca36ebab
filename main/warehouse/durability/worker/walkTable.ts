import { isDamage } from './inspect.ts';

export interface Walk {
  /** Rows from `low` to `high`, both included, until the end or the first page that can't be read. */
  read(low: bigint, high: bigint, backwards: boolean): Iterable<{ id: bigint }>;
  take(row: { id: bigint }): void;
  /** False when there is no time left. */
  inTime(): boolean;
}

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;
/** Each probe of a bad stretch is one seek; a table that is bad all over isn't probed for ever. */
const MOST_PROBES = 20_000;
/** Row ids count up from 1: behind so many without a row that can be read, no more are looked for. */
const WIDEST = 2n ** 24n;
/** Leaves hold many more rows than this, so that none is missed but one of very wide rows between two bad ones. */
const NARROWEST = 4n;

/**
 * Takes every row that can be reached: forwards to the first bad page, backwards from the end to the last one, and
 * then into the stretch between by halves, the widest first. Answers whether nothing was in the way.
 */
export function walkTable(walk: Walk): boolean {
  let probes = 0;
  let complete = true;
  const stretches: { low: bigint; high: bigint }[] = [{ low: LOWEST, high: HIGHEST }];
  for (let stretch = stretches.shift(); stretch !== undefined; stretch = stretches.shift()) {
    if (probes > MOST_PROBES || !walk.inTime()) return false;
    probes += 2;
    const { low, high } = stretch;
    const ahead = go(walk, low, high, false);
    if (ahead.ended) continue;
    complete = false;
    const from = ahead.last === null ? low : ahead.last + 1n;
    if (from > high) continue;
    const back = go(walk, from, high, true);
    // Backwards met no bad page: the two readings disagree about where the rows end, and all have been seen.
    if (back.ended) continue;
    const to = back.last === null ? high : back.last - 1n;
    if (to - from < NARROWEST) continue;
    const middle = divide(from, to, ahead.last === null && back.last === null);
    if (middle === null) continue;
    stretches.push({ low: from, high: middle }, { low: middle + 1n, high: to });
  }
  return complete;
}

function go(
  walk: Walk,
  low: bigint,
  high: bigint,
  backwards: boolean,
): { ended: boolean; last: bigint | null } {
  let last: bigint | null = null;
  try {
    for (const row of walk.read(low, high, backwards)) {
      walk.take(row);
      last = row.id;
      if (!walk.inTime()) return { ended: false, last };
    }
    return { ended: true, last };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ended: false, last };
  }
}

/** Where to look next between two rows that can't be read; null where no rows are to be expected. */
function divide(from: bigint, to: bigint, silent: boolean): bigint | null {
  if (from < 0n && to > 0n) return 0n;
  if (to <= 0n && silent) return null;
  if (to - from <= WIDEST) return (from + to) >> 1n;
  return silent && from > WIDEST ? null : from + WIDEST;
}

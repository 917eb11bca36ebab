import { inverseForm } from '../causality/cholesky.ts';
import { chiSquareTail } from '../numbers/distributions.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface LogRankTest {
  readonly kind: 'tested';
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** The groups in rising order, with their ended waits and those to be expected if all waited alike. */
  readonly groups: readonly number[];
  readonly observed: Float64Array;
  readonly expected: Float64Array;
}

/**
 * Whether groups wait equally long (Mantel 1966). `rho` weighs each time by the share still waiting to that power
 * (Harrington & Fleming 1982): 0 is the log-rank test, 1 Peto and Peto's.
 */
export function logRank(
  time: Float64Array,
  ended: ArrayLike<number>,
  group: ArrayLike<number>,
  rho = 0,
): LogRankTest | Unavailable {
  const kept = Array.from(time.keys()).filter((i) => !Number.isNaN(time[i] as number));
  if (kept.length === 0) return unavailable('noValues');
  const groups = [...new Set(kept.map((i) => group[i] as number))].sort((a, b) => a - b);
  const times = [...new Set(kept.filter((i) => ended[i] === 1).map((i) => time[i] as number))].sort(
    (a, b) => a - b,
  );
  const width = groups.length;
  const observed = new Float64Array(width);
  const expected = new Float64Array(width);
  const covariance = new Float64Array(width * width);
  let waiting = 1;
  for (const at of times) {
    const risk = new Float64Array(width);
    const events = new Float64Array(width);
    for (const i of kept) {
      if ((time[i] as number) < at) continue;
      const place = groups.indexOf(group[i] as number);
      risk[place] = (risk[place] as number) + 1;
      if (time[i] === at && ended[i] === 1) events[place] = (events[place] as number) + 1;
    }
    const all = risk.reduce((sum, value) => sum + value, 0);
    const ending = events.reduce((sum, value) => sum + value, 0);
    const weight = waiting ** rho;
    const spread = all > 1 ? (weight * weight * ending * (all - ending)) / (all - 1) : 0;
    for (let a = 0; a < width; a++) {
      const share = (risk[a] as number) / all;
      observed[a] = (observed[a] as number) + weight * (events[a] as number);
      expected[a] = (expected[a] as number) + weight * ending * share;
      for (let b = 0; b < width; b++)
        covariance[a * width + b] =
          (covariance[a * width + b] as number) +
          spread * share * ((a === b ? 1 : 0) - (risk[b] as number) / all);
    }
    waiting *= 1 - ending / all;
  }
  // The differences sum to 0, so one group is left out; a group never at risk says nothing.
  const told = groups.map((_, g) => g).filter((g) => (expected[g] as number) > 0);
  const free = told.slice(0, -1);
  if (free.length === 0) return unavailable(times.length === 0 ? 'noValues' : 'tooShort');
  const gaps = Float64Array.from(free, (g) => (observed[g] as number) - (expected[g] as number));
  const block = Float64Array.from(free.flatMap((a) => free.map((b) => covariance[a * width + b] as number)));
  const chiSquare = inverseForm(block, gaps);
  if (Number.isNaN(chiSquare)) return unavailable('constant');
  const df = free.length;
  return { kind: 'tested', chiSquare, df, p: chiSquareTail(chiSquare, df), groups, observed, expected };
}

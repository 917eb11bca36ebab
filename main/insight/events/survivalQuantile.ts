import type { SurvivalCurve } from './kaplanMeier.ts';

export interface SurvivalQuantile {
  /** NaN when so large a share never ended. */
  readonly time: number;
  readonly lower: number;
  /** NaN when the data set no upper bound. */
  readonly upper: number;
}

/** Shares are sums of fractions; two this close are the same. */
const CLOSE = Math.sqrt(Number.EPSILON);

/** The time by which the share `p` of the waits has ended, between the times at which the bounds of the curve say so. */
export function survivalQuantile(curve: SurvivalCurve, p: number): SurvivalQuantile {
  return {
    time: crossing(curve, curve.survival, p),
    lower: crossing(curve, curve.lower, p),
    upper: crossing(curve, curve.upper, p),
  };
}

/**
 * Where the ended share 1 - level first reaches p. A level that stays at exactly p for a while is crossed in the middle of that while. A
 * bound can rise again late; then the point nearest above p counts, as in R's survival package.
 */
function crossing({ time, longest }: SurvivalCurve, level: Float64Array, p: number): number {
  let atLeast = -1;
  let beyond = -1;
  let last = -1;
  const ended = level.map((value) => 1 - value);
  const lowest = (best: number, i: number) => best === -1 || (ended[i] as number) < (ended[best] as number);
  for (let i = 0; i < ended.length; i++) {
    const share = ended[i] as number;
    if (Number.isNaN(share)) continue;
    if (last === -1 || share !== ended[last]) last = i;
    if (share + CLOSE >= p && lowest(atLeast, i)) atLeast = i;
    if (share - CLOSE >= p && lowest(beyond, i)) beyond = i;
  }
  if (last !== -1 && last === atLeast && Math.abs((ended[last] as number) - p) < CLOSE)
    return ((time[last] as number) + longest) / 2;
  if (atLeast === -1 || beyond === -1) return Number.NaN;
  return ((time[atLeast] as number) + (time[beyond] as number)) / 2;
}

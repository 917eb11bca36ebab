import { normalTail } from '../numbers/distributions.ts';
import type { Deterministic } from './dickeyFuller.ts';

/** MacKinnon (1994, 2010): the normal quantile of p as a polynomial in tau, another one on each side of `turn`. */
interface Surface {
  readonly least: number;
  readonly turn: number;
  readonly most: number;
  readonly below: readonly number[];
  readonly above: readonly number[];
}

const SURFACES: Record<Deterministic, Surface> = {
  none: {
    least: -19.04,
    turn: -1.04,
    most: Number.POSITIVE_INFINITY,
    below: [0.6344, 1.2378, 0.032496],
    above: [0.4797, 0.93557, -0.06999, 0.033066],
  },
  drift: {
    least: -18.83,
    turn: -1.61,
    most: 2.74,
    below: [2.1659, 1.4412, 0.038269],
    above: [1.7339, 0.93202, -0.12745, -0.010368],
  },
  trend: {
    least: -16.18,
    turn: -2.89,
    most: 0.7,
    below: [3.2512, 1.6047, 0.049588],
    above: [2.5261, 0.61654, -0.37956, -0.060285],
  },
  quadratic: {
    least: -17.17,
    turn: -3.21,
    most: 0.54,
    below: [4.0003, 1.658, 0.048288],
    above: [3.0778, 0.49529, -0.41477, -0.059359],
  },
};

/** P of a tau this low under a unit root, for long series. */
export function mackinnonP(tau: number, deterministic: Deterministic): number {
  const { least, turn, most, below, above } = SURFACES[deterministic];
  if (Number.isNaN(tau)) return Number.NaN;
  if (tau > most) return 1;
  if (tau < least) return 0;
  const quantile = (tau <= turn ? below : above).reduceRight((sum, factor) => sum * tau + factor, 0);
  return normalTail(-quantile);
}

import { mean, present, standardDeviation } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface OlsCusum {
  readonly kind: 'tested';
  /** The furthest that the running sum of deviations gets from 0, in standard deviations times √n. */
  readonly supremum: number;
  readonly p: number;
}

/** Whether the mean stays the same over the series (Ploberger & Krämer 1992). */
export function olsCusum(series: Float64Array): OlsCusum | Unavailable {
  const values = present(series);
  if (values.length === 0) return unavailable('noValues');
  if (values.length < 3) return unavailable('tooShort');
  if (values.every((value) => value === values[0])) return unavailable('constant');
  const centre = mean(values);
  const scale = standardDeviation(values) * Math.sqrt(values.length);
  if (!(scale > 0 && Number.isFinite(scale))) return unavailable('outOfRange');
  let running = 0;
  let supremum = 0;
  for (const value of values) {
    running += value - centre;
    supremum = Math.max(supremum, Math.abs(running) / scale);
  }
  return { kind: 'tested', supremum, p: bridgeTail(supremum) };
}

/** P that a Brownian bridge gets further than x from 0 (Kolmogorov's series). */
export function bridgeTail(x: number): number {
  // Below, the series takes ever more terms and the answer is 1 to all digits.
  if (x < 0.1) return 1;
  let total = 0;
  for (let i = 1; i <= 100; i++) total += (i % 2 === 1 ? 2 : -2) * Math.exp(-2 * i * i * x * x);
  return Math.min(1, total);
}

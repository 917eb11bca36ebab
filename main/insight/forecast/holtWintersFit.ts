import { bfgs } from '../numbers/bfgs.ts';
import type { Unavailable } from '../unavailable.ts';
import {
  type HoltWintersModel,
  type HoltWintersRun,
  type HoltWintersWeights,
  holtWinters,
  smooth,
  startHoltWinters,
} from './holtWinters.ts';

/** The sum of squares has several valleys; these cover slow and fast forms of each part. */
const STARTS: readonly (readonly [number, number, number])[] = [
  [0.3, 0.1, 0.1],
  [0.5, 0.01, 0.5],
  [0.8, 0.1, 0.3],
  [0.1, 0.05, 0.05],
  [0.9, 0.9, 0.9],
  [0.1, 0.5, 0.5],
];

/** The weights in [0, 1] with the smallest sum of squared one-step errors. */
export function fitHoltWinters(x: Float64Array, model: HoltWintersModel): HoltWintersRun | Unavailable {
  const start = startHoltWinters(x, model);
  if ('kind' in start) return start;
  const scale = smooth(x, model, { alpha: 0, beta: 0, gamma: 0 }, start).sse || 1;
  const free = [true, model.trend, model.season !== 'none'];
  let best = { weights: weightsOf([1, 0, 0], free), sse: Number.POSITIVE_INFINITY };
  for (const first of STARTS) {
    const angles = Float64Array.from(
      first.filter((_, i) => free[i]),
      (weight) => Math.asin(Math.sqrt(weight)),
    );
    // A squared sine reaches both ends of [0, 1] without a bound to enforce.
    const sharesAt = (at: Float64Array) =>
      weightsOf(
        Array.from(at, (angle) => Math.sin(angle) ** 2),
        free,
      );
    const found = bfgs((at) => smooth(x, model, sharesAt(at), start).sse / scale, angles);
    const weights = sharesAt(found.at);
    const { sse } = smooth(x, model, weights, start);
    if (sse < best.sse) best = { weights, sse };
  }
  return holtWinters(x, model, best.weights);
}

function weightsOf(values: readonly number[], free: readonly boolean[]): HoltWintersWeights {
  let next = 0;
  const [alpha = 0, beta = 0, gamma = 0] = free.map((is) => (is ? (values[next++] ?? 0) : 0));
  return { alpha, beta, gamma };
}

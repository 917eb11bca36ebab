import type { Draw } from '../draw.ts';

/** Days before the first, for the noise to settle and the longest lead to reach back. */
export const RUN_IN = 60;

export interface Restless {
  readonly memory: number;
  readonly noise: number;
  /** Days between bursts, on average. */
  readonly every: number;
  readonly height: number;
  /** Of a burst that is left a day later. */
  readonly left: number;
}

/** Noise that remembers, and bursts that fade: viral spikes of attention, rushes of sales. */
export function restless(draw: Draw, days: number, { memory, noise, every, height, left }: Restless) {
  const values = new Float64Array(days + RUN_IN);
  let wandering = 0;
  let burst = 0;
  for (let t = 0; t < values.length; t++) {
    wandering = memory * wandering + noise * draw.normal();
    burst *= left;
    if (draw.once(every)) burst += height * (0.6 + 0.8 * draw.unit());
    values[t] = wandering + burst;
  }
  return values;
}

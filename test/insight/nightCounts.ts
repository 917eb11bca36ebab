import type { Random } from '../../main/insight/numbers/random.ts';
import { drawNoise } from './drawNoise.ts';

const TURN = 2 * Math.PI;
const RUN_IN = 200;
const NIGHT = 7;

/**
 * Two series that have nothing in common but when people sleep: their day falls and rises within an hour, weekends have another one, and at
 * night so few are counted that chance makes most of a count.
 */
export function nightCounts(random: Random, length: number): { signal: Float64Array; outcome: Float64Array } {
  const turns = Array.from({ length: 4 }, () => TURN * random.uniform());
  const heights = Array.from({ length: 4 }, () => 0.1 + 0.3 * random.uniform());
  const wave = (at: number, t: number, period: number) =>
    (heights[at] as number) * Math.sin((TURN * t) / period + (turns[at] as number));
  const day = (t: number) => {
    const waves = wave(0, t, 24) + 0.6 * wave(1, t, 12) + 0.4 * wave(2, t, 6);
    return 2.2 * waves - ((t + 5) % 24 < NIGHT ? 1.2 : 0);
  };
  const counts = (level: number) => {
    const noise = drawNoise(random, length + RUN_IN, 0.22, 1 / 40);
    return Float64Array.from({ length }, (_, t) => {
      const its = Math.floor(t / 24) % 7 >= 5 ? 0.6 * day(t) + 0.2 : day(t);
      return counted(random, Math.exp(level + its + wave(3, t, 168) + (noise[t + RUN_IN] as number)));
    });
  };
  return { signal: counts(2.2), outcome: counts(1.8) };
}

const MANY = 60;

/** A Poisson count (Knuth's products of uniforms; above `MANY` the normal is as good). */
function counted(random: Random, mean: number): number {
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const end = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > end; product *= random.uniform()) count++;
  return count;
}

import type { Random } from '../../main/insight/numbers/random.ts';

/** Noise with a memory, and bursts that fade. */
export function drawNoise(random: Random, length: number, size: number, burstChance: number): Float64Array {
  const memory = 0.3 + 0.5 * random.uniform();
  let noise = 0;
  let burst = 0;
  return Float64Array.from({ length }, () => {
    noise = memory * noise + size * random.normal();
    burst *= 0.6;
    if (random.uniform() < burstChance) burst += 1 + random.uniform();
    return noise + burst;
  });
}

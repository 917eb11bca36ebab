import type { Random } from '../numbers/random.ts';

/** Positions of a resample of n: blocks of one length from the given starts, running on from the end to the beginning, cut to n. */
export function blocksFrom(starts: Iterable<number>, blockLength: number, n: number): Int32Array {
  const drawn = new Int32Array(n);
  let at = 0;
  for (const start of starts) for (let i = 0; i < blockLength && at < n; i++) drawn[at++] = (start + i) % n;
  return at < n ? drawn.slice(0, at) : drawn;
}

/** Circular block bootstrap (Politis and Romano 1992): every day is as likely as any other. */
export function circularBlocks(n: number, blockLength: number, random: Random): Int32Array {
  const length = Math.max(1, Math.round(blockLength));
  const starts = Array.from({ length: Math.ceil(n / length) }, () => random.below(n));
  return blocksFrom(starts, length, n);
}

/** Stationary bootstrap (Politis and Romano 1994): after each day a new block begins with chance 1 / meanLength. */
export function stationaryBlocks(n: number, meanLength: number, random: Random): Int32Array {
  const chance = 1 / Math.max(1, meanLength);
  const drawn = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const fresh = i === 0 || random.uniform() < chance;
    drawn[i] = fresh ? random.below(n) : ((drawn[i - 1] as number) + 1) % n;
  }
  return drawn;
}

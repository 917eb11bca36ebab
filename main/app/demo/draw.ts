/** Chance that is the same for the same seed on every machine (mulberry32). */
export interface Draw {
  /** In [0, 1). */
  unit(): number;
  /** A whole number in [0, n). */
  below(n: number): number;
  /** True once in `n` times. */
  once(n: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** Around 0, mostly within 1. */
  normal(): number;
}

export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(unit() * n);
  return {
    unit,
    below,
    once: (n) => unit() * n < 1,
    pick: (from) => from[below(from.length)] ?? from[0],
    // Sums, not logarithms: those differ in the last digit from machine to machine.
    normal: () => (unit() + unit() + unit() + unit() - 2) * 1.732,
  };
}

/** A seed for one of many things that hang on the same seed, so that each can be made without the others. */
export function seedOf(seed: number, kind: number, index: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b)) >>> 0;
  mixed = (mixed ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b) >>> 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Draws places of a list in proportion to their weights. */
export function createWeighted(weights: readonly number[]): (unit: number) => number {
  const upTo = new Float64Array(weights.length);
  let sum = 0;
  for (const [at, weight] of weights.entries()) {
    sum += weight;
    upTo[at] = sum;
  }
  return (unit) => {
    const wanted = unit * sum;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

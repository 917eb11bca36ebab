import { present } from '../numbers/moments.ts';

/** Positions from 1 in ascending order, the mean position for equals; NaN stays NaN and takes no position. */
export function midRanks(x: Float64Array): Float64Array {
  // Sorting bare numbers and looking each up is several times faster than sorting positions with a comparison.
  const sorted = present(x).sort();
  const ranks = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const value = x[i] as number;
    ranks[i] = Number.isNaN(value)
      ? Number.NaN
      : (countBelow(sorted, value) + countUpTo(sorted, value) + 1) / 2;
  }
  return ranks;
}

/** How many values share each value that occurs more than once. */
export function tieSizes(x: Float64Array): number[] {
  const counts = new Map<number, number>();
  for (const value of x) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Positions from 1 in ascending order, the mean position for equals; NaN stays NaN and takes no position. */
export function midRanks(x: Float64Array): Float64Array {
  const ranks = new Float64Array(x.length).fill(Number.NaN);
  const order = presentOrder(x);
  for (let first = 0; first < order.length; ) {
    const value = x[order[first] as number] as number;
    let last = first;
    while (last + 1 < order.length && x[order[last + 1] as number] === value) last++;
    for (let i = first; i <= last; i++) ranks[order[i] as number] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return ranks;
}

/** How many values share each value that occurs more than once. */
export function tieSizes(x: Float64Array): number[] {
  const counts = new Map<number, number>();
  for (const value of x) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

function presentOrder(x: Float64Array): Uint32Array {
  const order: number[] = [];
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i] as number)) order.push(i);
  return Uint32Array.from(order).sort((a, b) => (x[a] as number) - (x[b] as number));
}

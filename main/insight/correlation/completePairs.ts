/** The values of both series where neither is missing. */
export function completePairs(x: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  const kept: number[] = [];
  for (let t = 0; t < Math.min(x.length, y.length); t++)
    if (!Number.isNaN(x[t] as number) && !Number.isNaN(y[t] as number)) kept.push(t);
  return [Float64Array.from(kept, (t) => x[t] as number), Float64Array.from(kept, (t) => y[t] as number)];
}

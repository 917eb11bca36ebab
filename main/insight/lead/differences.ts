/** From each day to the next; the first day has none, and a missing day takes its successor's with it. */
export function differences(x: Float64Array): Float64Array {
  return x.map((value, t) => (t === 0 ? Number.NaN : value - (x[t - 1] as number)));
}

/** The series 1..order days earlier, a column each; NaN where that lies before the first day. */
export function lagColumns(values: Float64Array, order: number): Float64Array[] {
  return Array.from({ length: order }, (_, i) => lagged(values, i + 1));
}

/** The series `days` earlier. */
export function lagged(values: Float64Array, days: number): Float64Array {
  const column = new Float64Array(values.length).fill(Number.NaN);
  column.set(values.subarray(0, Math.max(0, values.length - days)), Math.min(days, values.length));
  return column;
}

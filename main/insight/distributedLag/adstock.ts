/** What is left of attention on each day: today's and a share of yesterday's stock. A missing day leaves the share of the stock. */
export function geometricAdstock(x: Float64Array, retention: number): Float64Array {
  const stock = new Float64Array(x.length);
  let held = 0;
  for (let t = 0; t < x.length; t++) {
    const value = x[t] as number;
    held = (Number.isNaN(value) ? 0 : value) + retention * held;
    stock[t] = held;
  }
  return stock;
}

/**
 * Weights over 0..longest days that peak `delay` days after, retention^((k - delay)²), and sum to 1 (Jin, Wang, Sun, Chan & Koehler
 * 2017). A geometric stock is always strongest on the day itself, the wrong shape for asking how long after.
 */
export function delayedWeights(retention: number, delay: number, longest: number): Float64Array {
  const weights = Float64Array.from({ length: longest + 1 }, (_, k) => retention ** ((k - delay) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The weighted past of each day; NaN where it reaches before the first day or meets a missing one. */
export function weightedPast(x: Float64Array, weights: Float64Array): Float64Array {
  const past = new Float64Array(x.length).fill(Number.NaN);
  for (let t = weights.length - 1; t < x.length; t++) {
    let total = 0;
    for (let k = 0; k < weights.length; k++) total += (weights[k] as number) * (x[t - k] as number);
    past[t] = total;
  }
  return past;
}

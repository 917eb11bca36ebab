/**
 * The positive x at which a decreasing function with values in [0, 1] takes the value `target`.
 *
 * Works on log x against the log of the value, where the tails of the distributions are nearly straight: a bracket by doubling,
 * then bisection mixed with the secant (the Illinois rule), down to the spacing of doubles. Newton would need each density.
 */
export function solveDecreasing(value: (x: number) => number, target: number): number {
  const goal = Math.log(target);
  const height = (u: number) => {
    const v = value(Math.exp(u));
    return v > 0 ? Math.log(v) - goal : -1e9;
  };
  let low = -1;
  let high = 1;
  while (height(low) < 0 && low > -700) low *= 2;
  while (height(high) > 0 && high < 700) high *= 2;
  let atLow = height(low);
  let atHigh = height(high);
  if (atLow < 0 || atHigh > 0) return Number.NaN;
  for (let round = 0; round < 300 && high - low > 2 ** -52 * Math.max(1, Math.abs(low)); round++) {
    const secant = (low * atHigh - high * atLow) / (atHigh - atLow);
    const inside = secant > low && secant < high && round % 3 !== 2;
    const middle = inside ? secant : 0.5 * (low + high);
    const at = height(middle);
    if (at === 0) return Math.exp(middle);
    if (at > 0) {
      low = middle;
      atLow = at;
      atHigh *= 0.5;
    } else {
      high = middle;
      atHigh = at;
      atLow *= 0.5;
    }
  }
  return Math.exp(0.5 * (low + high));
}

/**
 * The regularised incomplete gamma function where its argument is large: by the series below the mean and by the continued
 * fraction above it (Abramowitz & Stegun 6.5.29 and 6.5.31). Both take some √shape terms near the mean, so nothing is gained by an
 * asymptotic form; the one of @stdlib for arguments above 1000 is wrong in the second digit there.
 */
export interface GammaShares {
  /** P(shape, x): what lies below x. */
  readonly lower: number;
  readonly upper: number;
}

/** For shapes from about 50; below that both tails of an argument this large have left the doubles. */
export function largeGamma(x: number, shape: number): GammaShares {
  const density = leading(x, shape);
  if (x < shape + 1) {
    const lower = density * belowMean(x, shape);
    return { lower, upper: 1 - lower };
  }
  const upper = density * shape * aboveMean(x, shape);
  return { lower: 1 - upper, upper };
}

/** x^shape e^-x / Γ(shape + 1), from how far x lies off the shape: the powers themselves would cancel. */
function leading(x: number, shape: number): number {
  const off = (x - shape) / shape;
  const stirling = 1 / (12 * shape) - 1 / (360 * shape ** 3) + 1 / (1260 * shape ** 5);
  return Math.exp(-shape * (off - Math.log1p(off)) - stirling) / Math.sqrt(2 * Math.PI * shape);
}

function belowMean(x: number, shape: number): number {
  let term = 1;
  let total = 1;
  for (let k = 1; term > total * Number.EPSILON; k++) {
    term *= x / (shape + k);
    total += term;
  }
  return total;
}

/** Lentz's way of taking a continued fraction from its front. */
function aboveMean(x: number, shape: number): number {
  let even = x + 1 - shape;
  let ahead = Number.POSITIVE_INFINITY;
  let behind = 1 / even;
  let value = behind;
  for (let k = 1; k < 1e6; k++) {
    const part = k * (shape - k);
    even += 2;
    behind = 1 / (even + part * behind);
    ahead = even + part / ahead;
    const factor = ahead * behind;
    value *= factor;
    if (Math.abs(factor - 1) <= 2 * Number.EPSILON) break;
  }
  return value;
}

import { type ArimaOrder, type ArmaWeights, joinWeights, splitWeights } from './arimaModel.ts';

/*
 * Any partial autocorrelations within (-1, 1) make a stationary autoregression, and each stationary one has exactly one such set
 * (Barndorff-Nielsen and Schou 1973; Monahan 1984). With tanh in front, a search runs over all real numbers. Moving averages are
 * held invertible the same way: of each pair with equal likelihood it is the one whose errors can be recovered.
 */

export function freeToWeights(order: ArimaOrder, free: Float64Array): ArmaWeights {
  const { ar, ma, seasonalAr, seasonalMa } = splitWeights(order, free.map(Math.tanh));
  return {
    ar: partialsToWeights(ar),
    ma: partialsToWeights(ma).map((value) => -value),
    seasonalAr: partialsToWeights(seasonalAr),
    seasonalMa: partialsToWeights(seasonalMa).map((value) => -value),
  };
}

/** Null for weights outside the region. */
export function weightsToFree({ ar, ma, seasonalAr, seasonalMa }: ArmaWeights): Float64Array | null {
  const parts = {
    ar: weightsToPartials(ar),
    ma: weightsToPartials(ma.map((value) => -value)),
    seasonalAr: weightsToPartials(seasonalAr),
    seasonalMa: weightsToPartials(seasonalMa.map((value) => -value)),
  };
  const joined = joinWeights(parts);
  return joined.every((value) => Math.abs(value) < 1) ? joined.map(Math.atanh) : null;
}

/** Levinson's recursion upwards. */
function partialsToWeights(partials: Float64Array): Float64Array {
  const weights = new Float64Array(partials.length);
  for (let k = 0; k < partials.length; k++) {
    const last = partials[k] as number;
    const before = weights.slice(0, k);
    for (let i = 0; i < k; i++) weights[i] = (before[i] as number) - last * (before[k - 1 - i] as number);
    weights[k] = last;
  }
  return weights;
}

/** The same downwards; NaN or beyond 1 where the weights are not stationary. */
function weightsToPartials(weights: Float64Array): Float64Array {
  const rest = weights.slice();
  for (let k = rest.length - 1; k >= 1; k--) {
    const last = rest[k] as number;
    const shrink = 1 - last * last;
    const before = rest.slice(0, k);
    for (let i = 0; i < k; i++)
      rest[i] = ((before[i] as number) + last * (before[k - 1 - i] as number)) / shrink;
  }
  return rest;
}

export function isStationary(phi: Float64Array): boolean {
  return weightsToPartials(phi).every((value) => Math.abs(value) < 1);
}

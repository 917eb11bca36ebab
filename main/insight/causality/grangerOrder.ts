import { mean } from '../numbers/moments.ts';
import type { Unavailable } from '../unavailable.ts';
import { centreProducts, lagProducts } from './lagProducts.ts';
import { varOrder } from './varOrder.ts';

/** The order for a Granger test of a pair: by the BIC of their joint autoregression, at least 1 and at most `highest`. */
export function grangerOrder(x: Float64Array, y: Float64Array, highest = 14): number | Unavailable {
  const quick = orderFromProducts(x, y, highest);
  if (quick !== null) return Math.max(1, quick);
  const chosen = varOrder([x, y], highest, 'c');
  return chosen.kind === 'unavailable' ? chosen : Math.max(1, chosen.best.bic);
}

/** As in the Granger test: below this share of its variance a lag is left to the fit by QR. */
const LEAST_SHARE = 1e-5;

/**
 * All orders from one elimination: the lags enter a day at a time, and what is left of both responses after each day is that
 * order's residual sums. Null where a value is missing or digits would be lost.
 */
function orderFromProducts(x: Float64Array, y: Float64Array, highest: number): number | null {
  const used = x.length - highest;
  if (used <= 2 * highest + 1 || !x.every(Number.isFinite) || !y.every(Number.isFinite)) return null;
  const first = centred(x);
  const second = centred(y);
  const products = lagProducts(first, second, highest);
  centreProducts(products, first, second, highest);
  const lags = highest + 1;
  const width = 2 * lags;
  // Lag 1 of both, lag 2 of both, …, and both responses last.
  const places = Array.from({ length: 2 * highest }, (_, i) => (i % 2) * lags + (i >> 1) + 1);
  places.push(0, lags);
  const factor = new Float64Array(width * width);
  const responses = 2 * highest;
  for (let row = 0; row < width; row++) {
    const from = places[row] as number;
    for (let column = 0; column < Math.min(row + 1, responses); column++) {
      let rest = products[from * width + (places[column] as number)] as number;
      for (let k = 0; k < column; k++)
        rest -= (factor[row * width + k] as number) * (factor[column * width + k] as number);
      if (row > column) factor[row * width + column] = rest / (factor[column * width + column] as number);
      else if (rest > LEAST_SHARE * (products[from * width + from] as number))
        factor[row * width + row] = Math.sqrt(rest);
      else return null;
    }
  }
  const whole = (products[0] as number) * (products[lags * width + lags] as number);
  let xx = products[0] as number;
  let yy = products[lags * width + lags] as number;
  let xy = products[lags] as number;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let order = 0; order <= highest; order++) {
    if (order > 0)
      for (const column of [2 * order - 2, 2 * order - 1]) {
        const ofX = factor[responses * width + column] as number;
        const ofY = factor[(responses + 1) * width + column] as number;
        xx -= ofX * ofX;
        yy -= ofY * ofY;
        xy -= ofX * ofY;
      }
    const determinant = xx * yy - xy * xy;
    if (!(xx > 0 && yy > 0 && determinant > LEAST_SHARE ** 2 * whole)) return null;
    const bic = Math.log(determinant) + (Math.log(used) * (4 * order + 2)) / used;
    if (bic < least) {
      least = bic;
      best = order;
    }
  }
  return best;
}

function centred(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

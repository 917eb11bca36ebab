import { autocorrelation, levinson } from '../correlation/autocorrelation.ts';
import { countPresent, meanPresent } from '../numbers/moments.ts';

/** x[t] - mean explained by its own past. */
export interface Autoregression {
  readonly order: number;
  /** Of lags 1 to order. */
  readonly coefficients: Float64Array;
  readonly mean: number;
  /** Of the prediction error, for the degrees of freedom used. NaN when nothing is left to estimate it from. */
  readonly variance: number;
  /** AIC at orders 0, 1, … above the smallest. */
  readonly aicAbove: Float64Array;
}

export interface AutoregressionOptions {
  /** Default: 10 log10(n), at most n - 1. */
  readonly orderMax?: number;
  /** By AIC unless false, which takes orderMax itself. */
  readonly choose?: boolean;
  readonly demean?: boolean;
}

/**
 * Yule-Walker, which always gives a stationary model, with the order by AIC(p) = n log v(p) + 2p + 2 (the last for the mean). Conventions of
 * R's `ar`: v from the Levinson recursion, the reported variance scaled by n / (n - p - 1). A series without variation has order 0.
 */
export function fitAutoregression(x: Float64Array, options: AutoregressionOptions = {}): Autoregression {
  const demean = options.demean ?? true;
  const n = countPresent(x);
  const mean = demean ? meanPresent(x) : 0;
  const orderMax = Math.max(0, Math.min(options.orderMax ?? Math.floor(10 * Math.log10(n)), n - 1));
  const { coefficients, variances } = levinson(autocovariances(x, orderMax, demean));
  const aic = variances.map((variance, p) => n * Math.log(variance) + 2 * p + (demean ? 2 : 0));
  const smallest = aic.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const order = options.choose === false ? variances.length - 1 : Math.max(0, aic.indexOf(smallest));
  const variance = ((variances[order] as number) * n) / (n - order - 1);
  return {
    order,
    coefficients:
      order === 0 ? new Float64Array(0) : Float64Array.from(coefficients[order - 1] as Float64Array),
    mean,
    variance: Number.isFinite(variance) ? variance : Number.NaN,
    aicAbove: aic.map((value) => value - smallest),
  };
}

function autocovariances(x: Float64Array, lagMax: number, demean: boolean): Float64Array {
  if (demean) return autocorrelation(x, lagMax, 'covariance');
  return Float64Array.from({ length: Math.min(lagMax, x.length - 1) + 1 }, (_, lag) => {
    let total = 0;
    let pairs = 0;
    for (let t = lag; t < x.length; t++) {
      const product = (x[t] as number) * (x[t - lag] as number);
      if (Number.isNaN(product)) continue;
      total += product;
      pairs++;
    }
    return total / (pairs + lag);
  });
}

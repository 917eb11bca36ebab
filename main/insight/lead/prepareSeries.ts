import { leastSquares } from '../numbers/leastSquares.ts';
import { type Autoregression, fitAutoregression } from '../whitening/autoregression.ts';
import { whiten } from '../whitening/whiten.ts';

/** A series made ready to be compared: what neither the calendar nor its own past explains. */
export interface PreparedSeries {
  /** What season, trend and known causes leave over. */
  readonly residual: Float64Array;
  readonly model: Autoregression;
  /** What the model leaves over; the first days, as many as its order, are NaN. */
  readonly news: Float64Array;
}

export interface PrepareOptions {
  /** Counts act in shares, not in pieces: log1p unless the values are on such a scale already. */
  readonly transform?: 'log1p' | 'none';
  readonly orderMax?: number;
}

/** Four weeks of its own past are enough for a daily series whose week has been taken out. */
const ORDER_MAX = 28;

/** The design must be the same for both series of a pair. */
export function prepareSeries(
  x: Float64Array,
  design: readonly Float64Array[],
  options: PrepareOptions = {},
): PreparedSeries {
  const level = options.transform === 'none' ? x : x.map(Math.log1p);
  const { residuals } = leastSquares(design, level);
  const model = fitAutoregression(residuals, { orderMax: options.orderMax ?? ORDER_MAX });
  return { residual: residuals, model, news: whiten(residuals, model) };
}

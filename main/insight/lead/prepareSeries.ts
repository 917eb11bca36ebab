import { grainSettings } from '../grain/grainSettings.ts';
import { type FitTo, leastSquares } from '../numbers/leastSquares.ts';
import { type Autoregression, fitAutoregression } from '../whitening/autoregression.ts';
import { whiten } from '../whitening/whiten.ts';
import { differences } from './differences.ts';

/** A series made ready to be compared: what neither the calendar nor its own past explains. */
export interface PreparedSeries {
  /** What season, trend and known causes leave over. */
  readonly residual: Float64Array;
  readonly model: Autoregression;
  /** What the model leaves over; the first days, as many as its order, are NaN. */
  readonly news: Float64Array;
  /** Steps that the design took, one for each of its columns, where they are counted; 0 elsewhere. */
  readonly taken: number;
}

export interface PrepareOptions {
  /** Counts act in shares, not in pieces: log1p unless the values are on such a scale already. */
  readonly transform?: 'log1p' | 'none';
  /**
   * Compares changes from day to day instead of levels: another question, so only on request. It takes a wandering level out, and no
   * season: of unrelated pairs that share a week it called 95 % related where the design was left out.
   */
  readonly changes?: boolean;
  readonly orderMax?: number;
  /** Whether what the design takes is missing from what is left to compare. */
  readonly countsDesign?: boolean;
}

/** Of series by day. */
export const ORDER_MAX = grainSettings().orderMax;

/** The design must be the same for both series of a pair: its columns, or a fit on them that several series share. */
export function prepareSeries(
  x: Float64Array,
  design: readonly Float64Array[] | FitTo,
  options: PrepareOptions = {},
): PreparedSeries {
  const scaled = levelOf(x, options);
  const level = options.changes === true ? differences(scaled) : scaled;
  const { residuals, rank } = typeof design === 'function' ? design(level) : leastSquares(design, level);
  const taken = options.countsDesign === true ? rank : 0;
  return prepareResidual(residuals, level, options.orderMax, taken);
}

/** The same for those who have what season, trend and known causes leave of a level. */
export function prepareResidual(
  left: Float64Array,
  level: Float64Array,
  orderMax = ORDER_MAX,
  taken = 0,
): PreparedSeries {
  const residual = withoutRounding(left, level);
  const model = fitAutoregression(residual, { orderMax });
  return { residual, model, news: whiten(residual, model), taken };
}

/** On the scale on which a series is compared. */
export function levelOf(x: Float64Array, options: PrepareOptions = {}): Float64Array {
  return options.transform === 'none' ? x : x.map(Math.log1p);
}

/** Of the size of the level; log counts vary by far more, rounding by far less. */
const ROUNDING = 1e-10;

/** What a design leaves of a series that it explains entirely, a constant above all, is rounding. Rank scores would make it look like news. */
function withoutRounding(residual: Float64Array, level: Float64Array): Float64Array {
  const size = (x: Float64Array) => x.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
  return size(residual) > ROUNDING * size(level) ? residual : residual.map((value) => value * 0);
}

import { leastSquares } from '../numbers/leastSquares.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { logDeterminant } from './cholesky.ts';
import { lagged } from './lagColumns.ts';

/** None, a constant, with a line, with a parabola. */
export type VarTrend = 'n' | 'c' | 'ct' | 'ctt';

/** Several series, each on the lags of all. */
export interface VectorAutoregression {
  readonly kind: 'fitted';
  readonly order: number;
  /** Of the trend, then of every series at lag 1, at lag 2, …: one array an equation. */
  readonly coefficients: readonly Float64Array[];
  /** Of X'X, for every equation the same. */
  readonly inverse: Float64Array;
  readonly trendTerms: number;
  /** Residual covariance with denominator n, row-major. */
  readonly sigma: Float64Array;
  readonly logDeterminant: number;
  readonly used: number;
  /** Days less coefficients of one equation. */
  readonly residualDegrees: number;
  readonly logLikelihood: number;
}

/** By least squares on the days from `from` on, which all lags must reach; later orders compare on one sample. */
export function fitVar(
  series: readonly Float64Array[],
  order: number,
  trend: VarTrend,
  from = order,
): VectorAutoregression | Unavailable {
  const [first] = series;
  if (first === undefined) throw new RangeError('no series to fit');
  if (series.some(({ length }) => length !== first.length))
    throw new RangeError('the series cover different days');
  const columns = [...trendColumns(first.length, trend)];
  const trendTerms = columns.length;
  for (let lag = 1; lag <= order; lag++) for (const values of series) columns.push(lagged(values, lag));
  const complete = completeDays([...columns, ...series], from, first.length);
  // With fewer, the errors of the equations can't but be multiples of each other.
  if (complete.length < columns.length + series.length) return unavailable('tooShort');
  const design = columns.map((column) => pick(column, complete));
  const fits = series.map((values) => leastSquares(design, pick(values, complete)));
  if (fits.some(({ rank }) => rank < columns.length)) return unavailable('rankDeficient');
  const used = complete.length;
  const sigma = residualCovariance(
    fits.map(({ residuals }) => residuals),
    used,
  );
  const determinant = logDeterminant(sigma);
  if (Number.isNaN(determinant)) return unavailable('perfectFit');
  return {
    kind: 'fitted',
    order,
    coefficients: fits.map(({ coefficients }) => coefficients),
    inverse: fits[0]?.inverse ?? new Float64Array(0),
    trendTerms,
    sigma,
    logDeterminant: determinant,
    used,
    residualDegrees: used - columns.length,
    logLikelihood: -0.5 * used * (series.length * (Math.log(2 * Math.PI) + 1) + determinant),
  };
}

/** Days counted from 1 at the first of the series, whatever the lags take off. */
function trendColumns(length: number, trend: VarTrend): Float64Array[] {
  const powers = { n: -1, c: 0, ct: 1, ctt: 2 }[trend];
  return Array.from({ length: powers + 1 }, (_, power) =>
    Float64Array.from({ length }, (_, t) => (t + 1) ** power),
  );
}

function completeDays(columns: readonly Float64Array[], from: number, to: number): number[] {
  const days: number[] = [];
  for (let t = from; t < to; t++) if (columns.every((column) => Number.isFinite(column[t]))) days.push(t);
  return days;
}

function pick(values: Float64Array, days: readonly number[]): Float64Array {
  return Float64Array.from(days, (t) => values[t] as number);
}

function residualCovariance(residuals: readonly Float64Array[], used: number): Float64Array {
  const width = residuals.length;
  const covariance = new Float64Array(width * width);
  residuals.forEach((a, i) => {
    residuals.forEach((b, j) => {
      covariance[i * width + j] = a.reduce((sum, value, t) => sum + value * (b[t] as number), 0) / used;
    });
  });
  return covariance;
}

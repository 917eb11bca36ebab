import { fTail } from '../numbers/distributions.ts';
import { coefficientCovariance, standardErrors } from '../regression/covariance.ts';
import { regress } from '../regression/regression.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { inverseForm } from './cholesky.ts';
import { lagColumns } from './lagColumns.ts';

export interface GrangerHacTest {
  readonly kind: 'tested';
  readonly order: number;
  readonly f: number;
  readonly p: number;
  readonly df1: number;
  readonly df2: number;
  /** Intercept, own lags 1..order, lags 1..order of x. */
  readonly coefficients: Float64Array;
  readonly errors: Float64Array;
}

/**
 * The Granger test with the covariance of Newey & West (1987), for errors that are unequal or still related: no prewhitening, and
 * no small-sample factor unless `adjusted`.
 */
export function grangerHac(
  x: Float64Array,
  y: Float64Array,
  order: number,
  lags: number,
  adjusted = false,
): GrangerHacTest | Unavailable {
  const own = lagColumns(y, order);
  const reached = y.slice(order);
  const columns = [...own, ...lagColumns(x, order)].map((column) => column.slice(order));
  const regression = regress(columns, reached, true);
  if (regression.kind === 'unavailable') return regression;
  const covariance = coefficientCovariance(regression.columns, regression.fit, {
    kind: 'neweyWest',
    lags,
    adjusted,
  });
  const width = regression.columns.length;
  const first = order + 1;
  const block = new Float64Array(order * order);
  for (let a = 0; a < order; a++)
    for (let b = 0; b < order; b++)
      block[a * order + b] = covariance[(first + a) * width + first + b] as number;
  const { coefficients } = regression.fit;
  const f = inverseForm(block, coefficients.subarray(first)) / order;
  if (Number.isNaN(f)) return unavailable('perfectFit');
  const df2 = regression.residualDegrees;
  return {
    kind: 'tested',
    order,
    f,
    p: fTail(f, order, df2),
    df1: order,
    df2,
    coefficients,
    errors: standardErrors(covariance),
  };
}

/** Newey & West's (1994) rule of thumb for the number of lags. */
export function usualHacLags(count: number): number {
  return Math.floor(4 * (count / 100) ** (2 / 9));
}

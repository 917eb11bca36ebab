import { fTail } from '../numbers/distributions.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { mean } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { lagColumns } from './lagColumns.ts';
import { centreProducts, lagProducts } from './lagProducts.ts';

/** Whether the past of one series helps to foresee another beyond that other's own past (Granger 1969). */
export interface GrangerTest {
  readonly kind: 'tested';
  readonly order: number;
  readonly f: number;
  readonly p: number;
  readonly df1: number;
  readonly df2: number;
  /** Residual sum of squares with both pasts. */
  readonly fullRss: number;
  /** By how much it is larger with the own past alone. */
  readonly gain: number;
  /** Days that took part. */
  readonly used: number;
}

/** Wald F: y on an intercept, its own lags 1..order and as many of x, against the same without x. */
export function granger(x: Float64Array, y: Float64Array, order: number): GrangerTest | Unavailable {
  const prepared = prepare(x, y, order);
  return prepared.kind === 'unavailable' ? prepared : testOne(prepared, 1);
}

/** Both directions from one pass over the data. */
export function grangerBothWays(
  x: Float64Array,
  y: Float64Array,
  order: number,
): { readonly xToY: GrangerTest | Unavailable; readonly yToX: GrangerTest | Unavailable } {
  const prepared = prepare(x, y, order);
  if (prepared.kind === 'unavailable') return { xToY: prepared, yToX: prepared };
  return { xToY: testOne(prepared, 1), yToX: testOne(prepared, 0) };
}

interface Prepared {
  readonly kind: 'prepared';
  readonly pair: readonly [Float64Array, Float64Array];
  readonly order: number;
  /** Of the lags of both; null where a value is missing. */
  readonly products: Float64Array | null;
}

/** Both series about their means and in units of their largest value, which no F depends on. */
function prepare(x: Float64Array, y: Float64Array, order: number): Prepared | Unavailable {
  if (x.length !== y.length) throw new RangeError('the two series cover different days');
  if (!Number.isInteger(order) || order < 1) throw new RangeError('a Granger test has an order of 1 or more');
  if (x.length - order < 2 * order + 2) return unavailable('tooShort');
  const first = standardised(x);
  const second = standardised(y);
  if (first.kind === 'unavailable') return first;
  if (second.kind === 'unavailable') return second;
  const pair = [first.values, second.values] as const;
  if (!first.complete || !second.complete) return { kind: 'prepared', pair, order, products: null };
  const products = lagProducts(...pair, order);
  centreProducts(products, ...pair, order);
  return { kind: 'prepared', pair, order, products };
}

function standardised(
  values: Float64Array,
):
  | { readonly kind: 'standardised'; readonly values: Float64Array; readonly complete: boolean }
  | Unavailable {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let complete = true;
  for (let t = 0; t < values.length; t++) {
    const value = values[t] as number;
    if (!Number.isFinite(value)) complete = false;
    else {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  if (lowest > highest) return unavailable('noValues');
  if (lowest === highest) return unavailable('constant');
  const centre = complete ? mean(values) : lowest / 2 + highest / 2;
  const scale = Math.max(highest - centre, centre - lowest);
  const scaled = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    const value = values[t] as number;
    scaled[t] = Number.isFinite(value) ? (value - centre) / scale : Number.NaN;
  }
  return { kind: 'standardised', values: scaled, complete };
}

/**
 * A lag that the others explain to within this share of its variance makes the products lose digits; such a pair is
 * fitted by QR instead. Above it the F agrees with QR to about 1e-10.
 */
const LEAST_SHARE = 1e-5;

/** `effect` is the place of the series to be foreseen in the pair. */
function testOne({ pair, order, products }: Prepared, effect: 0 | 1): GrangerTest | Unavailable {
  const used = pair[0].length - order;
  if (products !== null) {
    const sums = eliminate(products, order, effect);
    if (sums !== null) return judge(order, used, sums.gain, sums.fullRss);
  }
  return testByQr(pair[1 - effect] as Float64Array, pair[effect], order);
}

/** Cholesky over own lags, the other's lags, and the response last: its last row holds what each lag takes off the sum of squares. */
function eliminate(
  products: Float64Array,
  order: number,
  effect: 0 | 1,
): { readonly gain: number; readonly fullRss: number } | null {
  const lags = order + 1;
  const width = 2 * lags;
  const size = 2 * order + 1;
  const own = effect * lags;
  const other = lags - own;
  const factor = new Float64Array(size * size);
  let gain = 0;
  for (let row = 0; row < size; row++) {
    const from = row < order ? own + row + 1 : row < 2 * order ? other + row - order + 1 : own;
    let rest = products[from * width + from] as number;
    const whole = rest;
    for (let column = 0; column < row; column++) {
      const to = column < order ? own + column + 1 : other + column - order + 1;
      let value = products[from * width + to] as number;
      for (let k = 0; k < column; k++)
        value -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      value /= factor[column * size + column] as number;
      factor[row * size + column] = value;
      rest -= value * value;
      if (row === size - 1 && column >= order) gain += value * value;
    }
    if (!(rest > LEAST_SHARE * whole)) return null;
    factor[row * size + row] = Math.sqrt(rest);
    if (row === size - 1) return { gain, fullRss: rest };
  }
  return null;
}

function testByQr(x: Float64Array, y: Float64Array, order: number): GrangerTest | Unavailable {
  const own = [new Float64Array(y.length).fill(1), ...lagColumns(y, order)];
  const full = leastSquares([...own, ...lagColumns(x, order)], y);
  if (full.used < 2 * order + 2) return unavailable('tooShort');
  // Without rows that only x is missing on, both fits would be of different days.
  const alike = y.map((value, t) => (Number.isNaN(full.residuals[t] as number) ? Number.NaN : value));
  const restricted = leastSquares(own, alike);
  if (full.rank < 2 * order + 1) return unavailable('rankDeficient');
  return judge(order, full.used, restricted.rss - full.rss, full.rss);
}

function judge(order: number, used: number, gain: number, fullRss: number): GrangerTest | Unavailable {
  const df2 = used - 2 * order - 1;
  // The series lie within ±1, so errors this small are rounding.
  if (!(fullRss > used * 1e-26)) return unavailable('perfectFit');
  const f = Math.max(0, gain) / order / (fullRss / df2);
  return { kind: 'tested', order, f, p: fTail(f, order, df2), df1: order, df2, fullRss, gain, used };
}

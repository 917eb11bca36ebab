import { type Centred, centre } from '../correlation/centre.ts';
import type { Peak } from '../correlation/crossCorrelation.ts';
import { peakOf } from '../correlation/crossCorrelation.ts';
import { laggedProducts } from '../correlation/laggedProducts.ts';

/**
 * Row t holds y[t] and x[t - maxLead] … x[t + maxLead], so that a resample of rows keeps every lead whole. Resampling the two series
 * apart would destroy what is to be measured.
 */
export interface PairedRows {
  readonly x: CentredSquares;
  readonly y: CentredSquares;
  readonly maxLead: number;
  /** Rows: the days that have all partners. */
  readonly count: number;
}

interface CentredSquares extends Centred {
  readonly squares: Float64Array;
}

export function pairedRows(x: Float64Array, y: Float64Array, maxLead: number): PairedRows {
  const count = Math.max(0, Math.min(x.length, y.length) - 2 * maxLead);
  return { x: withSquares(x), y: withSquares(y), maxLead, count };
}

function withSquares(x: Float64Array): CentredSquares {
  const centred = centre(x);
  return { ...centred, squares: centred.deviations.map((value) => value * value) };
}

/**
 * Pearson's correlation over the drawn rows at leads -maxLead to maxLead; a row with a missing value is left out of that lead. A resample
 * is how often each row was drawn: nothing is copied, and the sums of all leads are lagged products with those weights.
 */
export function correlationsOfRows(rows: PairedRows, drawn: Int32Array): Float64Array {
  const { x, y, maxLead } = rows;
  const weights = weightsOf(rows, drawn);
  const sums = (left: Float64Array, right: Float64Array) => laggedProducts(left, right, maxLead);
  /** Of something of the outcome, at each lead over the rows whose partner is there. */
  const partnered = (right: Float64Array) =>
    x.mask === null ? repeated(right, maxLead) : sums(x.mask, right);
  const present = y.mask === null ? weights : weighted(weights, y.mask);
  const outcome = weighted(weights, y.deviations);
  const counts = partnered(present);
  const x1 = sums(x.deviations, present);
  const x2 = sums(x.squares, present);
  const y1 = partnered(outcome);
  const y2 = partnered(weighted(weights, y.squares));
  const xy = sums(x.deviations, outcome);
  return xy.map((product, i) => {
    const count = counts[i] as number;
    const xx = (x2[i] as number) - (x1[i] as number) ** 2 / count;
    const yy = (y2[i] as number) - (y1[i] as number) ** 2 / count;
    // Where a resample varies far less than the sample, the differences above have lost their digits.
    if (!(xx > CANCELLED * (x2[i] as number) && yy > CANCELLED * (y2[i] as number)))
      return inTwoPasses(rows, weights, maxLead - i);
    return (product - ((x1[i] as number) * (y1[i] as number)) / count) / (Math.sqrt(xx) * Math.sqrt(yy));
  });
}

const CANCELLED = 1e-2;

/** The strongest lead of a resample; null where nothing varies. */
export function peakOfRows(rows: PairedRows, drawn: Int32Array): Peak | null {
  return peakOf({ values: correlationsOfRows(rows, drawn), maxLead: rows.maxLead });
}

/** How often each day stands as y. Those that lack partners never do. */
function weightsOf({ maxLead, count }: PairedRows, drawn: Int32Array): Float64Array {
  const weights = new Float64Array(count + 2 * maxLead);
  for (let i = 0; i < drawn.length; i++) {
    const day = (drawn[i] as number) + maxLead;
    weights[day] = (weights[day] as number) + 1;
  }
  return weights;
}

function weighted(weights: Float64Array, values: Float64Array): Float64Array {
  const products = new Float64Array(weights.length);
  for (let t = 0; t < products.length; t++) products[t] = (weights[t] as number) * (values[t] as number);
  return products;
}

function repeated(values: Float64Array, maxLead: number): Float64Array {
  let total = 0;
  for (let t = 0; t < values.length; t++) total += values[t] as number;
  return new Float64Array(2 * maxLead + 1).fill(total);
}

/** The correlation of x[t + ahead] and y[t] by its definition. */
function inTwoPasses({ x, y }: PairedRows, weights: Float64Array, ahead: number): number {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  const weightAt = (t: number) => (weights[t] as number) * (x.mask?.[t + ahead] ?? 1) * (y.mask?.[t] ?? 1);
  for (let t = 0; t < weights.length; t++) {
    const weight = weightAt(t);
    if (weight === 0) continue;
    count += weight;
    meanX += weight * (x.deviations[t + ahead] as number);
    meanY += weight * (y.deviations[t] as number);
  }
  meanX /= count;
  meanY /= count;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let t = 0; t < weights.length; t++) {
    const weight = weightAt(t);
    if (weight === 0) continue;
    const left = (x.deviations[t + ahead] as number) - meanX;
    const right = (y.deviations[t] as number) - meanY;
    xx += weight * left * left;
    yy += weight * right * right;
    xy += weight * left * right;
  }
  return xx > 0 && yy > 0 ? xy / (Math.sqrt(xx) * Math.sqrt(yy)) : Number.NaN;
}

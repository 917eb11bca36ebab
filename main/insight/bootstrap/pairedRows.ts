import type { Peak } from '../correlation/crossCorrelation.ts';
import { peakOf } from '../correlation/crossCorrelation.ts';

/**
 * Row t holds y[t] and x[t - maxLead] … x[t + maxLead], so that a resample of rows keeps every lead whole. Resampling the two series
 * apart would destroy what is to be measured.
 */
export interface PairedRows {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly maxLead: number;
  /** Rows: the days that have all partners. */
  readonly count: number;
}

export function pairedRows(x: Float64Array, y: Float64Array, maxLead: number): PairedRows {
  return { x, y, maxLead, count: Math.max(0, Math.min(x.length, y.length) - 2 * maxLead) };
}

/** Pearson's correlation over the drawn rows at leads -maxLead to maxLead; a row with a missing value is left out of that lead. */
export function correlationsOfRows(rows: PairedRows, drawn: Int32Array): Float64Array {
  const values = new Float64Array(2 * rows.maxLead + 1);
  const outcome = gather(rows.y, drawn, rows.maxLead);
  for (let i = 0; i < values.length; i++)
    values[i] = correlationOf(gather(rows.x, drawn, 2 * rows.maxLead - i), outcome);
  return values;
}

/** The strongest lead of a resample; null where nothing varies. */
export function peakOfRows(rows: PairedRows, drawn: Int32Array): Peak | null {
  return peakOf({ values: correlationsOfRows(rows, drawn), maxLead: rows.maxLead });
}

function gather(series: Float64Array, drawn: Int32Array, offset: number): Float64Array {
  const taken = new Float64Array(drawn.length);
  for (let i = 0; i < drawn.length; i++) taken[i] = series[(drawn[i] as number) + offset] as number;
  return taken;
}

function correlationOf(x: Float64Array, y: Float64Array): number {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < x.length; i++) {
    const product = (x[i] as number) * (y[i] as number);
    if (Number.isNaN(product)) continue;
    count++;
    meanX += x[i] as number;
    meanY += y[i] as number;
  }
  meanX /= count;
  meanY /= count;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const left = (x[i] as number) - meanX;
    const right = (y[i] as number) - meanY;
    if (Number.isNaN(left * right)) continue;
    xx += left * left;
    yy += right * right;
    xy += left * right;
  }
  return xx > 0 && yy > 0 ? xy / (Math.sqrt(xx) * Math.sqrt(yy)) : Number.NaN;
}

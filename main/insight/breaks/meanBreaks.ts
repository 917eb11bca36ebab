import { type Unavailable, unavailable } from '../unavailable.ts';

export interface MeanBreaks {
  readonly kind: 'segmented';
  /** Last days of all segments but the final one, as BIC has it best. */
  readonly breaks: readonly number[];
  /** For 0, 1, 2, … breaks. */
  readonly bic: Float64Array;
  readonly rss: Float64Array;
  /** Means of the best segments. */
  readonly means: readonly number[];
}

/**
 * Shifts of the mean (Bai & Perron 2003): for every number of breaks the segments, none below the share `least` of the days (from 1 on:
 * below that many days), that leave the least squares, by dynamic programming; the number by BIC. Autocorrelation makes breaks of its own: run it on whitened series.
 */
export function meanBreaks(series: Float64Array, least = 0.15): MeanBreaks | Unavailable {
  const days = Array.from(series.keys()).filter((t) => !Number.isNaN(series[t] as number));
  const count = days.length;
  if (count === 0) return unavailable('noValues');
  const shortest = Math.floor(least < 1 ? least * count : least);
  if (shortest < 2 || 2 * shortest > count) return unavailable('tooShort');
  const values = Float64Array.from(days, (t) => series[t] as number);
  const most = Math.max(1, Math.ceil(count / shortest) - 2);
  const { cost, from } = bestSegments(values, shortest, most);
  const rss = Float64Array.from(cost, (row) => row[count - 1] as number);
  const bic = rss.map((sum, number) => bicOf(sum, count, number));
  const number = bic.indexOf(Math.min(...bic));
  const starts: number[] = [];
  for (let segments = number, end = count - 1; segments > 0; segments--) {
    const start = (from[segments] as Int32Array)[end] as number;
    starts.unshift(start);
    end = start - 1;
  }
  const edges = [0, ...starts, count];
  return {
    kind: 'segmented',
    breaks: starts.map((start) => days[start - 1] as number),
    bic,
    rss,
    means: edges.slice(0, -1).map((start, i) => {
      const part = values.subarray(start, edges[i + 1]);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    }),
  };
}

/** A mean and a break date a segment, and the error's variance. */
function bicOf(rss: number, count: number, breaks: number): number {
  const minusTwice = count * (Math.log(rss) + 1 - Math.log(count) + Math.log(2 * Math.PI));
  return minusTwice + Math.log(count) * 2 * (breaks + 1);
}

/**
 * cost[m][j]: the least sum of squares of the values up to j in m + 1 segments, and from[m][j] where the last of them begins. Taking
 * the beginnings in order, the costs they build on are final, so no table of all segments is kept.
 */
function bestSegments(
  values: Float64Array,
  shortest: number,
  most: number,
): { readonly cost: readonly Float64Array[]; readonly from: readonly Int32Array[] } {
  const count = values.length;
  const cost = Array.from({ length: most + 1 }, () => new Float64Array(count).fill(Number.POSITIVE_INFINITY));
  const from = Array.from({ length: most + 1 }, () => new Int32Array(count));
  for (let start = 0; start + shortest <= count; start++) {
    if (start > 0 && start < shortest) continue;
    let average = 0;
    let squares = 0;
    for (let end = start; end < count; end++) {
      const value = values[end] as number;
      const off = value - average;
      average += off / (end - start + 1);
      squares += off * (value - average);
      if (end - start + 1 < shortest) continue;
      if (start === 0) {
        (cost[0] as Float64Array)[end] = squares;
        continue;
      }
      for (let m = 1; m <= most; m++) {
        const sum = ((cost[m - 1] as Float64Array)[start - 1] as number) + squares;
        if (sum >= ((cost[m] as Float64Array)[end] as number)) continue;
        (cost[m] as Float64Array)[end] = sum;
        (from[m] as Int32Array)[end] = start;
      }
    }
  }
  return { cost, from };
}

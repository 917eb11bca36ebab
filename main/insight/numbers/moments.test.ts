import { describe, expect, it } from 'vitest';
import {
  countPresent,
  mad,
  madPresent,
  mean,
  meanPresent,
  median,
  medianPresent,
  quantile,
  quantilePresent,
  standardDeviation,
  sum,
  sumPresent,
  variance,
  variancePresent,
} from './moments.ts';
import type { QuantileType } from './orderStatistics.ts';

const withGaps = Float64Array.of(3, Number.NaN, 1, 2, Number.NaN);
const none = new Float64Array(0);

describe('moments', () => {
  it('does not cancel: small variation on a large level', () => {
    const x = Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
    expect(variance(x)).toBe(30);
    expect(standardDeviation(x)).toBe(Math.sqrt(30));
    expect(mean(x)).toBe(1e9 + 10);
  });

  it('says missing when anything is missing, unless asked for what is present', () => {
    for (const statistic of [sum, mean, variance, median, mad]) expect(statistic(withGaps)).toBeNaN();
    expect(quantile(withGaps, 0.5)).toBeNaN();
    expect(sumPresent(withGaps)).toBe(6);
    expect(meanPresent(withGaps)).toBe(2);
    expect(variancePresent(withGaps)).toBe(1);
    expect(medianPresent(withGaps)).toBe(2);
    expect(madPresent(withGaps)).toBe(1.4826);
    expect(quantilePresent(withGaps, 0)).toBe(1);
    expect(countPresent(withGaps)).toBe(3);
  });

  it('is defined for nothing and for one value', () => {
    for (const statistic of [mean, variance, median, mad]) expect(statistic(none)).toBeNaN();
    expect(quantile(none, 0.5)).toBeNaN();
    expect(sum(none)).toBe(0);
    expect(variance(Float64Array.of(5))).toBeNaN();
    expect(median(Float64Array.of(5))).toBe(5);
    expect(quantile(Float64Array.of(5), 0.9)).toBe(5);
  });

  it('changes nothing it is given', () => {
    const x = Float64Array.of(3, 1, 2);
    median(x);
    quantile(x, 0.4);
    mad(x);
    expect(Array.from(x)).toEqual([3, 1, 2]);
  });
});

describe('quantile', () => {
  // The definitions of Hyndman and Fan (1996) by hand, for 1…10 at p = 0.33.
  it.each<[QuantileType, number]>([
    [1, 4],
    [2, 4],
    [3, 3],
    [4, 3.3],
    [5, 3.8],
    [6, 3.63],
    [7, 3.97],
    [8, 3.743333333333333],
    [9, 3.7575],
  ])('of type %d', (type, wanted) => {
    const x = Float64Array.from({ length: 10 }, (_, i) => 10 - i);
    expect(quantile(x, 0.33, type)).toBeCloseTo(wanted, 12);
  });

  it('steps where p·n is whole, whatever its last bits are', () => {
    const x = Float64Array.from({ length: 100 }, (_, i) => i + 1);
    expect(quantile(x, 0.07, 1)).toBe(7);
    expect(quantile(x, 0.29, 1)).toBe(29);
    expect(quantile(x, 0.29, 2)).toBe(29.5);
    expect(quantile(x, 0.57, 2)).toBe(57.5);
    expect(quantile(x, 0.285, 3)).toBe(28);
  });

  it('never leaves the data, and has none outside of 0 to 1', () => {
    const x = Float64Array.of(2, 8);
    for (const type of [1, 2, 3, 4, 5, 6, 7, 8, 9] as const) {
      expect(quantile(x, 0, type)).toBe(2);
      expect(quantile(x, 1, type)).toBe(8);
      expect(quantile(x, 1.01, type)).toBeNaN();
      expect(quantile(x, Number.NaN, type)).toBeNaN();
    }
  });
});

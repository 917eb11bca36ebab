import { describe, expect, it } from 'vitest';
import { accuracy } from './accuracy.ts';
import { naiveForecast } from './naive.ts';

const week = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 2, 3, 4, Number.NaN, 6, 7, 8);

describe('naiveForecast', () => {
  it('repeats the last known value of the same day', () => {
    expect(Array.from(naiveForecast(week, 9, 'seasonalNaive', 7))).toEqual([2, 3, 4, 4, 6, 7, 8, 2, 3]);
  });

  it('goes flat, to the mean, or on along the line', () => {
    expect(Array.from(naiveForecast(week, 2, 'naive'))).toEqual([8, 8]);
    expect(naiveForecast(week, 1, 'mean')[0]).toBeCloseTo(58 / 13, 12);
    expect(Array.from(naiveForecast(Float64Array.of(Number.NaN, 1, 5, Number.NaN), 2, 'drift'))).toEqual([
      13, 17,
    ]);
  });

  it.each(['seasonalNaive', 'naive', 'mean', 'drift'] as const)('knows nothing of nothing: %s', (method) => {
    expect(Array.from(naiveForecast(new Float64Array(), 1, method, 7))).toEqual([Number.NaN]);
    expect(Array.from(naiveForecast(new Float64Array(9).fill(Number.NaN), 1, method, 7))).toEqual([
      Number.NaN,
    ]);
  });
});

describe('accuracy', () => {
  const train = Float64Array.of(1, 3, 2, 6);

  it('is what can be worked out by hand', () => {
    const got = accuracy(Float64Array.of(4, 10, Number.NaN), Float64Array.of(5, 8, 3), train);
    // Errors -1 and 2; changes in the training data 2, 1 and 4.
    expect(got.me).toBe(0.5);
    expect(got.mae).toBe(1.5);
    expect(got.rmse).toBeCloseTo(Math.sqrt(2.5), 14);
    expect(got.mpe).toBeCloseTo((-25 + 20) / 2, 12);
    expect(got.mape).toBeCloseTo(22.5, 12);
    expect(got.mase).toBeCloseTo(1.5 / (7 / 3), 12);
    expect(got.used).toBe(2);
  });

  it('has no percentage of zero, no scale from a constant, and nothing from nothing', () => {
    expect(accuracy(Float64Array.of(0), Float64Array.of(1), train).mape).toBeNaN();
    expect(accuracy(Float64Array.of(2), Float64Array.of(1), new Float64Array(5)).mase).toBeNaN();
    expect(accuracy(new Float64Array(), new Float64Array(), train)).toMatchObject({
      mae: Number.NaN,
      used: 0,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { autocorrelation } from '../correlation/autocorrelation.ts';
import { peakOf } from '../correlation/crossCorrelation.ts';
import { countPresent, variance } from '../numbers/moments.ts';
import { createRandom } from '../numbers/random.ts';
import { fitAutoregression } from './autoregression.ts';
import { seasonDesign } from './design.ts';
import { prewhitenedCorrelation } from './prewhitened.ts';
import { rankNormalScores } from './rankNormal.ts';
import { whiten } from './whiten.ts';

const random = createRandom(8);

function autoregressive(n: number, coefficients: readonly number[]): Float64Array {
  const x = new Float64Array(n + 200);
  for (let t = 0; t < x.length; t++)
    x[t] = coefficients.reduce((level, c, j) => level + c * (x[t - j - 1] ?? 0), random.normal());
  return x.slice(200);
}

describe('autoregression', () => {
  it('finds what made the series', () => {
    const model = fitAutoregression(autoregressive(4000, [0.5, -0.4, 0.3]));
    expect(model.order).toBeGreaterThanOrEqual(3);
    [0.5, -0.4, 0.3].forEach((c, j) => {
      expect(model.coefficients[j]).toBeCloseTo(c, 1);
    });
    expect(model.variance).toBeCloseTo(1, 1);
  });

  it('solves the Yule-Walker equations it stands for', () => {
    const x = autoregressive(300, [0.7, 0.1]);
    const { coefficients } = fitAutoregression(x, { orderMax: 5, choose: false });
    const r = autocorrelation(x, 5);
    for (let lag = 1; lag <= 5; lag++) {
      const right = coefficients.reduce((sum, c, j) => sum + c * (r[Math.abs(lag - j - 1)] as number), 0);
      expect(right).toBeCloseTo(r[lag] as number, 12);
    }
  });

  it('has order 0 where there is nothing to explain', () => {
    for (const x of [new Float64Array(30).fill(3), new Float64Array(0), Float64Array.of(4)]) {
      const model = fitAutoregression(x);
      expect(model.order).toBe(0);
      expect(model.coefficients.length).toBe(0);
    }
    expect(fitAutoregression(new Float64Array(30).fill(3))).toMatchObject({ mean: 3, variance: 0 });
  });

  it('survives pairs around gaps that no series could have', () => {
    for (let round = 0; round < 100; round++) {
      const x = autoregressive(12, [0.9]).map((value) => (random.uniform() < 0.6 ? Number.NaN : value));
      const { coefficients } = fitAutoregression(x);
      expect(coefficients.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('whitening', () => {
  it('takes the memory out and keeps the calendar', () => {
    const x = autoregressive(800, [0.6, 0.25]);
    const news = whiten(x, fitAutoregression(x));
    const { order } = fitAutoregression(x);
    expect(countPresent(news)).toBe(800 - order);
    for (const r of autocorrelation(news.subarray(order), 10).subarray(1))
      expect(Math.abs(r)).toBeLessThan(0.12);
  });

  it('keeps nearly every present day when one in five is missing', () => {
    const x = autoregressive(1000, [0.6, 0.25]).map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
    const model = fitAutoregression(x, { orderMax: 28 });
    const news = whiten(x, model);
    expect(countPresent(news)).toBeGreaterThanOrEqual(countPresent(x) - model.order);
    const [, first] = autocorrelation(news, 1);
    expect(Math.abs(first as number)).toBeLessThan(0.12);
  });

  it('does what it says by hand', () => {
    const news = whiten(Float64Array.of(3, 5, Number.NaN, 4, 6), {
      coefficients: Float64Array.of(0.5),
      mean: 2,
    });
    expect(Array.from(news)).toEqual([Number.NaN, 2.5, Number.NaN, 1.25, 3]);
  });

  it('finds a lead through the filter of the leader', () => {
    const x = autoregressive(400, [0.8]);
    const y = x.map((_, t) => (x[t - 6] ?? 0) + 0.5 * random.normal());
    expect(peakOf(prewhitenedCorrelation(x, y, 15))?.lead).toBe(6);
  });
});

describe('design', () => {
  it('has an intercept, a trend, ten harmonics and what is known', () => {
    const known = new Float64Array(40);
    const columns = seasonDesign(40, { known: [known] });
    expect(columns.length).toBe(13);
    expect(columns[12]).toBe(known);
    expect(columns[1]?.[39]).toBe(39);
    expect(columns[2]?.[0]).toBeCloseTo(columns[2]?.[7] as number, 12);
  });

  it('goes on in a later window where an earlier one would', () => {
    const late = seasonDesign(30, { start: 50 });
    seasonDesign(80).forEach((column, j) => {
      expect(column.subarray(50)).toEqual(late[j]);
    });
  });
});

describe('rank-normal scores', () => {
  it('are symmetric, keep order, ties and gaps, and tame bursts', () => {
    const scores = rankNormalScores(Float64Array.of(1, 1e9, Number.NaN, 2, 2));
    expect(scores[2]).toBeNaN();
    expect(scores[3]).toBe(scores[4]);
    expect(scores[0]).toBeCloseTo(-(scores[1] as number), 12);
    expect(scores[1]).toBeLessThan(2);
    expect(variance(rankNormalScores(autoregressive(500, [0.1])))).toBeCloseTo(1, 1);
  });

  it('of a constant are all 0, of nothing none', () => {
    expect(Array.from(rankNormalScores(new Float64Array(3).fill(7)))).toEqual([0, 0, 0]);
    expect(rankNormalScores(new Float64Array(0)).length).toBe(0);
    expect(rankNormalScores(Float64Array.of(5))[0]).toBe(0);
  });
});

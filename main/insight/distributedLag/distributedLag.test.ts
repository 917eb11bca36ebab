import { expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { delayedWeights, geometricAdstock, weightedPast } from './adstock.ts';
import { fitDelayed, fitGeometric } from './adstockFit.ts';
import { distributedLag } from './distributedLag.ts';

function noise(seed: number, length: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => random.normal());
}

const RETENTIONS = [0.1, 0.3, 0.5, 0.7, 0.9];

it('recovers the effects of each lag, their sum and their centre', () => {
  const x = noise(1, 800);
  const error = noise(2, 800);
  const y = x.map((_, t) => 5 + 2 * (x[t - 2] ?? 0) + (x[t - 3] ?? 0) + 0.1 * (error[t] as number));
  const lag = distributedLag(x, y, 5, 5);
  if (lag.kind === 'unavailable') throw new Error(lag.why);
  [5, 0, 0, 2, 1, 0, 0].forEach((value, j) => {
    expect(Math.abs((lag.coefficients[j] as number) - value)).toBeLessThan(4.5 * (lag.errors[j] as number));
  });
  expect(lag.cumulative).toBeCloseTo(3, 1);
  expect(lag.meanLag).toBeCloseTo(7 / 3, 1);
  expect(lag.p[3]).toBeLessThan(1e-50);
  expect(lag.p[1]).toBeGreaterThan(1e-4);
  expect(lag.cumulativeError).toBeLessThan(0.05);
});

it('finds the retention of a geometric stock', () => {
  const x = noise(3, 400);
  const error = noise(4, 400);
  const y = geometricAdstock(x, 0.7).map((stock, t) => 1 + 0.5 * stock + 0.1 * (error[t] as number));
  const fit = fitGeometric(x, y, RETENTIONS);
  if (fit.kind === 'unavailable') throw new Error(fit.why);
  expect([fit.retention, fit.sse.length]).toEqual([0.7, 5]);
  expect(fit.effect).toBeCloseTo(0.5, 1);
});

it('finds the delay that a geometric stock can’t show', () => {
  const x = noise(5, 500);
  const error = noise(6, 500);
  const past = weightedPast(x, delayedWeights(0.5, 9, 20));
  const y = past.map((value, t) => 2 + 3 * value + 0.2 * (error[t] as number));
  const fit = fitDelayed(x, y, 20, RETENTIONS);
  if (fit.kind === 'unavailable') throw new Error(fit.why);
  expect([fit.delay, fit.retention]).toEqual([9, 0.5]);
  expect(fit.effect).toBeCloseTo(3, 1);
});

it('weighs the days as told', () => {
  expect([...geometricAdstock(Float64Array.of(1, 0, Number.NaN, 2), 0.5)]).toEqual([1, 0.5, 0.25, 2.125]);
  const weights = delayedWeights(0.5, 1, 2);
  expect([...weights]).toEqual([0.25, 0.5, 0.25]);
  expect(delayedWeights(0.5, 0, 2)[2]).toBeCloseTo(0.0625 / 1.5625, 12);
  expect([...weightedPast(Float64Array.of(4, 0, 8), weights)]).toEqual([Number.NaN, Number.NaN, 3]);
});

it('uses the days it has when a fifth is missing', () => {
  const x = noise(7, 900);
  const y = x.map((_, t) => (x[t - 1] ?? 0) + 0.1);
  const random = createRandom(1);
  const gaps = y.map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
  const lag = distributedLag(x, gaps, 2, 2);
  expect(lag.kind === 'fitted' && lag.coefficients[2]).toBeCloseTo(1, 10);
});

it.each([
  ['nothing', [], 'noValues'],
  ['one day', [3], 'noValues'],
  ['a constant', new Array(50).fill(2), 'constant'],
  ['only gaps', new Array(50).fill(Number.NaN), 'noValues'],
])('answers why not for %s', (_, values, why) => {
  const y = Float64Array.from(values);
  const x = noise(9, y.length);
  expect(distributedLag(x, y, 3, 3)).toEqual({ kind: 'unavailable', why });
  expect(fitDelayed(x, y, 3, RETENTIONS)).toMatchObject({ kind: 'unavailable' });
  expect(fitGeometric(x, y, RETENTIONS)).toMatchObject({ kind: 'unavailable' });
});

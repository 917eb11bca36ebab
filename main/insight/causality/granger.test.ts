import { describe, expect, it } from 'vitest';
import { leastSquares } from '../numbers/leastSquares.ts';
import { createRandom, type Random } from '../numbers/random.ts';
import { type GrangerTest, granger, grangerBothWays } from './granger.ts';
import { grangerHac } from './grangerHac.ts';
import { grangerVariants } from './grangerVariants.ts';
import { lagColumns } from './lagColumns.ts';

describe('granger', () => {
  it('agrees with two plain regressions, on white, near-integrated and huge series', () => {
    const random = createRandom(21);
    for (const memory of [0, 0.9, 0.999])
      for (const order of [1, 2, 7, 14]) {
        const x = autoregressive(random, 300, memory).map((value) => 1e6 + 50 * value);
        const y = autoregressive(random, 300, memory).map((value, t) => value + 0.002 * (x[t - 2] ?? 1e6));
        const { xToY, yToX } = grangerBothWays(x, y, order);
        expectClose(xToY, slowF(x, y, order));
        expectClose(yToX, slowF(y, x, order));
      }
  });

  it('keeps its digits where lags nearly repeat each other', () => {
    const random = createRandom(5);
    const slow = Float64Array.from({ length: 200 }, (_, t) => Math.sin(t / 60) + 1e-4 * random.normal());
    const noise = Float64Array.from({ length: 200 }, () => random.normal());
    expectClose(granger(slow, noise, 4), slowF(slow, noise, 4));
  });

  it('sees who leads', () => {
    const random = createRandom(9);
    const x = autoregressive(random, 400, 0.4);
    const y = x.map((_, t) => 0.5 * (x[t - 3] ?? 0) + random.normal());
    const { xToY, yToX } = grangerBothWays(x, y, 4);
    expect(tested(xToY).p).toBeLessThan(1e-8);
    expect(tested(yToX).p).toBeGreaterThan(0.01);
  });

  it('rejects about one in twenty where nothing leads', () => {
    const random = createRandom(31);
    let claims = 0;
    for (let trial = 0; trial < 600; trial++) {
      const x = autoregressive(random, 120, 0.5);
      if (tested(granger(x, autoregressive(random, 120, 0.5), 2)).p < 0.05) claims++;
    }
    expect(claims).toBeGreaterThan(15);
    expect(claims).toBeLessThan(50);
  });

  it('tests the days that are there when a fifth is missing', () => {
    const random = createRandom(13);
    const x = autoregressive(random, 500, 0.2);
    const y = x.map((_, t) => (random.uniform() < 0.2 ? Number.NaN : (x[t - 1] ?? 0) + random.normal()));
    const test = tested(granger(x, y, 1));
    expect(test.used).toBeLessThan(350);
    expect(test.p).toBeLessThan(1e-10);
    expect(tested(granger(x, y, 1)).f).toBeCloseTo(slowF(x, y, 1), 8);
  });

  it.each([
    ['nothing', [], [], 'tooShort'],
    ['one day', [1], [2], 'tooShort'],
    ['a constant', new Array(40).fill(0.1), ramp(40), 'constant'],
    ['all zero', ramp(40), new Array(40).fill(0), 'constant'],
    ['only gaps', new Array(40).fill(Number.NaN), ramp(40), 'noValues'],
    ['the same series twice', noise(40), noise(40), 'rankDeficient'],
    [
      'a series that follows exactly',
      noise(40),
      noise(42)
        .map((_, t, all) => (all[t - 1] ?? 0) + (all[t - 2] ?? 0))
        .slice(0, 40),
      'perfectFit',
    ],
  ])('answers why not for %s', (_, x, y, why) => {
    const got = granger(Float64Array.from(x), Float64Array.from(y), 2);
    expect(got).toEqual({ kind: 'unavailable', why });
  });
});

it('gives the chi-square forms their textbook relation to F', () => {
  const test: GrangerTest = {
    kind: 'tested',
    order: 2,
    f: 5,
    p: 0,
    df1: 2,
    df2: 40,
    fullRss: 4,
    gain: 1,
    used: 45,
  };
  const { sumOfSquares, likelihoodRatio } = grangerVariants(test);
  expect(sumOfSquares.stat).toBeCloseTo(45 / 4, 12);
  expect(likelihoodRatio.stat).toBeCloseTo(45 * Math.log(5 / 4), 12);
  // With 2 degrees the chi-square tail is exp(-x/2).
  expect(sumOfSquares.p).toBeCloseTo(Math.exp(-45 / 8), 12);
});

it('holds its level with related errors only in the Newey-West form', () => {
  const random = createRandom(77);
  let plain = 0;
  let robust = 0;
  for (let trial = 0; trial < 200; trial++) {
    const x = autoregressive(random, 300, 0.6);
    // The errors' size follows the size of x, so the plain F is wrong.
    const y = x.map((_, t) => random.normal() * (x[t - 1] ?? 0) ** 2);
    if (tested(granger(x, y, 1)).p < 0.05) plain++;
    const test = grangerHac(x, y, 1, 4);
    if (test.kind === 'tested' && test.p < 0.05) robust++;
  }
  expect(plain).toBeGreaterThan(40);
  expect(robust).toBeLessThan(35);
});

function autoregressive(random: Random, length: number, memory: number): Float64Array {
  const values = new Float64Array(length);
  for (let t = 0; t < length; t++) values[t] = memory * (values[t - 1] ?? 0) + random.normal();
  return values;
}

function ramp(length: number): number[] {
  return Array.from({ length }, (_, t) => t * t);
}

function noise(length: number): number[] {
  const random = createRandom(1);
  return Array.from({ length }, () => random.normal());
}

function tested(test: ReturnType<typeof granger>): GrangerTest {
  if (test.kind === 'unavailable') throw new Error(test.why);
  return test;
}

function slowF(x: Float64Array, y: Float64Array, order: number): number {
  const centre = x.reduce((sum, value) => sum + value, 0) / x.length;
  const shifted = x.map((value) => value - centre);
  const own = [y.map(() => 1), ...lagColumns(y, order)];
  const full = leastSquares([...own, ...lagColumns(shifted, order)], y);
  const restricted = leastSquares(own, y);
  return (restricted.rss - full.rss) / order / (full.rss / (full.used - 2 * order - 1));
}

function expectClose(test: ReturnType<typeof granger>, f: number): void {
  expect(Math.abs(tested(test).f - f)).toBeLessThan(1e-8 + 1e-8 * Math.abs(f));
}

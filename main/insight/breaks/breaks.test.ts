import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { liveCusum } from './liveCusum.ts';
import { meanBreaks } from './meanBreaks.ts';
import { bridgeTail, olsCusum } from './olsCusum.ts';

function noise(seed: number, length: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => random.normal());
}

describe('meanBreaks', () => {
  it('finds two planted shifts and their means', () => {
    const series = noise(5, 300).map((value, t) => value + (t < 100 ? 0 : t < 220 ? 4 : 1));
    const found = meanBreaks(series);
    if (found.kind === 'unavailable') throw new Error(found.why);
    expect(found.breaks).toEqual([99, 219]);
    [0, 4, 1].forEach((level, i) => {
      expect(Math.abs((found.means[i] as number) - level)).toBeLessThan(0.4);
    });
  });

  it('has the least squares of all divisions, tried one by one', () => {
    const series = noise(2, 24);
    const found = meanBreaks(series, 0.2);
    if (found.kind === 'unavailable') throw new Error(found.why);
    const square = (from: number, to: number) => {
      const part = series.slice(from, to);
      const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
      return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    const one: number[] = [];
    const two: number[] = [];
    for (let a = 4; a <= 20; a++) {
      one.push(square(0, a) + square(a, 24));
      for (let b = a + 4; b <= 20; b++) two.push(square(0, a) + square(a, b) + square(b, 24));
    }
    expect(found.rss[0]).toBeCloseTo(square(0, 24), 10);
    expect(found.rss[1]).toBeCloseTo(Math.min(...one), 10);
    expect(found.rss[2]).toBeCloseTo(Math.min(...two), 10);
  });

  it('takes a shortest segment in days for one as a share', () => {
    const series = noise(8, 90).map((value, t) => value + (t < 40 ? 0 : 3));
    expect(meanBreaks(series, 18)).toEqual(meanBreaks(series, 0.2));
    expect(meanBreaks(series, 1)).toEqual({ kind: 'unavailable', why: 'tooShort' });
  });

  it('counts days, not values, past missing ones', () => {
    const series = noise(3, 200).map((value, t) => (t % 5 === 0 ? Number.NaN : value + (t <= 101 ? 0 : 5)));
    expect(meanBreaks(series)).toMatchObject({ breaks: [101] });
  });

  it('finds none in noise, a constant or zeros', () => {
    let claims = 0;
    for (let seed = 10; seed < 60; seed++) {
      const found = meanBreaks(noise(seed, 120));
      if (found.kind === 'segmented' && found.breaks.length > 0) claims++;
    }
    expect(claims).toBeLessThan(12);
    expect(meanBreaks(new Float64Array(90).fill(0.1))).toMatchObject({ breaks: [] });
    expect(meanBreaks(new Float64Array(90))).toMatchObject({ breaks: [] });
  });

  it('says why not', () => {
    expect(meanBreaks(new Float64Array(0))).toEqual({ kind: 'unavailable', why: 'noValues' });
    expect(meanBreaks(new Float64Array(1))).toEqual({ kind: 'unavailable', why: 'tooShort' });
  });
});

describe('olsCusum', () => {
  it('has Kolmogorov’s published points', () => {
    expect(bridgeTail(1.3581)).toBeCloseTo(0.05, 4);
    expect(bridgeTail(1.6276)).toBeCloseTo(0.01, 4);
    expect(bridgeTail(0.5)).toBeCloseTo(0.9639, 4);
    expect(bridgeTail(0.01)).toBe(1);
  });

  it('keeps its level on noise and sees a shift', () => {
    let claims = 0;
    for (let seed = 100; seed < 300; seed++) {
      const test = olsCusum(noise(seed, 200));
      if (test.kind === 'tested' && test.p < 0.05) claims++;
    }
    expect(claims).toBeLessThan(22);
    const shifted = olsCusum(noise(9, 200).map((value, t) => value + (t < 100 ? 0 : 1)));
    expect(shifted.kind === 'tested' && shifted.p).toBeLessThan(1e-4);
    expect(olsCusum(noise(1, 30).map((value) => 1e300 * value))).toMatchObject({ why: 'outOfRange' });
    expect(olsCusum(new Float64Array(20).fill(3))).toEqual({ kind: 'unavailable', why: 'constant' });
  });
});

describe('liveCusum', () => {
  it('alerts soon after a rise of one standard deviation, and seldom before', () => {
    const series = noise(4, 400).map((value, t) => value + (t < 300 ? 0 : 1.5));
    const { alerts, sum } = liveCusum(series);
    expect(alerts.filter((day) => day < 300).length).toBeLessThan(3);
    expect(alerts.some((day) => day >= 300 && day < 320)).toBe(true);
    expect([sum[59], Number.isFinite(sum[60])]).toEqual([Number.NaN, true]);
  });

  it('knows nothing of the days to come', () => {
    const series = noise(5, 300);
    const early = liveCusum(series.slice(0, 200));
    const late = liveCusum(series.map((value, t) => (t < 200 ? value : 50)));
    expect(late.sum.slice(0, 200)).toEqual(early.sum);
  });

  it('passes by missing days, constants and too little', () => {
    const gaps = noise(6, 300).map((value, t) => (t % 5 === 2 ? Number.NaN : value));
    expect(Number.isNaN(liveCusum(gaps).sum[102] as number)).toBe(true);
    expect(Number.isFinite(liveCusum(gaps).sum[103] as number)).toBe(true);
    for (const series of [new Float64Array(0), new Float64Array(1), new Float64Array(200).fill(7)])
      expect(liveCusum(series).alerts).toEqual([]);
  });
});

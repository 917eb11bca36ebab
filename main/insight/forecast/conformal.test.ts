import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { adaptiveConformal, rollingCoverage, splitConformal } from './conformal.ts';

describe('splitConformal', () => {
  it('takes the rank that the definition says', () => {
    const residuals = Float64Array.of(5, 1, Number.NaN, 4, 2, 3, 6, 9, 8, 7);
    expect(splitConformal(residuals, 0.1)).toEqual({ rank: 9, halfWidth: 9 });
    expect(splitConformal(residuals, 0.5)).toEqual({ rank: 5, halfWidth: 5 });
    expect(splitConformal(residuals, 0.2)).toEqual({ rank: 8, halfWidth: 8 });
  });

  it('promises nothing where the days are too few', () => {
    expect(splitConformal(Float64Array.of(1, 2, 3), 0.1).halfWidth).toBe(Number.POSITIVE_INFINITY);
    expect(splitConformal(new Float64Array(), 0.1)).toEqual({ rank: 1, halfWidth: Number.POSITIVE_INFINITY });
    expect(splitConformal(Float64Array.of(1), 1).halfWidth).toBe(0);
    expect(splitConformal(Float64Array.of(1), Number.NaN).halfWidth).toBeNaN();
  });

  it('holds its share of exchangeable days', () => {
    const random = createRandom(17);
    let inside = 0;
    for (let trial = 0; trial < 4000; trial++) {
      const past = Float64Array.from({ length: 19 }, () => Math.abs(random.normal()));
      if (Math.abs(random.normal()) <= splitConformal(past, 0.2).halfWidth) inside++;
    }
    // Exactly 16 ranks of 20; three standard errors are 0.019.
    expect(Math.abs(inside / 4000 - 0.8)).toBeLessThan(0.019);
  });
});

describe('adaptiveConformal', () => {
  it('keeps its share where the spread grows and plain widths fall behind', () => {
    const random = createRandom(6);
    const residuals = Float64Array.from({ length: 1500 }, (_, t) => random.normal() * Math.exp(t / 150));
    const shareOf = (rate: number) => {
      const steps = adaptiveConformal(residuals, { alpha: 0.1, rate, window: 200 }).slice(100);
      return steps.filter(({ covered }) => covered).length / steps.length;
    };
    expect(shareOf(0)).toBeLessThan(0.82);
    expect(Math.abs(shareOf(0.02) - 0.9)).toBeLessThan(0.02);
  });

  it('moves by the rate, and not on missing days', () => {
    const residuals = Float64Array.of(1, 5, Number.NaN, 0);
    const steps = adaptiveConformal(residuals, { alpha: 0.5, rate: 0.1, window: 10 });
    expect(steps.map(({ covered }) => covered)).toEqual([true, false, null, true]);
    expect(steps.map(({ alpha }) => Number(alpha.toFixed(9)))).toEqual([0.5, 0.5, 0.45, 0.45]);
    expect(adaptiveConformal(new Float64Array(), { alpha: 0.5, window: 10 })).toEqual([]);
  });
});

describe('rollingCoverage', () => {
  it('is the share of the last known days', () => {
    const got = rollingCoverage([true, null, false, true, true, null], 2);
    expect(Array.from(got)).toEqual([Number.NaN, Number.NaN, 0.5, 0.5, 1, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { autocorrelation, levinson, partialAutocorrelation } from './autocorrelation.ts';
import { bartlettError, naiveBand } from './bands.ts';
import { effectiveSize } from './effectiveSize.ts';
import { pearson } from './pearson.ts';
import { kendall, spearman } from './rankCorrelation.ts';
import { midRanks } from './ranks.ts';

const random = createRandom(21);
const noise = (n: number) => Float64Array.from({ length: n }, () => random.normal());
const none = new Float64Array(0);

function memory(n: number, share: number): Float64Array {
  let last = 0;
  return noise(n).map((value) => {
    last = share * last + value;
    return last;
  });
}

describe('autocorrelation', () => {
  it('of a line of four by hand', () => {
    const [zero, one, two] = autocorrelation(Float64Array.of(1, 2, 3, 4), 2);
    expect(zero).toBe(1);
    expect(one).toBeCloseTo(0.25, 15);
    expect(two).toBeCloseTo(-0.3, 15);
  });

  it('has a partial one only up to the order of an autoregression', () => {
    const geometric = Float64Array.from({ length: 8 }, (_, lag) => 0.6 ** lag);
    const partial = partialAutocorrelation(geometric);
    expect(partial[0]).toBeCloseTo(0.6, 15);
    for (const later of partial.subarray(1)) expect(later).toBeCloseTo(0, 12);
  });

  it('ends the recursion at what no series could have', () => {
    const { coefficients, variances } = levinson(Float64Array.of(1, 0.5, -1.4, 0.2));
    expect(coefficients).toEqual([Float64Array.of(0.5)]);
    expect(variances).toEqual(Float64Array.of(1, 0.75));
  });

  it('is NaN for a constant and empty for nothing', () => {
    expect(autocorrelation(new Float64Array(9).fill(2), 3).every(Number.isNaN)).toBe(true);
    expect(autocorrelation(none, 3).length).toBe(0);
    expect(partialAutocorrelation(none).length).toBe(0);
  });
});

describe('tests of correlation', () => {
  it('leave out days on which either is missing', () => {
    const x = Float64Array.of(1, 2, Number.NaN, 4, 5, 6);
    const y = Float64Array.of(2, 1, 9, Number.NaN, 4, 7);
    const whole = [Float64Array.of(1, 2, 5, 6), Float64Array.of(2, 1, 4, 7)] as const;
    expect(pearson(x, y)).toEqual(pearson(...whole));
    expect(spearman(x, y)).toEqual(spearman(...whole));
    expect(kendall(x, y)).toEqual(kendall(...whole));
  });

  it('are sure of a straight line, and see order where there is no line', () => {
    const x = Float64Array.from({ length: 12 }, (_, i) => i);
    const line = pearson(
      x,
      x.map((value) => 3 - 2 * value),
    );
    expect(line).toMatchObject({ r: -1, p: 0, lower: -1, upper: -1 });
    const steep = x.map((value) => Math.exp(3 * value));
    expect(spearman(x, steep).rho).toBe(1);
    expect(kendall(x, steep).tau).toBe(1);
    expect(pearson(x, steep).r).toBeLessThan(0.6);
  });

  it('have no answer for constants and for too few days', () => {
    const constant = new Float64Array(10).fill(4);
    expect(pearson(constant, noise(10)).r).toBeNaN();
    expect(pearson(constant, noise(10)).p).toBeNaN();
    expect(spearman(constant, noise(10)).p).toBeNaN();
    expect(kendall(constant, noise(10))).toEqual({ tau: Number.NaN, z: Number.NaN, p: Number.NaN });
    for (const few of [none, Float64Array.of(1), Float64Array.of(1, 2)]) {
      expect(pearson(few, few).p).toBeNaN();
      expect(spearman(few, few).p).toBeNaN();
    }
    expect(kendall(none, none).p).toBeNaN();
    for (let n = 1; n < 40; n++) expect(kendall(new Float64Array(n), new Float64Array(n)).z).toBeNaN();
  });

  it('share the mean rank among equals', () => {
    expect(Array.from(midRanks(Float64Array.of(5, 1, 5, Number.NaN, 0, 5)))).toEqual([
      4,
      2,
      4,
      Number.NaN,
      1,
      4,
    ]);
  });
});

describe('what the days are worth', () => {
  it('is all of them for white series and a few for slow ones', () => {
    expect(effectiveSize(noise(400), noise(400)).effective).toBeGreaterThan(300);
    const slow = effectiveSize(memory(400, 0.95), memory(400, 0.95));
    expect(slow.effective).toBeLessThan(100);
    expect(slow.p).toBeGreaterThan(slow.naiveP);
    expect(slow.bartlettError).toBeGreaterThan(slow.naiveError);
  });

  it('never exceeds the days there are, nor falls below two', () => {
    expect(effectiveSize(memory(300, 0.8), memory(300, -0.8)).effective).toBe(300);
    const line = Float64Array.from({ length: 30 }, (_, i) => i);
    expect(effectiveSize(line, line).effective).toBeGreaterThanOrEqual(2);
  });

  it('covers the truth about as often as it says', () => {
    let claims = 0;
    for (let round = 0; round < 150; round++)
      if (effectiveSize(memory(200, 0.8), memory(200, 0.8)).p < 0.05) claims++;
    expect(claims / 150).toBeLessThan(0.12);
  });

  it('is unknown for constants, nothing and one day', () => {
    for (const [x, y] of [
      [new Float64Array(20), noise(20)],
      [none, none],
      [Float64Array.of(1), Float64Array.of(2)],
    ] as const) {
      expect(effectiveSize(x, y).effective).toBeNaN();
      expect(effectiveSize(x, y).p).toBeNaN();
    }
    expect(bartlettError(none, none, 3)).toBeNaN();
  });

  it('has the band that everybody draws', () => expect(naiveBand(100)).toBeCloseTo(0.19599639845, 10));
});

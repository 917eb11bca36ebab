import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { errorsOf, type Regression, regress } from './regression.ts';
import { breuschGodfrey, durbinWatson, jarqueBera, ljungBox } from './residualTests.ts';

function fitted(columns: readonly Float64Array[], y: Float64Array, intercept = true): Regression {
  const regression = regress(columns, y, intercept);
  if (regression.kind === 'unavailable') throw new Error(regression.why);
  return regression;
}

describe('regress', () => {
  it('reads the textbook line y = 2 + 3x with errors 1, -1, -1, 1', () => {
    const line = fitted([Float64Array.of(0, 1, 2, 3)], Float64Array.of(3, 4, 7, 12));
    expect([...line.fit.coefficients]).toEqual([expect.closeTo(2, 12), expect.closeTo(3, 12)]);
    // RSS 4 on 2 degrees; total 49; Sxx 5.
    expect(line.r2).toBeCloseTo(1 - 4 / 49, 12);
    expect(line.adjustedR2).toBeCloseTo(1 - (4 / 49) * (3 / 2), 12);
    expect(line.sigma).toBeCloseTo(Math.SQRT2, 12);
    expect(errorsOf(line, { kind: 'constant' })[1]).toBeCloseTo(Math.sqrt(2 / 5), 12);
    // Every squared error is 1, so White's middle is X'X and the covariance (X'X)⁻¹.
    expect(errorsOf(line, { kind: 'HC0' })[1]).toBeCloseTo(Math.sqrt(1 / 5), 12);
    expect(durbinWatson(line.fit.residuals)).toBeCloseTo(8 / 4, 12);
  });

  it('weighs a lag of the errors by its distance', () => {
    // A constant alone: errors 1, 1, -1, -1, so lag 1 adds 2·(1 - 1/3)·1, lag 2 2·(1 - 2/3)·(-2); (X'X)⁻¹ is 1/4.
    const level = fitted([], Float64Array.of(6, 6, 4, 4));
    const [error] = errorsOf(level, { kind: 'neweyWest', lags: 2 });
    expect(error).toBeCloseTo(Math.sqrt(4 + 4 / 3 - 4 / 3) / 4, 12);
    const [one] = errorsOf(level, { kind: 'neweyWest', lags: 1 });
    expect(one).toBeCloseTo(Math.sqrt(4 + 1) / 4, 12);
  });

  it('has Newey-West with no lags equal to HC0, and adjusted to HC1', () => {
    const random = createRandom(4);
    const x = Float64Array.from({ length: 60 }, () => random.normal());
    const line = fitted(
      [x],
      x.map((value) => value + random.normal()),
    );
    expect(errorsOf(line, { kind: 'neweyWest', lags: 0 })).toEqual(errorsOf(line, { kind: 'HC0' }));
    expect(errorsOf(line, { kind: 'neweyWest', lags: 0, adjusted: true })).toEqual(
      errorsOf(line, { kind: 'HC1' }),
    );
  });

  it('equals, with a day missing, the same fit without it where days don’t matter', () => {
    const x = Float64Array.of(1, 2, 4, 8, 3, 5);
    const y = Float64Array.of(2, 1, 5, 7, 4, 4);
    const gap = fitted(
      [Float64Array.of(1, 2, 99, 4, 8, 3, 5)],
      Float64Array.of(2, 1, Number.NaN, 5, 7, 4, 4),
    );
    const whole = fitted([x], y);
    expect(errorsOf(gap, { kind: 'HC3' })).toEqual(errorsOf(whole, { kind: 'HC3' }));
    expect(gap.bic).toBe(whole.bic);
  });

  it.each([
    ['nothing', [], 'noValues'],
    ['one value', [1], 'tooShort'],
    ['a constant', [0.1, 0.1, 0.1, 0.1, 0.1], 'constant'],
    ['squares beyond all numbers', [1e300, -1e300, 1e300, 2, 1], 'outOfRange'],
    ['only gaps', [Number.NaN, Number.NaN, Number.NaN], 'noValues'],
  ] as const)('answers why not for %s', (_, y, why) => {
    const x = Float64Array.from(y, (_, t) => t * t);
    expect(regress([x], Float64Array.from(y), true)).toEqual({ kind: 'unavailable', why });
  });

  it('says when two columns say the same', () => {
    const x = Float64Array.of(1, 2, 3, 4, 6);
    const y = Float64Array.of(1, 0, 3, 1, 2);
    expect(regress([x, x.map((value) => 2 * value)], y, true)).toEqual({
      kind: 'unavailable',
      why: 'rankDeficient',
    });
  });
});

describe('tests of residuals', () => {
  it('reject at about their level when nothing is there', () => {
    const random = createRandom(12);
    let breusch = 0;
    let ljung = 0;
    for (let trial = 0; trial < 400; trial++) {
      const x = Float64Array.from({ length: 80 }, () => random.normal());
      const line = fitted(
        [x],
        x.map(() => random.normal()),
      );
      if (breuschGodfrey(line, 2).p < 0.05) breusch++;
      if (ljungBox(line.fit.residuals, 5).p < 0.05) ljung++;
    }
    expect(breusch).toBeGreaterThan(6);
    expect(breusch).toBeLessThan(34);
    expect(ljung).toBeGreaterThan(6);
    expect(ljung).toBeLessThan(36);
  });

  it('has Ljung and Box by hand for four values', () => {
    // Autocorrelation of 1, 1, -1, -1 at lag 1: 1/4, over n - 1 = 3, times n(n + 2) = 24.
    expect(ljungBox(Float64Array.of(1, 1, -1, -1), 1).stat).toBeCloseTo((24 * (1 / 16)) / 3, 12);
  });

  it('has Jarque and Bera by hand for four values', () => {
    // Deviations ±1, ±1: skewness 0, kurtosis 1, so 4 (1-3)²/24.
    expect(jarqueBera(Float64Array.of(1, 3, 1, 3)).stat).toBeCloseTo(2 / 3, 12);
  });

  it('have no answer for nothing, one value or a constant', () => {
    for (const x of [new Float64Array(0), Float64Array.of(1), new Float64Array(9).fill(2)]) {
      expect(jarqueBera(x).p).toBeNaN();
      expect(ljungBox(x, 3).p).toBeNaN();
      expect(durbinWatson(x.map(() => 0))).toBeNaN();
    }
  });
});

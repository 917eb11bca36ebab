import { describe, expect, it } from 'vitest';
import { nile } from '../../../test/insight/publishedSeries.ts';
import { invertPositive } from '../numbers/invertPositive.ts';
import { createRandom } from '../numbers/random.ts';
import { fitLocalLevel, type LocalLevel } from './localLevel.ts';

describe('fitLocalLevel', () => {
  it('finds for the Nile what Durbin and Koopman print', () => {
    const { varObs, varLevel } = fitted(nile);
    expect(Math.abs(varObs - 15099)).toBeLessThan(2);
    expect(Math.abs(varLevel - 1469.1)).toBeLessThan(0.5);
  });

  it('smooths as the whole covariance matrix says, gaps included', () => {
    const x = nile.slice(0, 40);
    for (const day of [0, 10, 11, 12, 39]) x[day] = Number.NaN;
    const fit = fitted(x);
    const known = Array.from(x.keys()).filter((t) => !Number.isNaN(x[t] as number));
    const values = known.map((t) => x[t] as number);
    const centre = values[0] as number;
    const average = values.reduce((a, b) => a + b) / values.length;
    const spread = values.reduce((a, b) => a + (b - average) ** 2, 0) / (values.length - 1);
    // A walk that starts with variance P: cov(level s, level t) = P + varLevel (min(s, t) + 1).
    const ofLevels = (s: number, t: number) => 1e4 * spread + fit.varLevel * (Math.min(s, t) + 1);
    const seen = new Float64Array(known.length ** 2);
    known.forEach((s, i) => {
      known.forEach((t, j) => {
        seen[i * known.length + j] = ofLevels(s, t) + (i === j ? fit.varObs : 0);
      });
    });
    const inverse = invertPositive(seen) ?? new Float64Array();
    for (const day of [0, 5, 11, 25, 39]) {
      let level = centre;
      known.forEach((s, i) => {
        known.forEach((_, j) => {
          const weight = ofLevels(day, s) * (inverse[i * known.length + j] as number);
          level += weight * ((values[j] as number) - centre);
        });
      });
      expect(Math.abs((fit.smoothed[day] as number) - level)).toBeLessThan(1e-3);
      let left = ofLevels(day, day);
      known.forEach((s, i) => {
        known.forEach((t, j) => {
          left -= ofLevels(day, s) * (inverse[i * known.length + j] as number) * ofLevels(day, t);
        });
      });
      expect((fit.smoothedVariance[day] as number) / left).toBeCloseTo(1, 3);
    }
    expect(fit.smoothedVariance[11] as number).toBeGreaterThan(fit.smoothedVariance[25] as number);
    expect(fit.smoothed[39]).toBeCloseTo(fit.level, 9);
  });

  it('knows a level that never moves, and one that is seen without noise', () => {
    const random = createRandom(12);
    const noise = Float64Array.from({ length: 300 }, () => random.normal());
    const still = fitted(noise);
    expect(still.varLevel).toBeLessThan(1e-3);
    expect(still.varObs).toBeCloseTo(1, 0);
    let level = 0;
    const walk = fitted(noise.map((step) => (level += step)));
    expect(walk.varObs).toBeLessThan(0.1);
    expect(walk.varLevel).toBeCloseTo(1, 0);
  });

  it.each([
    ['nothing', new Float64Array(), 'noValues'],
    ['two values', Float64Array.of(1, Number.NaN, 2), 'tooShort'],
    ['a constant', new Float64Array(9).fill(2), 'constant'],
  ])('refuses %s', (_, x, why) => {
    expect(fitLocalLevel(x)).toEqual({ kind: 'unavailable', why });
  });
});

function fitted(x: Float64Array): LocalLevel {
  const fit = fitLocalLevel(x);
  if (fit.kind !== 'fit') throw new Error(fit.why);
  return fit;
}

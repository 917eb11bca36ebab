import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { kaplanMeier, type SurvivalCurve, survivalAt } from './kaplanMeier.ts';
import { logRank } from './logRank.ts';
import { survivalInterval } from './survivalInterval.ts';
import { survivalQuantile } from './survivalQuantile.ts';

function curveOf(time: readonly number[], ended: readonly number[]): SurvivalCurve {
  const curve = kaplanMeier(Float64Array.from(time), ended);
  if (curve.kind === 'unavailable') throw new Error(curve.why);
  return curve;
}

describe('kaplanMeier', () => {
  // Freireich et al. (1963): weeks of remission under 6-MP, the example of every textbook.
  const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const relapse = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];

  it('gives the published table of the 6-MP trial', () => {
    const curve = curveOf(weeks, relapse);
    expect([...curve.time]).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect([...curve.atRisk]).toEqual([21, 17, 15, 12, 11, 7, 6]);
    [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448].forEach((share, i) => {
      expect(curve.survival[i]).toBeCloseTo(share, 3);
    });
    [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346].forEach((error, i) => {
      expect(curve.error[i]).toBeCloseTo(error, 4);
    });
    expect(survivalQuantile(curve, 0.5)).toMatchObject({ time: 23, upper: Number.NaN });
  });

  it('is the plain share of those left when nothing is cut off', () => {
    const curve = curveOf([4, 2, 2, 8], [1, 1, 1, 1]);
    expect([...curve.survival]).toEqual([0.5, 0.25, 0]);
    expect(curve.error[0]).toBeCloseTo(Math.sqrt(0.25 / 4), 12);
    expect([curve.error[2], curve.lower[2]]).toEqual([Number.NaN, Number.NaN]);
    expect([1, 2, 3, 8, 99].map((time) => survivalAt(curve, time))).toEqual([1, 0.5, 0.5, 0, 0]);
  });

  it('crosses a level that is kept in the middle of its stay', () => {
    expect(survivalQuantile(curveOf([2, 2, 6, 8], [1, 1, 1, 1]), 0.5).time).toBe(4);
    expect(survivalQuantile(curveOf([2, 2, 6, 8], [1, 1, 0, 0]), 0.5).time).toBe(5);
    expect(survivalQuantile(curveOf([2, 3, 6, 8], [1, 0, 0, 0]), 0.5).time).toBeNaN();
  });

  it('covers the truth in nineteen of twenty', () => {
    const random = createRandom(17);
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const time: number[] = [];
      const ended: number[] = [];
      for (let i = 0; i < 60; i++) {
        const wait = -10 * Math.log(1 - random.uniform());
        const cut = 30 * random.uniform();
        time.push(Math.min(wait, cut));
        ended.push(wait <= cut ? 1 : 0);
      }
      const curve = curveOf(time, ended);
      const last = curve.time.findLastIndex((at) => at <= 8);
      const truth = Math.exp(-0.8);
      if ((curve.lower[last] as number) <= truth && truth <= (curve.upper[last] as number)) covered++;
    }
    expect(covered).toBeGreaterThan(365);
    expect(covered).toBeLessThan(396);
  });

  it('has no answer without waits, and a whole curve without ends', () => {
    expect(kaplanMeier(new Float64Array(0), [])).toEqual({ kind: 'unavailable', why: 'noValues' });
    expect(kaplanMeier(Float64Array.of(Number.NaN), [1])).toEqual({ kind: 'unavailable', why: 'noValues' });
    const waiting = curveOf([3], [0]);
    expect(waiting.time.length).toBe(0);
    expect(survivalAt(waiting, 9)).toBe(1);
    expect(survivalQuantile(waiting, 0.5).time).toBeNaN();
  });
});

it('has every form of interval lie around the share, within 0 and 1', () => {
  for (const form of ['plain', 'log', 'logLog', 'logit', 'arcsine'] as const)
    for (const share of [0.02, 0.5, 0.98])
      for (const error of [0.01, 0.3, 5]) {
        const [lower, upper] = survivalInterval(share, error, 1.96, form);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(share);
        expect(upper).toBeGreaterThanOrEqual(share);
        expect(upper).toBeLessThanOrEqual(1);
      }
  // Narrow intervals agree: all are share ± z·error·share to first order.
  for (const form of ['log', 'logLog', 'logit', 'arcsine'] as const)
    expect(survivalInterval(0.6, 1e-5, 2, form)[0]).toBeCloseTo(
      survivalInterval(0.6, 1e-5, 2, 'plain')[0],
      8,
    );
});

describe('logRank', () => {
  it('compares two by two by hand', () => {
    // At 1: one of two in each… risk 2+2, one ends in A: E 1/2, V 1/4; at 2: risk 1+2, one ends in B: E 1/3, V 2/9; at 3: 1+1, B: 1/2, 1/4.
    const test = logRank(Float64Array.of(1, 4, 2, 3), [1, 0, 1, 1], [0, 0, 1, 1]);
    if (test.kind === 'unavailable') throw new Error(test.why);
    const expected = 1 / 2 + 1 / 3 + 1 / 2;
    expect(test.expected[0]).toBeCloseTo(expected, 12);
    expect(test.chiSquare).toBeCloseTo((1 - expected) ** 2 / (1 / 4 + 2 / 9 + 1 / 4), 12);
  });

  it('keeps its level with three groups', () => {
    const random = createRandom(19);
    let claims = 0;
    for (let trial = 0; trial < 300; trial++) {
      const time = Float64Array.from({ length: 60 }, () => Math.ceil(8 * random.uniform()));
      const ended = Array.from(time, () => (random.uniform() < 0.8 ? 1 : 0));
      const test = logRank(
        time,
        ended,
        Array.from(time, (_, i) => i % 3),
        trial % 2,
      );
      if (test.kind === 'tested' && test.p < 0.05) claims++;
    }
    expect(claims).toBeGreaterThan(4);
    expect(claims).toBeLessThan(28);
  });

  it('says when there is nothing to compare', () => {
    expect(logRank(new Float64Array(0), [], [])).toEqual({ kind: 'unavailable', why: 'noValues' });
    expect(logRank(Float64Array.of(1, 2), [0, 0], [0, 1])).toEqual({ kind: 'unavailable', why: 'noValues' });
    expect(logRank(Float64Array.of(1, 2), [1, 1], [0, 0])).toEqual({ kind: 'unavailable', why: 'tooShort' });
  });
});

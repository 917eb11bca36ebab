import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../numbers/random.ts';
import { adf, schwertLags } from './adf.ts';
import { dickeyFuller } from './dickeyFuller.ts';
import { kpss, kpssLags } from './kpss.ts';
import { mackinnonP } from './mackinnon.ts';
import { criticalTaus, interpolate, trendTauP } from './tables.ts';

function autoregressive(random: Random, length: number, memory: number): Float64Array {
  const values = new Float64Array(length);
  for (let t = 0; t < length; t++) values[t] = memory * (values[t - 1] ?? 0) + random.normal();
  return values;
}

describe('MacKinnon’s p', () => {
  // Asymptotic critical values, MacKinnon (2010), table 2.
  it.each([
    ['none', [-2.56574, -1.941, -1.61682]],
    ['drift', [-3.43035, -2.86154, -2.56677]],
    ['trend', [-3.95877, -3.41049, -3.12705]],
    ['quadratic', [-4.37113, -3.83239, -3.55326]],
  ] as const)('is 1, 5 and 10 %% at the published points: %s', (deterministic, points) => {
    points.forEach((tau, i) => {
      const p = [0.01, 0.05, 0.1][i] as number;
      expect(Math.abs(mackinnonP(tau, deterministic) - p)).toBeLessThan(0.03 * p);
    });
  });

  it('rises with tau, between 0 and 1', () => {
    for (const deterministic of ['none', 'drift', 'trend', 'quadratic'] as const) {
      let last = 0;
      for (let tau = -20; tau < 4; tau += 0.1) {
        const p = mackinnonP(tau, deterministic);
        // The two polynomials don't quite meet at their turn.
        expect(p).toBeGreaterThanOrEqual(last - 1e-3);
        last = p;
      }
      expect(last).toBeGreaterThan(0.99);
    }
  });
});

describe('adf', () => {
  it('keeps its level on random walks and rejects on steady series', () => {
    const random = createRandom(41);
    let onWalks = 0;
    let onSteady = 0;
    for (let trial = 0; trial < 200; trial++) {
      const walk = adf(autoregressive(random, 200, 1), 'drift', 2, 'fixed');
      const steady = adf(autoregressive(random, 200, 0.5), 'drift', 2, 'fixed');
      if (walk.kind === 'tested' && walk.p < 0.05) onWalks++;
      if (steady.kind === 'tested' && steady.p < 0.05) onSteady++;
    }
    expect(onWalks).toBeLessThan(22);
    expect(onSteady).toBeGreaterThan(195);
  });

  it('compares all numbers of lags on the days the highest reaches', () => {
    const random = createRandom(2);
    for (let trial = 0; trial < 40; trial++) {
      const series = autoregressive(random, 40, 0.8);
      const fits = Array.from({ length: 7 }, (_, lags) => dickeyFuller(series, 'drift', lags, 6));
      const scores = fits.map((fit) => (fit.kind === 'fitted' ? fit.aic : Number.NaN));
      expect(fits.every((fit) => fit.kind === 'fitted' && fit.used === 33)).toBe(true);
      expect(adf(series, 'drift', 6, 'aic')).toMatchObject({ lags: scores.indexOf(Math.min(...scores)) });
    }
  });

  it('chooses a lag where one is needed', () => {
    const random = createRandom(3);
    const walk = new Float64Array(600);
    for (let t = 1; t < 600; t++)
      walk[t] = (walk[t - 1] ?? 0) + 0.7 * ((walk[t - 1] ?? 0) - (walk[t - 2] ?? 0)) + random.normal();
    for (const choice of ['aic', 'bic', 'tStat'] as const) {
      const test = adf(walk, 'drift', 8, choice);
      expect(test.kind === 'tested' && test.lags).toBeGreaterThanOrEqual(1);
    }
    expect(adf(walk, 'drift', 8, 'bic')).toMatchObject({ lags: 1, used: 598 });
  });

  it.each([
    ['nothing', new Float64Array(0), 'tooShort'],
    ['one day', new Float64Array(1), 'tooShort'],
    ['a constant', new Float64Array(50).fill(0.1), 'constant'],
    [
      'squares beyond all numbers',
      Float64Array.from({ length: 50 }, (_, t) => 1e300 * Math.sin(t * t)),
      'outOfRange',
    ],
    ['only gaps', new Float64Array(50).fill(Number.NaN), 'noValues'],
  ])('answers why not for %s', (_, series, why) => {
    expect(adf(series, 'drift', 1, 'fixed')).toEqual({ kind: 'unavailable', why });
    expect(adf(series, 'drift', 1, 'aic')).toEqual({ kind: 'unavailable', why });
  });

  it('uses the days it has when a fifth is missing', () => {
    const random = createRandom(6);
    const gaps = autoregressive(random, 300, 0.3).map((value) =>
      random.uniform() < 0.2 ? Number.NaN : value,
    );
    const test = adf(gaps, 'drift', 0, 'fixed');
    expect(test).toMatchObject({ kind: 'tested' });
    expect(test.kind === 'tested' && test.p).toBeLessThan(1e-6);
  });
});

it('has the plain regression of a three-day toy by hand', () => {
  // Changes 1, -1, 2 on levels 1, 2, 1: slope (1-2+2)/6, RSS 6 - 1/6, t = (1/6) / sqrt((35/6)/2/6).
  const fit = dickeyFuller(Float64Array.of(1, 2, 1, 3), 'none', 0);
  expect(fit.kind === 'fitted' && fit.tau).toBeCloseTo(1 / 6 / Math.sqrt(35 / 72), 12);
});

describe('kpss', () => {
  it('keeps its level on noise and rejects on random walks', () => {
    const random = createRandom(8);
    let onNoise = 0;
    let onWalks = 0;
    for (let trial = 0; trial < 200; trial++) {
      const noise = kpss(autoregressive(random, 200, 0), 'trend');
      const walk = kpss(autoregressive(random, 200, 1), 'level');
      if (noise.kind === 'tested' && noise.p < 0.05) onNoise++;
      if (walk.kind === 'tested' && walk.p < 0.05) onWalks++;
    }
    expect(onNoise).toBeLessThan(22);
    expect(onWalks).toBeGreaterThan(170);
  });

  it('by hand: 1, -1, 1, -1 with no lags', () => {
    // Partial sums 1, 0, 1, 0: 2 / 4² over a variance of 1.
    expect(kpss(Float64Array.of(1, -1, 1, -1), 'level')).toMatchObject({
      stat: 2 / 16 / (1 + 2 * 0.5 * (-3 / 4)),
    });
  });

  it('says why not', () => {
    expect(kpss(new Float64Array(0), 'level')).toEqual({ kind: 'unavailable', why: 'noValues' });
    expect(kpss(new Float64Array(1), 'level')).toEqual({ kind: 'unavailable', why: 'tooShort' });
    expect(kpss(new Float64Array(30).fill(0.1), 'level')).toEqual({ kind: 'unavailable', why: 'constant' });
    const line = Float64Array.from({ length: 30 }, (_, t) => 3 + 0.1 * t);
    expect(kpss(line, 'trend')).toEqual({ kind: 'unavailable', why: 'perfectFit' });
  });
});

it('reads its tables between and beyond their rows', () => {
  expect(criticalTaus(99, 'none')).toEqual([-2.6, -1.95, -1.61]);
  expect(criticalTaus(730, 'trend')).toEqual([-3.96, -3.41, -3.12]);
  expect(criticalTaus(5, 'drift')).toEqual([-3.75, -3, -2.63]);
  expect(trendTauP(-9, 100)).toBe(0.01);
  expect(trendTauP(2, 100)).toBe(0.99);
  expect(trendTauP(-3.45, 100)).toBeCloseTo(0.05, 12);
  expect(interpolate([0, 10], [5, 6], 5)).toBe(5.5);
  expect([kpssLags(100, 'short'), kpssLags(100, 'long'), schwertLags(730)]).toEqual([4, 12, 20]);
});

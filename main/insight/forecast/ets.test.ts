import { describe, expect, it } from 'vitest';
import { airPassengers, nile } from '../../../test/insight/publishedSeries.ts';
import { mean, quantile, variance } from '../numbers/moments.ts';
import { createRandom } from '../numbers/random.ts';
import { type EtsFit, fitEts } from './ets.ts';
import { runEts } from './etsFilter.ts';
import { forecastEts } from './etsForecast.ts';
import { type EtsModel, isForecastable, nameOf, parseEtsModel } from './etsModel.ts';
import { createEtsStepper } from './etsStep.ts';
import { selectEts } from './selectEts.ts';

const ALL = ['A', 'M'].flatMap((error) =>
  ['N', 'A', 'Ad', 'M', 'Md'].flatMap((trend) =>
    ['N', 'A', 'M'].map((season) => `${error}${trend}${season}`),
  ),
);

describe('fitEts', () => {
  it('finds for AirPassengers what the manual of R prints', () => {
    const fit = fitted(airPassengers, 'MAdM', 12);
    expect(fit.parameters.alpha).toBeCloseTo(0.7096, 4);
    expect(fit.parameters.beta).toBeCloseTo(0.0204, 4);
    expect(fit.parameters.gamma).toBeCloseTo(1e-4, 4);
    expect(fit.parameters.phi).toBeCloseTo(0.98, 4);
    expect(fit.start.level).toBeCloseTo(120.9939, 3);
    expect(fit.start.slope).toBeCloseTo(1.7705, 3);
    expect(Math.sqrt(fit.sigma2)).toBeCloseTo(0.0392, 4);
    expect([fit.aic, fit.aicc, fit.bic].map((v) => Number(v.toFixed(3)))).toEqual([
      1395.166, 1400.638, 1448.623,
    ]);
  });

  it('is simple exponential smoothing where nothing but a level moves', () => {
    const fit = fitted(nile, 'ANN');
    let level = fit.start.level;
    nile.forEach((value, t) => {
      expect(fit.fitted[t]).toBeCloseTo(level, 9);
      level = fit.parameters.alpha * value + (1 - fit.parameters.alpha) * level;
    });
    expect(fit.end.level).toBeCloseTo(level, 9);
  });

  it('fits every one of the thirty models, gaps, ties and all, and leaves its input alone', () => {
    const random = createRandom(4);
    const x = Float64Array.from({ length: 40 }, (_, t) =>
      random.uniform() < 0.2
        ? Number.NaN
        : Math.round(30 + 10 * Math.sin((Math.PI * t) / 2) + 3 * random.normal()),
    );
    const before = x.slice();
    for (const name of ALL) {
      const fit = fitted(x, name, 4);
      expect(nameOf(fit.model)).toBe(name);
      expect(Number.isFinite(fit.logLik), name).toBe(true);
      const { mean: ahead, error, intervals } = forecastEts(fit, 6);
      expect([...ahead, ...error].every(Number.isFinite), name).toBe(true);
      expect(intervals[1]?.upper[5] as number).toBeGreaterThan(intervals[0]?.upper[5] as number);
    }
    expect(x).toEqual(before);
  });

  it('keeps its level on missing days', () => {
    const model = parseEtsModel('AAdN') as EtsModel;
    const start = { level: 10, slope: 4, season: Float64Array.of(0) };
    const x = Float64Array.of(Number.NaN, Number.NaN, 20);
    const run = runEts(model, { alpha: 0.5, beta: 0.1, gamma: 0, phi: 0.5 }, start, x);
    expect(Array.from(run.fitted)).toEqual([12, 13, 13.5]);
    expect(run.used).toBe(1);
    expect(run.residuals[2]).toBe(6.5);
  });

  it.each([
    ['nothing', new Float64Array(), 'ANN', 1, 'noValues'],
    ['one value', Float64Array.of(1), 'ANN', 1, 'tooShort'],
    ['less than two periods', Float64Array.from({ length: 20 }, (_, t) => t % 5), 'ANA', 12, 'tooShort'],
    ['a constant', new Float64Array(40).fill(3), 'ANN', 1, 'constant'],
    ['all zeros', new Float64Array(40), 'MNN', 1, 'constant'],
    ['a zero under a relative error', nile.map((v, t) => (t === 5 ? 0 : v)), 'MNN', 1, 'notPositive'],
  ] as const)('refuses %s', (_, x, name, period, why) => {
    expect(fitEts(x, parseEtsModel(name, period) as EtsModel)).toEqual({ kind: 'unavailable', why });
  });
});

describe('forecastEts', () => {
  it('lets an error return with its season, a whole period on and not before', () => {
    const random = createRandom(12);
    const x = Float64Array.from({ length: 80 }, (_, t) => 50 + 9 * Math.sin(t * t) + random.normal());
    const fit = fitted(x, 'ANA', 4);
    const { alpha, gamma } = { alpha: 0.3, gamma: 0.6 };
    const { error } = forecastEts({ ...fit, parameters: { ...fit.parameters, alpha, gamma } }, 9);
    for (let h = 1; h <= 9; h++) {
      const returns = Math.floor((h - 1) / 4);
      const times = 1 + (h - 1 - returns) * alpha ** 2 + returns * (alpha + gamma) ** 2;
      expect((error[h - 1] as number) ** 2 / fit.sigma2).toBeCloseTo(times, 10);
    }
  });

  it.each([
    ['class 1', 'AAdA', 'analytic'],
    ['class 2', 'MAN', 'analytic'],
    ['class 2 with a season', 'MAdA', 'analytic'],
    ['class 3', 'MAdM', 'analytic'],
    ['class 3 without a trend', 'MNM', 'analytic'],
    ['neither', 'MMM', 'simulated'],
  ])('has the mean and spread of paths drawn from the model: %s', (_, name, how) => {
    const fit = { ...fitted(airPassengers, name, 12), ...exaggerated(name) };
    const predicted = forecastEts(fit, 15, [0.8]);
    expect(predicted.how).toBe(how);
    const random = createRandom(99);
    const last = Array.from({ length: 15 }, () => new Float64Array(6000));
    for (let path = 0; path < 6000; path++) {
      const stepper = createEtsStepper(fit.model, fit.parameters, fit.end);
      for (let h = 0; h < 15; h++) {
        const error = Math.sqrt(fit.sigma2) * random.normal();
        const centre = stepper.expected();
        const value = fit.model.error === 'A' ? centre + error : centre * (1 + error);
        stepper.observe(value);
        (last[h] as Float64Array)[path] = value;
      }
    }
    for (const h of [0, 1, 6, 11, 12, 14]) {
      const paths = last[h] as Float64Array;
      expect((predicted.mean[h] as number) / mean(paths)).toBeCloseTo(1, 1.4);
      expect((predicted.error[h] as number) / Math.sqrt(variance(paths))).toBeCloseTo(1, 1.3);
      if (how === 'simulated')
        expect((predicted.intervals[0]?.upper[h] as number) / quantile(paths, 0.9)).toBeCloseTo(1, 1.4);
    }
  });

  /** Larger weights than the fit's, so that a wrong term would show. */
  function exaggerated(name: string): Partial<EtsFit> {
    const parameters = {
      alpha: 0.4,
      beta: name[1] === 'N' ? 0 : 0.05,
      gamma: name.endsWith('N') ? 0 : 0.3,
      phi: name.includes('d') ? 0.9 : 1,
    };
    return { parameters, sigma2: name[0] === 'A' ? 400 : 0.0025 };
  }

  it('says the same every time it is asked', () => {
    const fit = fitted(airPassengers, 'MMM', 12);
    expect(forecastEts(fit, 5)).toEqual(forecastEts(fit, 5));
  });
});

describe('selectEts', () => {
  it('takes the lowest AICc of the models it may choose from', () => {
    const x = nile.slice(0, 40);
    const all = ['ANN', 'AAN', 'AAdN', 'MNN', 'MAN', 'MAdN'].map((name) => fitted(x, name).aicc);
    const chosen = selectEts(x);
    expect(chosen.kind === 'fit' && chosen.aicc).toBe(Math.min(...all));
    const additive = selectEts(x, 1, 'AAN', false);
    expect(additive.kind === 'fit' && nameOf(additive.model)).toBe('AAN');
  });

  it('says why when none fits', () => {
    expect(selectEts(new Float64Array(30), 7)).toEqual({ kind: 'unavailable', why: 'constant' });
    expect(selectEts(nile.slice(0, 3))).toEqual({ kind: 'unavailable', why: 'tooShort' });
  });
});

describe('parseEtsModel', () => {
  it('knows the names, and none that are none', () => {
    expect(ALL.map((name) => nameOf(parseEtsModel(name, 7) as EtsModel))).toEqual(ALL);
    for (const name of ['', 'NNN', 'AdN', 'AXN', 'ANA!']) expect(parseEtsModel(name, 7)).toBeNull();
    expect(parseEtsModel('ANA', 1)).toBeNull();
    expect(parseEtsModel('ANN', 1, true)).toBeNull();
  });
});

describe('isForecastable', () => {
  it('agrees with what errors do in the long run', () => {
    const random = createRandom(8);
    const model = parseEtsModel('AAA', 4) as EtsModel;
    let inside = 0;
    for (let trial = 0; trial < 100; trial++) {
      const weights = {
        alpha: 1.8 * random.uniform(),
        beta: 0.6 * random.uniform(),
        gamma: 1.5 * random.uniform(),
        phi: 1,
      };
      const state = (slope: number) => ({
        level: slope,
        slope,
        season: Float64Array.of(slope, -slope, 0, 0),
      });
      const zeros = new Float64Array(2000);
      // Of two starts that differ, a forecastable model forgets the difference.
      const run = runEts(model, weights, state(1), zeros);
      const rest = Math.abs(run.fitted[1999] as number);
      const grows = !(rest < 1);
      const forgets = rest < 1e-3;
      if (isForecastable(model, weights)) {
        inside++;
        expect(grows, JSON.stringify(weights)).toBe(false);
      } else expect(forgets, JSON.stringify(weights)).toBe(false);
    }
    expect(inside).toBeGreaterThan(10);
    expect(inside).toBeLessThan(90);
  });
});

function fitted(x: Float64Array, name: string, period = 1): EtsFit {
  const fit = fitEts(x, parseEtsModel(name, period) as EtsModel);
  if (fit.kind !== 'fit') throw new Error(`${name}: ${fit.why}`);
  return fit;
}

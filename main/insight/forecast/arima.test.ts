import { describe, expect, it } from 'vitest';
import { accidentalDeaths, airPassengers, approval, hormone } from '../../../test/insight/publishedSeries.ts';
import { createRandom } from '../numbers/random.ts';
import { type ArimaFit, type ArimaOptions, fitArima } from './arima.ts';
import { forecastArima } from './arimaForecast.ts';
import { exactProfile, logLikOf } from './arimaLikelihood.ts';
import { type ArimaOrder, arimaOrder, splitWeights } from './arimaModel.ts';

describe('fitArima finds what the manuals print', () => {
  it.each([
    ['lh, AR(1)', hormone, arimaOrder([1, 0, 0]), [0.5739, 2.4133], [0.1161, 0.1466], 0.1975, -29.38],
    [
      'lh, AR(3)',
      hormone,
      arimaOrder([3, 0, 0]),
      [0.6448, -0.0634, -0.2198, 2.3931],
      [0.1394, 0.1668, 0.1421, 0.0963],
      0.1787,
      -27.09,
    ],
    [
      'USAccDeaths, airline model',
      accidentalDeaths,
      arimaOrder([0, 1, 1], [0, 1, 1], 12),
      [-0.4303, -0.5528],
      [0.1228, 0.1784],
      99347,
      -425.44,
    ],
    [
      'presidents, AR(3) over missing quarters',
      approval,
      arimaOrder([3, 0, 0]),
      [0.7496, 0.2523, -0.189, 56.2236],
      [0.0936, 0.114, 0.0946, 4.2845],
      81.12,
      -414.08,
    ],
  ] as const)('%s', (_, x, order, estimates, errors, sigma2, logLik) => {
    const fit = fitted(x, order);
    estimates.forEach((value, i) => {
      expect(Math.abs((fit.estimates[i] as number) - value)).toBeLessThan(2e-4 * (1 + Math.abs(value)));
    });
    errors.forEach((value, i) => {
      expect(Math.abs((fit.errors[i] as number) - value)).toBeLessThan(3e-4 * (1 + Math.abs(value)));
    });
    expect(fit.sigma2 / sigma2).toBeCloseTo(1, 3);
    expect(fit.logLik).toBeCloseTo(logLik, 2);
  });

  it('lh, AR(3) by the conditional sum of squares', () => {
    const fit = fitted(hormone, arimaOrder([3, 0, 0]), { method: 'conditional' });
    expect(Array.from(fit.estimates, (v) => Number(v.toFixed(4)))).toEqual([
      0.6578, -0.0658, -0.2348, 2.3918,
    ]);
    expect(Array.from(fit.errors, (v) => Number(v.toFixed(4)))).toEqual([0.1414, 0.1702, 0.1473, 0.0983]);
    expect(fit.logLik).toBeCloseTo(-28.31, 2);
  });
});

describe('the exact likelihood', () => {
  const order = arimaOrder([2, 0, 1], [1, 0, 1], 4);
  const weights = splitWeights(order, Float64Array.of(0.5, -0.3, 0.4, 0.6, -0.2));

  it('is that of the whole covariance matrix, days missing or not', () => {
    const random = createRandom(3);
    const x = Float64Array.from({ length: 60 }, () => 3 * random.normal());
    for (const holes of [[], [0, 7, 8, 9, 10, 11, 12, 40, 59]]) {
      for (const day of holes) x[day] = Number.NaN;
      const profile = exactProfile(order, weights, [x]);
      expect(profile && logLikOf(profile, profile.used)).toBeCloseTo(slowLogLik(x), 8);
    }
  });

  /** Autocovariances from the moving-average form cut off far out, then a dense Cholesky. */
  function slowLogLik(x: Float64Array): number {
    const psi = responses(3000);
    const covariance = (lag: number) => {
      let total = 0;
      for (let j = 0; j + lag < psi.length; j++) total += (psi[j] as number) * (psi[j + lag] as number);
      return total;
    };
    const byLag = Array.from({ length: x.length }, (_, lag) => covariance(lag));
    const days = Array.from(x.keys()).filter((t) => !Number.isNaN(x[t] as number));
    const rows: number[][] = [];
    const solved: number[] = [];
    let logs = 0;
    let squares = 0;
    days.forEach((day, i) => {
      const row: number[] = [];
      for (let j = 0; j <= i; j++) {
        let rest = byLag[day - (days[j] as number)] as number;
        for (let k = 0; k < j; k++) rest -= (row[k] as number) * ((rows[j] ?? row)[k] as number);
        row.push(i === j ? Math.sqrt(rest) : rest / ((rows[j] as number[])[j] as number));
      }
      rows.push(row);
      let value = x[day] as number;
      for (let k = 0; k < i; k++) value -= (row[k] as number) * (solved[k] as number);
      solved.push(value / (row[i] as number));
      logs += 2 * Math.log(row[i] as number);
      squares += (solved[i] as number) ** 2;
    });
    const n = days.length;
    return -0.5 * (n * Math.log(2 * Math.PI) + n * Math.log(squares / n) + logs + n);
  }

  /** What an innovation is worth j days later, by running the recursion as the polynomials are written. */
  function responses(length: number): number[] {
    const psi: number[] = [];
    const inner: number[] = [];
    for (let j = 0; j < length; j++) {
      const shock = (k: number) => (k === 0 ? 1 : 0);
      const moved = (k: number) => shock(k) + 0.4 * shock(k - 1);
      const input = moved(j) - 0.2 * moved(j - 4);
      inner.push(input + 0.6 * (inner[j - 4] ?? 0));
      psi.push((inner[j] as number) + 0.5 * (psi[j - 1] ?? 0) - 0.3 * (psi[j - 2] ?? 0));
    }
    return psi;
  }
});

describe('forecastArima', () => {
  it('widens as the responses to an innovation add up', () => {
    const fit = fitted(airPassengers.map(Math.log), arimaOrder([0, 1, 1], [0, 1, 1], 12));
    const [ma = 0, sma = 0] = fit.estimates;
    const ahead = forecastArima(fit, 15);
    if (ahead.kind !== 'predicted') throw new Error(ahead.why);
    // (1 + ma B)(1 + sma B^12) / (1 - B)(1 - B^12): within the year only the inner part has answered.
    const psi = (j: number) => (j === 0 ? 1 : 1 + ma + (j === 12 ? 1 + sma : 0));
    let total = 0;
    for (let h = 0; h < 13; h++) {
      total += psi(h) ** 2;
      expect(ahead.error[h]).toBeCloseTo(Math.sqrt(fit.sigma2 * total), 6);
    }
  });

  it('carries regressors on', () => {
    const random = createRandom(11);
    const z = Float64Array.from({ length: 130 }, () => random.normal());
    const y = Float64Array.from({ length: 120 }, (_, t) => 5 + 2 * (z[t] as number) + 0.1 * random.normal());
    const fit = fitted(y, arimaOrder([1, 0, 0]), {
      regressors: [z.slice(0, 120)],
      regressorNames: ['posts'],
    });
    expect(fit.names).toEqual(['ar1', 'intercept', 'posts']);
    const ahead = forecastArima(fit, 10, [z.slice(120)]);
    if (ahead.kind !== 'predicted') throw new Error(ahead.why);
    ahead.mean.forEach((value, h) => {
      expect(Math.abs(value - 5 - 2 * (z[120 + h] as number))).toBeLessThan(0.15);
    });
    expect(forecastArima(fit, 10)).toEqual({ kind: 'unavailable', why: 'tooShort' });
  });
});

describe('fitArima on data that allow no model', () => {
  const line = Float64Array.from({ length: 40 }, (_, t) => 2 + t);
  it.each([
    ['nothing', new Float64Array(), arimaOrder([1, 0, 0]), 'noValues'],
    ['only missing', new Float64Array(50).fill(Number.NaN), arimaOrder([1, 0, 0]), 'noValues'],
    ['one value', Float64Array.of(4), arimaOrder([1, 0, 0]), 'tooShort'],
    ['fewer days than weights', Float64Array.of(4, 5, 2, 1), arimaOrder([2, 0, 0]), 'tooShort'],
    ['all zeros', new Float64Array(50), arimaOrder([1, 1, 1]), 'constant'],
    ['a line, differenced twice', line, arimaOrder([1, 2, 0]), 'perfectFit'],
    ['a season without a period', line, arimaOrder([0, 0, 0], [1, 0, 0], 1), 'badPeriod'],
  ] as const)('%s', (_, x, order, why) => {
    expect(fitArima(x, order)).toEqual({ kind: 'unavailable', why });
  });

  it('two regressors that say the same', () => {
    const options = { regressors: [hormone.map((_, t) => t), hormone.map((_, t) => 2 * t + 1)] };
    expect(fitArima(hormone, arimaOrder([1, 0, 0]), options)).toEqual({
      kind: 'unavailable',
      why: 'rankDeficient',
    });
  });

  it('goes over a fifth of the days missing, ties and all, and leaves its input alone', () => {
    const random = createRandom(5);
    const x = Float64Array.from({ length: 200 }, () =>
      random.uniform() < 0.2 ? Number.NaN : Math.round(random.normal()),
    );
    const before = x.slice();
    const { estimates } = fitted(x, arimaOrder([1, 0, 1], [1, 0, 0], 7));
    expect(estimates.every(Number.isFinite)).toBe(true);
    expect(x).toEqual(before);
  });
});

function fitted(x: Float64Array, order: ArimaOrder, options: ArimaOptions = {}): ArimaFit {
  const fit = fitArima(x, order, options);
  if (fit.kind !== 'fit') throw new Error(fit.why);
  return fit;
}

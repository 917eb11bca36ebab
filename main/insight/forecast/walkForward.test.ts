import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { arimaOrder } from './arimaModel.ts';
import { type DirectForecast, forecastDirect } from './direct.ts';
import { naiveForecast } from './naive.ts';
import { type Backtest, type FitAndForecast, residualsAt, walkForward } from './walkForward.ts';

const DAYS = 240;
const LEAD = 5;
const random = createRandom(31);
const signal = Float64Array.from({ length: DAYS }, () => random.normal());
const outcome = Float64Array.from(
  { length: DAYS },
  (_, t) => 20 + 3 * (signal[t - LEAD] ?? 0) + 0.5 * random.normal(),
);
const options = { minimum: 150, horizon: 3, step: 9, period: 7 };

/** The outcome five days after the signal, by what the training days say about that. */
const direct: FitAndForecast = (window, horizon) => {
  const found = forecastDirect(window.outcome, window.signals, {
    horizon,
    lags: [2, LEAD],
    order: arimaOrder([1, 0, 0]),
    known: window.known,
  });
  return found.kind === 'direct' ? found.predicted.mean : null;
};

describe('walkForward', () => {
  it('sees what a signal is worth', () => {
    const result = tested({ outcome, signals: [signal] }, direct);
    expect(result.folds.length).toBe(10);
    expect(result.folds.map(({ origin }) => origin).slice(0, 2)).toEqual([150, 159]);
    expect(result.used).toBe(30);
    // Noise of 0.5 against a spread of 3: the loss can fall to about a sixth.
    expect(result.skill).toBeGreaterThan(0.7);
    expect(result.gain).toBeGreaterThan(0.7);
    expect(result.byHorizon.every(({ used, skill }) => used === 10 && skill > 0.6)).toBe(true);
    expect(residualsAt(result, 2).length).toBe(10);
  });

  it('finds nothing in a signal that says nothing', () => {
    const noise = Float64Array.from({ length: DAYS }, () => random.normal());
    expect(Math.abs(tested({ outcome, signals: [noise] }, direct).gain)).toBeLessThan(0.1);
  });

  it('shows a fit nothing from its future', () => {
    const model: FitAndForecast = ({ outcome: days, signals, known, from }, horizon) => {
      expect(from + days.length).toBeLessThanOrEqual(DAYS - horizon);
      expect(signals.every((column) => column.length === days.length)).toBe(true);
      expect(known.every((column) => column.length === days.length + horizon)).toBe(true);
      // Slices share nothing with the series: reaching behind them, or writing into them, changes no other fold.
      expect(days.buffer.byteLength).toBe(8 * days.length);
      const mean = naiveForecast(days, horizon, 'mean');
      days.fill(Number.NaN);
      return mean;
    };
    const calendar = [Float64Array.from({ length: DAYS }, (_, t) => t)];
    const plain = tested({ outcome, signals: [signal], known: calendar }, model, { longest: 60 });
    const poisoned = outcome.slice();
    const last = plain.folds.at(-1)?.origin ?? 0;
    poisoned.fill(1e6, last);
    const again = tested({ outcome: poisoned, signals: [signal], known: calendar }, model, { longest: 60 });
    expect(again.folds.map(({ forecast }) => forecast)).toEqual(plain.folds.map(({ forecast }) => forecast));
  });

  it('scores by hand what can be scored by hand, and only days that are known', () => {
    const x = Float64Array.of(1, 2, 1, 2, 3, Number.NaN, 5, 4);
    const model: FitAndForecast = (_, horizon) => new Float64Array(horizon).fill(3);
    const result = walkForward({ outcome: x, signals: [] }, model, {
      minimum: 4,
      horizon: 2,
      step: 2,
      period: 2,
    });
    if (result.kind !== 'backtest') throw new Error(result.why);
    // Days 4, 6, 7: |3-3|, |5-3|, |4-3| against the naive 1, 3 and 2 (the gap's forerunner).
    expect(result.loss).toBeCloseTo(1, 12);
    expect(result.naiveLoss).toBeCloseTo((2 + 2 + 2) / 3, 12);
    expect(result.skill).toBeCloseTo(0.5, 12);
    expect(result.gain).toBeNaN();
  });

  it('says when no window is long enough', () => {
    const none = { kind: 'unavailable', why: 'tooShort' };
    const data = { outcome: outcome.slice(0, 20), signals: [] };
    expect(walkForward(data, direct, options)).toEqual(none);
    expect(walkForward({ outcome: new Float64Array(), signals: [] }, direct, options)).toEqual(none);
    expect(walkForward({ outcome, signals: [] }, () => null, options)).toEqual(none);
    expect(walkForward({ outcome, signals: [signal.slice(1)] }, direct, options)).toEqual(none);
  });

  function tested(data: Parameters<typeof walkForward>[0], model: FitAndForecast, more = {}): Backtest {
    const result = walkForward(data, model, { ...options, ...more });
    if (result.kind !== 'backtest') throw new Error(result.why);
    return result;
  }
});

describe('forecastDirect', () => {
  const choice = { horizon: 7, lags: [2, LEAD], order: arimaOrder([0, 0, 0]) };

  it('uses for each day ahead only what is known by then', () => {
    const result = found(outcome, [signal]);
    expect(result.lags).toEqual([[2, 5], [2, 5], [5], [5], [5], [], []]);
    result.predicted.mean.slice(0, 5).forEach((value, h) => {
      expect(Math.abs(value - 20 - 3 * (signal[DAYS + h - LEAD] as number))).toBeLessThan(0.4);
    });
    // Past the reach of the signal only the mean is left.
    expect(Math.abs((result.predicted.mean[6] as number) - 20)).toBeLessThan(0.6);
    expect(result.predicted.error[6] as number).toBeGreaterThan(3 * (result.predicted.error[4] as number));
  });

  it('has no forecast where the signal is missing, and goes on beside', () => {
    const gappy = signal.slice();
    gappy[DAYS - 4] = Number.NaN;
    const { mean } = found(outcome, [gappy]).predicted;
    expect(mean[1]).toBeNaN();
    expect(mean[3]).not.toBeNaN();
  });

  it('looks at each signal its own days before, and comes near the exact fit in two steps', () => {
    const other = signal.map((_, t) => signal[(t * 37 + 11) % DAYS] as number);
    const own = { ...choice, order: arimaOrder([1, 0, 0]), lags: [[LEAD], [2]] };
    const exact = forecastDirect(outcome, [signal, other], own);
    const quick = forecastDirect(outcome, [signal, other], { ...own, fit: 'twoStep' });
    if (exact.kind !== 'direct' || quick.kind !== 'direct') throw new Error('no forecast');
    expect(quick.lags).toEqual([[LEAD, 2], [LEAD, 2], [LEAD], [LEAD], [LEAD], [], []]);
    const weights = quick.fits[0]?.coefficients ?? [];
    expect(weights[1]).toBeCloseTo(3, 1);
    expect(weights[2]).toBeCloseTo(0, 1);
    quick.predicted.mean.forEach((value, h) => {
      expect(Math.abs(value - (exact.predicted.mean[h] as number))).toBeLessThan(0.02);
    });
  });

  it('says when there is no telling', () => {
    expect(forecastDirect(outcome, [signal, signal], choice)).toMatchObject({ why: 'rankDeficient' });
    expect(forecastDirect(outcome.slice(0, 4), [signal.slice(0, 4)], choice)).toMatchObject({
      why: 'tooShort',
    });
    expect(forecastDirect(outcome, [], { ...choice, known: [signal] })).toMatchObject({ why: 'tooShort' });
  });

  function found(y: Float64Array, signals: readonly Float64Array[]): DirectForecast {
    const result = forecastDirect(y, signals, choice);
    if (result.kind !== 'direct') throw new Error(result.why);
    return result;
  }
});

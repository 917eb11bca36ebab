import { expect, it } from 'vitest';
import { studiedPair } from '../../../test/insight/studiedPair.ts';
import type { FitAndForecast } from '../forecast/walkForward.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { seasonDesign } from '../whitening/design.ts';
import { createLedForecast } from './ledForecast.ts';

const { pair } = studiedPair(5201, 'planted', { days: 300, lead: 6, effect: 0.6 });
const promotion = Float64Array.from({ length: 300 }, (_, t) => (t > 200 && t % 9 === 0 ? 1 : 0));
const gappy = (x: Float64Array) => x.map((value, t) => (t % 23 === 5 ? Number.NaN : Math.log1p(value)));
const HORIZON = 4;

function windowAt(origin: number, signals = [gappy(pair.signal)]): Parameters<FitAndForecast>[0] {
  return {
    outcome: gappy(pair.outcome).slice(0, origin),
    signals: signals.map((signal) => signal.slice(0, origin)),
    known: [promotion.slice(0, origin + HORIZON)],
    from: 0,
  };
}

const rounded = (value: number) => Math.round(value * 1e9) / 1e9;

it('forecasts from a window what it would if it had seen no other', () => {
  const grown = createLedForecast(20);
  for (const origin of [150, 151, 190, 240, 296]) {
    for (const signals of [undefined, []]) {
      const window = windowAt(origin, signals);
      const fresh = createLedForecast(20)(window, HORIZON);
      const forecast = grown(window, HORIZON);
      expect(fresh?.some(Number.isFinite)).toBe(true);
      // Rounded, because a day whose own past is missing has NaN in both.
      expect(forecast?.map(rounded)).toEqual(fresh?.map(rounded));
    }
  }
});

it('forecasts with the signal as a regression on the whole window does', () => {
  const window = windowAt(250);
  const { outcome } = window;
  const later = (x: Float64Array | undefined, lag: number) =>
    Float64Array.from({ length: 254 }, (_, t) => x?.[t - lag] ?? Number.NaN);
  const own = [4, 5, 6, 7].map((lag) => later(outcome, lag));
  const columns = [...seasonDesign(254, { known: window.known }), ...own, later(window.signals[0], 6)];
  const { coefficients } = leastSquares(
    columns.map((column) => column.subarray(0, 250)),
    outcome,
  );
  const forecast = createLedForecast(20)(window, HORIZON);
  for (let h = 0; h < HORIZON; h++) {
    const value = columns.reduce(
      (total, column, j) => total + (coefficients[j] ?? 0) * (column[250 + h] ?? 0),
      0,
    );
    expect(forecast?.[h]).toBeCloseTo(value, 9);
  }
});

it('takes windows that grow from one day on, and no others', () => {
  const forecast = createLedForecast(20);
  forecast(windowAt(200), HORIZON);
  expect(() => forecast(windowAt(199), HORIZON)).toThrow('grow');
  expect(() => forecast({ ...windowAt(210), from: 5 }, HORIZON)).toThrow('same day');
});

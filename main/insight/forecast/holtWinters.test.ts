import { describe, expect, it } from 'vitest';
import { airPassengers, nile } from '../../../test/insight/publishedSeries.ts';
import {
  forecastHoltWinters,
  type HoltWintersModel,
  type HoltWintersRun,
  holtWinters,
} from './holtWinters.ts';
import { fitHoltWinters } from './holtWintersFit.ts';

const MULTIPLICATIVE: HoltWintersModel = { period: 12, trend: true, season: 'multiplicative' };
const LEVEL: HoltWintersModel = { period: 1, trend: false, season: 'none' };

describe('fitHoltWinters', () => {
  it('is at least as close as what the manual of R prints for AirPassengers', () => {
    const fit = fitted(fitHoltWinters(airPassengers, MULTIPLICATIVE));
    expect(fit.sse).toBeLessThan(16570.79);
    const printed = { alpha: 0.2755925, beta: 0.03269295, gamma: 0.8707292 };
    const run = fitted(holtWinters(airPassengers, MULTIPLICATIVE, printed));
    expect(run.sse).toBeCloseTo(16570.78, 1);
    expect(run.end.level).toBeCloseTo(469.3232206, 3);
    expect(run.end.slope).toBeCloseTo(3.0215391, 4);
    expect(run.end.season[0]).toBeCloseTo(0.9464611, 5);
    expect(run.end.season[1]).toBeCloseTo(0.8829239, 5);
  });

  it('smooths the Nile as R does', () => {
    const fit = fitted(fitHoltWinters(nile, LEVEL));
    expect(fit.weights.alpha).toBeCloseTo(0.2465796, 4);
    expect(fit.end.level).toBeCloseTo(805.0389, 2);
    expect(Array.from(forecastHoltWinters(fit, 2))).toEqual([fit.end.level, fit.end.level]);
  });
});

describe('holtWinters', () => {
  it('follows a line without error', () => {
    const line = Float64Array.from({ length: 20 }, (_, t) => 3 + 2 * t);
    const run = fitted(holtWinters(line, { ...LEVEL, trend: true }, { alpha: 0.4, beta: 0.3, gamma: 0 }));
    expect(run.sse).toBeCloseTo(0, 20);
    expect(Array.from(forecastHoltWinters(run, 3), (v) => Number(v.toFixed(9)))).toEqual([43, 45, 47]);
  });

  it('moves the season on through missing days', () => {
    const week = [1, 5, 2, 0, 0, -3, -5];
    const x = Float64Array.from({ length: 70 }, (_, t) => 50 + (week[t % 7] as number));
    for (const day of [30, 31, 32, 69]) x[day] = Number.NaN;
    const model = { period: 7, trend: true, season: 'additive' } as const;
    const run = fitted(holtWinters(x, model, { alpha: 0.5, beta: 0.1, gamma: 0.5 }));
    forecastHoltWinters(run, 14).forEach((value, h) => {
      expect(value).toBeCloseTo(50 + (week[h % 7] as number), 9);
    });
  });

  it.each([
    ['nothing', new Float64Array(), LEVEL, 'noValues'],
    ['one value', Float64Array.of(3), LEVEL, 'tooShort'],
    ['a start that is missing', Float64Array.of(Number.NaN, 3, 4), LEVEL, 'noValues'],
    ['less than two periods', airPassengers.slice(0, 20), MULTIPLICATIVE, 'tooShort'],
    ['zeros under a ratio', new Float64Array(40), MULTIPLICATIVE, 'notPositive'],
  ] as const)('refuses %s', (_, x, model, why) => {
    expect(fitHoltWinters(x, model)).toEqual({ kind: 'unavailable', why });
  });

  it('takes a constant for what it is', () => {
    const fit = fitted(
      fitHoltWinters(new Float64Array(30).fill(4), { period: 7, trend: true, season: 'additive' }),
    );
    expect(fit.sse).toBeLessThan(1e-20);
    forecastHoltWinters(fit, 9).forEach((value) => {
      expect(value).toBeCloseTo(4, 12);
    });
  });
});

function fitted(run: ReturnType<typeof holtWinters>): HoltWintersRun {
  if (run.kind !== 'fit') throw new Error(run.why);
  return run;
}

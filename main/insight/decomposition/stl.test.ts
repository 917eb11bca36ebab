import { describe, expect, it } from 'vitest';
import { createRandom } from '../numbers/random.ts';
import { type Decomposition, stl } from './stl.ts';
import { type StlChoice, stlSettings } from './stlSettings.ts';

const DAILY: StlChoice = { period: 7, seasonSpan: 7 };

describe('stl', () => {
  it('gives a line and a repeating week back whole', () => {
    const week = [3, -1, 0, 2, -2, -3, 1];
    const series = Float64Array.from({ length: 140 }, (_, t) => 10 + 0.5 * t + (week[t % 7] as number));
    const { seasonal, trend, remainder } = decomposed(series, { ...DAILY, seasonDegree: 1 });
    for (let t = 0; t < 140; t++) {
      expect(seasonal[t]).toBeCloseTo(week[t % 7] as number, 9);
      expect(trend[t]).toBeCloseTo(10 + 0.5 * t, 9);
      expect(remainder[t]).toBeCloseTo(0, 9);
    }
  });

  it('adds up to the series, whatever the spans', () => {
    const random = createRandom(7);
    for (const seasonSpan of [3, 7, 35, 999, 'periodic'] as const)
      for (const length of [14, 20, 93, 401]) {
        const series = Float64Array.from({ length }, () => random.normal());
        const parts = decomposed(series, { ...DAILY, seasonSpan, robust: length === 93 });
        series.forEach((value, t) => {
          const sum = at(parts.seasonal, t) + at(parts.trend, t) + at(parts.remainder, t);
          expect(sum).toBeCloseTo(value, 10);
        });
      }
  });

  it('equals a fit computed point by point, for every window, degree and jump', () => {
    const random = createRandom(11);
    const length = 97;
    const series = Float64Array.from({ length }, (_, t) => Math.sin(t) + random.normal());
    for (const [span, degree, jump] of [
      [7, 1, 1],
      [9, 0, 2],
      [41, 1, 3],
      [97, 1, 1],
      [151, 1, 4],
      [11, 1, 30],
      [11, 1, 40],
    ] as const) {
      const choice: StlChoice = {
        period: 7,
        seasonSpan: 5,
        trendSpan: span,
        trendDegree: degree,
        trendJump: jump,
        lowPassDegree: 1,
      };
      const { seasonal, trend } = decomposed(series, choice);
      const deseasonalised = series.map((value, t) => value - at(seasonal, t));
      const slow = slowSmooth(deseasonalised, span, degree, jump);
      trend.forEach((value, t) => {
        expect(value).toBeCloseTo(slow[t] as number, 9);
      });
    }
  });

  it('leaves missing days out of the fit and their remainder missing', () => {
    const random = createRandom(3);
    const full = Float64Array.from(
      { length: 210 },
      (_, t) => 20 + 5 * Math.sin((2 * Math.PI * t) / 7) + 0.1 * random.normal(),
    );
    const gaps = full.map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
    const whole = decomposed(full, { ...DAILY, robust: true });
    const parts = decomposed(gaps, { ...DAILY, robust: true });
    gaps.forEach((value, t) => {
      expect(Number.isNaN(at(parts.remainder, t))).toBe(Number.isNaN(value));
      expect(Math.abs(at(parts.seasonal, t) - at(whole.seasonal, t))).toBeLessThan(0.6);
      expect(Math.abs(at(parts.trend, t) - at(whole.trend, t))).toBeLessThan(0.6);
      if (Number.isNaN(value)) expect(parts.weights[t]).toBe(0);
    });
  });

  it('weighs by the true median where asked to, and by the published selection otherwise', () => {
    const random = createRandom(5);
    let parted = 0;
    for (let length = 60; length < 260; length += 4) {
      const series = Float64Array.from({ length }, () => random.normal());
      const sizes = decomposed(series, { ...DAILY, outerLoops: 0 }).remainder.map(Math.abs);
      const sorted = sizes.slice().sort();
      const bound = 3 * (at(sorted, length / 2 - 1) + at(sorted, length / 2));
      const exact = decomposed(series, { ...DAILY, outerLoops: 1, median: 'exact' }).weights;
      const published = decomposed(series, { ...DAILY, outerLoops: 1 }).weights;
      sizes.forEach((size, t) => {
        const inside = size > 0.001 * bound && size < 0.999 * bound;
        if (inside) expect(exact[t]).toBeCloseTo((1 - (size / bound) ** 2) ** 2, 10);
      });
      if (published.some((weight, t) => weight !== exact[t])) parted++;
    }
    expect(parted).toBeGreaterThan(0);
    expect(parted).toBeLessThan(25);
  });

  it('keeps spikes out of season and trend when robust', () => {
    const random = createRandom(2);
    const series = Float64Array.from(
      { length: 140 },
      (_, t) => Math.sin((2 * Math.PI * t) / 7) + 0.1 * random.normal(),
    );
    series[60] = 50;
    const { remainder, weights } = decomposed(series, { ...DAILY, seasonSpan: 'periodic', robust: true });
    expect(remainder[60]).toBeGreaterThan(48);
    expect(weights[60]).toBe(0);
  });

  it('repeats a periodic season exactly', () => {
    const random = createRandom(8);
    const series = Float64Array.from({ length: 100 }, () => random.normal());
    const { seasonal } = decomposed(series, { ...DAILY, seasonSpan: 'periodic', robust: true });
    for (let t = 7; t < 100; t++) expect(seasonal[t]).toBe(seasonal[t - 7]);
  });

  it('changes nothing it was given', () => {
    const series = Float64Array.from({ length: 30 }, (_, t) => (t === 4 ? Number.NaN : t % 7));
    const before = series.slice();
    stl(series, { ...DAILY, robust: true });
    expect(series).toEqual(before);
  });

  it.each([
    ['nothing', new Float64Array(0), 7, 'tooShort'],
    ['one value', new Float64Array(1), 7, 'tooShort'],
    ['less than two periods', new Float64Array(13), 7, 'tooShort'],
    ['no period', new Float64Array(50), 1, 'badPeriod'],
    ['a broken period', new Float64Array(50), 2.5, 'badPeriod'],
    ['only gaps', new Float64Array(50).fill(Number.NaN), 7, 'noValues'],
  ] as const)('answers why not for %s', (_, series, period, why) => {
    expect(stl(series, { period, seasonSpan: 7 })).toEqual({ kind: 'unavailable', why });
  });

  it('is flat for a constant, robust or not', () => {
    for (const level of [0, 5])
      for (const robust of [false, true]) {
        const { seasonal, trend } = decomposed(new Float64Array(40).fill(level), { ...DAILY, robust });
        expect(Math.max(...seasonal.map(Math.abs))).toBeLessThan(1e-12);
        trend.forEach((value) => {
          expect(value).toBeCloseTo(level, 12);
        });
      }
  });
});

it('fills the settings in as R does', () => {
  const daily = stlSettings(DAILY, 730);
  expect([daily.trend, daily.lowPass]).toEqual([
    { span: 15, degree: 1, jump: 2 },
    { span: 7, degree: 1, jump: 1 },
  ]);
  const monthly = stlSettings({ period: 12, seasonSpan: 'periodic' }, 240);
  expect([monthly.season, monthly.trend, monthly.lowPass]).toEqual([
    { span: 2401, degree: 0, jump: 241 },
    { span: 19, degree: 1, jump: 2 },
    { span: 13, degree: 1, jump: 2 },
  ]);
});

function decomposed(series: Float64Array, choice: StlChoice): Decomposition {
  const parts = stl(series, choice);
  if (parts.kind === 'unavailable') throw new Error(parts.why);
  return parts;
}

function at(values: Float64Array, t: number): number {
  return values[t] as number;
}

/** Loess as the paper states it: weights and a weighted line anew at every point. */
function slowSmooth(values: Float64Array, span: number, degree: number, jump: number): number[] {
  const n = values.length;
  const step = Math.min(jump, n - 1);
  const count = Math.min(span, n);
  const fitted = new Map<number, number>();
  let start = 0;
  for (let x = 0; x < n; x += step) {
    start = Math.min(Math.max(x - (count - 1) / 2, 0), n - count);
    fitted.set(x, slowFit(values, Math.floor(start), count, span, degree, x));
  }
  if (!fitted.has(n - 1)) fitted.set(n - 1, slowFit(values, Math.floor(start), count, span, degree, n - 1));
  const known = [...fitted.keys()];
  return Array.from(values, (_, t) => {
    const right = known.find((x) => x >= t) as number;
    const left = known.findLast((x) => x <= t) as number;
    const low = fitted.get(left) as number;
    const high = fitted.get(right) as number;
    return left === right ? low : low + ((high - low) * (t - left)) / (right - left);
  });
}

function slowFit(
  values: Float64Array,
  start: number,
  count: number,
  span: number,
  degree: number,
  x: number,
): number {
  const width =
    Math.max(x - start, start + count - 1 - x) + Math.floor(Math.max(0, span - values.length) / 2);
  const points = Array.from({ length: count }, (_, j) => start + j).map((t) => {
    const share = Math.abs(t - x) / width;
    return { t, y: at(values, t), w: share > 0.999 ? 0 : share <= 0.001 ? 1 : (1 - share ** 3) ** 3 };
  });
  const total = points.reduce((sum, { w }) => sum + w, 0);
  const tBar = points.reduce((sum, { t, w }) => sum + w * t, 0) / total;
  const yBar = points.reduce((sum, { y, w }) => sum + w * y, 0) / total;
  if (degree === 0) return yBar;
  const along = points.reduce((sum, { t, y, w }) => sum + w * (t - tBar) * (y - yBar), 0);
  const square = points.reduce((sum, { t, w }) => sum + w * (t - tBar) ** 2, 0);
  return yBar + (along / square) * (x - tBar);
}

import { expect, it } from 'vitest';
import { decomposeClassically } from './classical.ts';

it('gives a line and a repeating season back, additive', () => {
  const season = [1, -2, 4, -3];
  const series = Float64Array.from({ length: 16 }, (_, t) => 5 + 2 * t + (season[t % 4] as number));
  const parts = decomposeClassically(series, 4, 'additive');
  if (parts.kind === 'unavailable') throw new Error(parts.why);
  expect([...parts.figure]).toEqual(season.map((value) => expect.closeTo(value, 12)));
  expect([...parts.trend.slice(0, 3)]).toEqual([Number.NaN, Number.NaN, expect.closeTo(9, 12)]);
  expect(parts.remainder[7]).toBeCloseTo(0, 12);
});

it('gives a level and its seasonal factors back, multiplicative', () => {
  const factors = [0.5, 1.25, 1.25];
  const series = Float64Array.from({ length: 12 }, (_, t) => 8 * (factors[t % 3] as number));
  const parts = decomposeClassically(series, 3, 'multiplicative');
  if (parts.kind === 'unavailable') throw new Error(parts.why);
  expect([...parts.figure]).toEqual(factors.map((value) => expect.closeTo(value, 12)));
  expect(parts.remainder[5]).toBeCloseTo(1, 12);
});

it.each([
  [new Float64Array(0), 7, 'additive', 'tooShort'],
  [new Float64Array(1), 7, 'additive', 'tooShort'],
  [new Float64Array(20), 0, 'additive', 'badPeriod'],
  [new Float64Array(20), 4, 'multiplicative', 'notPositive'],
  [new Float64Array(20).fill(Number.NaN), 4, 'additive', 'noValues'],
] as const)('answers why not: %# is %s', (series, period, type, why) => {
  expect(decomposeClassically(series, period, type)).toEqual({ kind: 'unavailable', why });
});

import { expect, it } from 'vitest';
import { conformalBand } from './bands.ts';

const missed = (origins: number, horizon: number, size: (origin: number, h: number) => number) =>
  Array.from({ length: origins }, (_, i) => ({
    origin: 100 + i,
    residuals: Float64Array.from({ length: horizon }, (_, h) => size(100 + i, h)),
  }));

it('uses of a far day only what had come by the origin', () => {
  // From day 130 on every forecast misses by ten times as much. An origin a day later can't know it of a day 14 ahead.
  const shifted = missed(60, 14, (origin, h) => (origin + h >= 130 ? 10 : 1) * (1 + ((origin + h) % 7) / 10));
  const band = conformalBand(shifted, 14, 0.95, 160);
  const { measured = 1, tried = 0 } = band.byHorizon[13] ?? {};
  // All of the fourteen origins whose day fell beyond, none of which had come.
  expect(Math.round(tried * (1 - measured))).toBeGreaterThanOrEqual(14);
  expect(band.halfWidths[13]).toBeGreaterThan(10);
  // The first origin that can judge anything needs twenty residuals that have come.
  expect(tried).toBe(47);
});

it('widens after misses, and never beyond the widest that is known', () => {
  const growing = missed(40, 1, (origin) => origin - 99);
  const band = conformalBand(growing, 1, 0.8, 141);
  expect(band.measured).toBe(0);
  expect(band.halfWidths[0]).toBe(40);
  expect(band.rolling.at(-1)).toBe(0);
});

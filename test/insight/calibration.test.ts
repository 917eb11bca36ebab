import { describe, expect, it } from 'vitest';
import { falseClaims, NULL_KINDS, plantedFound, screened } from './calibration.ts';
import { effectsFound } from './effectCalibration.ts';
import { trapsFound } from './trapCalibration.ts';
import { wilson } from './wilson.ts';

/*
 * The gates of `npm run calibrate` on few pairs, to notice within seconds what breaks the method. With so few, a share scatters: the bounds are
 * those that a method which meets its gate passes nearly always, and one that is broken never.
 */

const PAIRS = 40;

describe('of unrelated pairs few are called related', () => {
  it.each(NULL_KINDS)('%s', (kind) => {
    expect(falseClaims(kind, PAIRS, 51_000_000).count).toBeLessThanOrEqual(6);
  });
});

it('finds leads that are there, to the day, with intervals that hold them', () => {
  const found = plantedFound('planted', 15, 52_000_000, { effect: 0.3 }, 60);
  expect(found.claimed.count).toBe(15);
  expect(found.withinADay.count).toBe(15);
  expect(found.covered.count).toBeGreaterThanOrEqual(14);
  expect(found.unresolved.count).toBeLessThanOrEqual(2);
});

it('finds an elasticity of 0.15 nine times in ten', () => {
  const seed = 53_000_000;
  expect(plantedFound('planted', 20, seed, { effect: 0.15 }, 0).claimed.count).toBeGreaterThanOrEqual(17);
});

it('keeps false ones few among what a screen finds', () => {
  const screen = screened(100, 54_000_000);
  expect(screen.realFound).toBeGreaterThanOrEqual(6);
  expect(screen.falsely).toBeLessThanOrEqual(3);
});

it('promises of a spike on all platforms what comes of it, which the strongest alone doesn’t show', () => {
  const asked = { platforms: 4, spiking: 'all' } as const;
  const { in80 } = effectsFound(asked, 30, 55_000_000);
  expect(in80.of).toBe(30);
  expect(in80.count).toBeGreaterThanOrEqual(18);
  expect(in80.count).toBeLessThanOrEqual(29);
  expect(effectsFound(asked, 30, 55_000_000, true).in80.count).toBeLessThanOrEqual(in80.count - 6);
});

it('claims of pairs that share a season no more than of those that don’t', () => {
  const seeds = Array.from({ length: 12 }, (_, i) => 3_000 + i);
  const { claimed } = trapsFound(seeds);
  expect(claimed.of).toBe(240);
  // Twice the share that was agreed on: with so few, chance reaches there once in a thousand times.
  expect(claimed.count).toBeLessThanOrEqual(24);
});

it('gives the interval of a share that Wilson gives', () => {
  // Newcombe 1998, table I: 81 of 263 and 15 of 148, method 3; 0 of 20.
  expect(wilson({ count: 81, of: 263 }).lower).toBeCloseTo(0.2553, 4);
  expect(wilson({ count: 81, of: 263 }).upper).toBeCloseTo(0.3662, 4);
  expect(wilson({ count: 15, of: 148 }).lower).toBeCloseTo(0.0624, 4);
  expect(wilson({ count: 15, of: 148 }).upper).toBeCloseTo(0.1605, 4);
  expect(wilson({ count: 0, of: 20 })).toEqual({
    lower: expect.closeTo(0, 12),
    upper: expect.closeTo(0.1611, 4),
  });
});

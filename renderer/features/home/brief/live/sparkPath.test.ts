import { expect, it } from 'vitest';
import { sparkPath } from './sparkPath.ts';

const of = (...values: (number | null)[]) => values.map((value) => ({ day: '2026-01-01', value, z: null }));

it('draws from the lowest to the highest, and leaves out missing days', () => {
  expect(sparkPath(of(0, 10, 5), 100, 20)).toBe('M0,20L50,0L100,10');
  expect(sparkPath(of(0, null, 10, 5, null), 100, 20)).toBe('M0,20M50,0L75,10');
});

it('lies flat where nothing changes, and is empty where nothing is known', () => {
  expect(sparkPath(of(3, 3), 100, 20)).toBe('M0,20L100,20');
  expect(sparkPath(of(null, 3), 100, 20)).toBe('');
  expect(sparkPath([], 100, 20)).toBe('');
});

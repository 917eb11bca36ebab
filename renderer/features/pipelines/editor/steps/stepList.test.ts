import { expect, it } from 'vitest';
import { moved, newStep, withoutStep, withStep } from './stepList.ts';

const STEPS = [
  { name: 'extract', extract: 'amazon' },
  { name: 'build', after: ['extract'], build: 'all' },
  { name: 'publish', after: ['build', 'extract'], publish: 'core' },
];

it('moves a step up and down, and nowhere from either end', () => {
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
});

it('closes the gap a removed step leaves', () => {
  expect(withoutStep(STEPS, 1)).toEqual([STEPS[0], { name: 'publish', after: ['extract'], publish: 'core' }]);
  expect(withoutStep(STEPS, 0)[0]).toEqual({ name: 'build', build: 'all' });
});

it('lets the others follow a step that is renamed, but not while it has no name', () => {
  const changed = withStep(STEPS, 0, { name: 'fetch', extract: 'amazon' });
  expect(changed.map((step) => step['after'])).toEqual([undefined, ['fetch'], ['build', 'fetch']]);
  expect(withStep(STEPS, 0, { name: '', extract: 'amazon' })[1]).toEqual(STEPS[1]);
});

it('puts a new step after the last one under a name that is free', () => {
  expect(newStep('build', STEPS)).toEqual({ name: 'build-2', after: ['publish'], build: 'all' });
  expect(newStep('extract', [], 'amazon')).toEqual({ name: 'extract', extract: 'amazon' });
});

import { expect, it } from 'vitest';
import { beginAt, redone, stepTo, undone, withinLeads } from './steps.ts';

it('goes back and forth through the leads that were looked at', () => {
  const steps = stepTo(stepTo(beginAt(9), 10), 17);
  expect(undone(steps).at).toBe(10);
  expect(undone(undone(undone(steps))).at).toBe(9);
  expect(redone(undone(steps))).toEqual(steps);
  expect(redone(steps).at).toBe(17);
  expect(redone(stepTo(undone(steps), 3)).at).toBe(3);
  expect(stepTo(steps, 17)).toBe(steps);
});

it('never leaves the leads that were studied', () => {
  expect(withinLeads(40, 30)).toBe(30);
  expect(withinLeads(-31, 30)).toBe(-30);
  expect(withinLeads(2.6, 30)).toBe(3);
});

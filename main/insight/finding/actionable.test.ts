import { expect, it } from 'vitest';
import { actionableLead } from './actionable.ts';

const DELAYS = { latency: 1, reaction: 3 };

it('takes both delays off the lead and off the lower end of its interval', () => {
  expect(actionableLead(7, { lower: 5, upper: 9 }, DELAYS)).toEqual({ days: 3, atLeast: 1, ...DELAYS });
  expect(actionableLead(2, { lower: 1, upper: 3 }, DELAYS)).toEqual({ days: -2, atLeast: -3, ...DELAYS });
});

it('knows none where nothing comes first', () => {
  expect(actionableLead(0, { lower: 0, upper: 0 }, DELAYS)).toBeNull();
  expect(actionableLead(-4, { lower: -5, upper: -3 }, DELAYS)).toBeNull();
  expect(actionableLead(null, null, DELAYS)).toBeNull();
});

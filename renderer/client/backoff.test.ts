import { expect, test } from 'vitest';
import { pauseBefore } from './backoff.ts';

test('doubles from 200 ms to 5 s and stays there', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => pauseBefore(attempt, () => 1));
  expect(longest).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
});

test('leaves half of each pause to chance', () => {
  expect(pauseBefore(2, () => 0)).toBe(400);
  expect(pauseBefore(2, () => 0.5)).toBe(600);
});

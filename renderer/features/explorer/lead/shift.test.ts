import { expect, it } from 'vitest';
import { shifted } from './shift.ts';

it('pairs what the signal was a lead ago with today, a gap where there was no day', () => {
  expect(shifted([1, null, 3, 4], 1)).toEqual([null, 1, null, 3]);
  expect(shifted([1, 2, 3], -2)).toEqual([3, null, null]);
  expect(shifted([1, 2, 3], 0)).toEqual([1, 2, 3]);
  expect(shifted([1, 2], 5)).toEqual([null, null]);
});

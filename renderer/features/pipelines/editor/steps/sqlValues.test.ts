import { expect, it } from 'vitest';
import { boundValue, boundWords } from './sqlValues.ts';

it.each([
  ['text'],
  ['12'],
  ['"12"'],
  ['007'],
  [''],
  ['true'],
  ['9007199254740993'],
  [12],
  [-0.5],
  [true],
  [null],
])('writes %j so that it is read the same', (value) => {
  expect(boundValue(boundWords(value))).toEqual(value);
});

it('takes what looks like a number for one, unless it is quoted', () => {
  expect(boundValue('12')).toBe(12);
  expect(boundValue('"12"')).toBe('12');
  expect(boundValue('1e3')).toBe('1e3');
});

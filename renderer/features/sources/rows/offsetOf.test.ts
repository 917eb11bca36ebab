import { expect, it } from 'vitest';
import { offsetOf } from './offsetOf.ts';

it.each([
  ['1', 0],
  ['500', 0],
  ['501', 500],
  ['599,999', 599_500],
  ['9 999 999', 599_500],
  ['0', null],
  ['', null],
  ['last', null],
  ['-5', null],
])('takes row “%s” to the page that begins after %s rows', (text, offset) => {
  expect(offsetOf(text, 600_000, 500)).toBe(offset);
});

it('goes as far as asked where nothing is counted', () => {
  expect(offsetOf('9999999', null, 500)).toBe(9_999_500);
});

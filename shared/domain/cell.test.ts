import { expect, it } from 'vitest';
import { cellOf, decimalText } from './cell.ts';

it('carries every value exactly through JSON', () => {
  const cells = [
    9_223_372_036_854_775_807n,
    -1n,
    0.1,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    true,
    null,
    '𝄞 \u0000 "',
    new Uint8Array([0, 15, 255]),
  ].map(cellOf);
  const same = JSON.parse(JSON.stringify(cells)) as unknown[];
  expect(same).toEqual([
    '9223372036854775807',
    '-1',
    0.1,
    'NaN',
    '-Infinity',
    true,
    null,
    '𝄞 \u0000 "',
    '000fff',
  ]);
});

it.each([
  ['1999', 2, '19.99'],
  ['-5', 2, '-0.05'],
  ['0', 3, '0.000'],
  ['12', 0, '12'],
  ['-9223372036854775808', 9, '-9223372036.854775808'],
  ['no digits', 2, 'no digits'],
])('writes %s minor units at scale %i as %s', (minor, scale, text) => {
  expect(decimalText(minor, scale)).toBe(text);
});

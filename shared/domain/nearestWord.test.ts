import { expect, test } from 'vitest';
import { nearestWord } from './nearestWord.ts';

test.each([
  ['zoen', 'zone'],
  ['warehose', 'warehouse'],
  ['Currency', 'currency'],
  ['lyers', 'layers'],
  ['colour', undefined],
  ['x', undefined],
  ['', undefined],
])('%j is probably %j', (written, meant) => {
  expect(nearestWord(written, ['name', 'warehouse', 'zone', 'currency', 'layers'])).toBe(meant);
});

test('the nearest wins', () => {
  expect(nearestWord('stagin', ['stage', 'staging', 'string'])).toBe('staging');
});

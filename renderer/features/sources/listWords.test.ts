import { expect, it } from 'vitest';
import { listWords } from './listWords.ts';

it.each([
  [[], ''],
  [['day'], 'day'],
  [['shop', 'day'], 'shop and day'],
  [['shop', 'day', 'product'], 'shop, day and product'],
])('says %j as %s', (names, words) => {
  expect(listWords(names)).toBe(words);
});

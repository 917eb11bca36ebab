import { expect, test } from 'vitest';
import { rank } from './rank.ts';

const lines = [
  { label: 'Home' },
  { label: 'Sources' },
  { label: 'Dashboards' },
  { label: 'Lag explorer' },
  { label: 'New workspace', keywords: ['create', 'folder'] },
  { label: 'Settings', keywords: ['theme', 'vault'] },
];
const found = (typed: string) => rank(typed, lines).map(({ label }) => label);

test('nothing typed leaves all in their order', () => {
  expect(found(' ')).toEqual(lines.map(({ label }) => label));
});

test('a beginning stands before a word, a word before the middle, the middle before scattered letters', () => {
  expect(found('s')).toEqual(['Sources', 'Settings', 'Dashboards', 'New workspace']);
  expect(found('ex')).toEqual(['Lag explorer']);
  expect(found('work')[0]).toBe('New workspace');
});

test('keywords and letters in order count', () => {
  expect(found('vault')).toEqual(['Settings']);
  expect(found('lgx')).toEqual(['Lag explorer']);
  expect(found('zzz')).toEqual([]);
});

import { expect, it } from 'vitest';
import { bounded, PatternTooSlow } from './boundedPattern.ts';

it.each([
  ['(a+)+$', `${'a'.repeat(60)}!`],
  ['a*a*a*a*a*a*a*b', 'a'.repeat(5_000)],
  ['([a-z]+)*\\1$', `${'ab'.repeat(40)}!`],
])('ends %s, which would go on for ever', (pattern, text) => {
  expect(() => bounded(pattern, text, () => new RegExp(pattern).exec(text))).toThrow(PatternTooSlow);
});

it('gives what is found, under the watch and without it', () => {
  const find = (pattern: string, text: string) =>
    bounded(pattern, text, () => new RegExp(pattern).exec(text))?.[1];
  expect(find('page=(\\d+)', 'a?page=12')).toBe('12');
  expect(find('(?:x|page)=(\\d+)(?:&.*)*', `a?page=12${'&a=b'.repeat(100)}`)).toBe('12');
  expect(find('(z)', 'abc')).toBeUndefined();
});

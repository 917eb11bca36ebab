import { expect, test } from 'vitest';
import { lengthInWords } from './lengthInWords.ts';

test.each([
  [0, '0 seconds'],
  [1_000, '1 second'],
  [90_000, '90 seconds'],
  [120_000, '2 minutes'],
  [3_600_000, '1 hour'],
  [5_400_000, '90 minutes'],
  [86_400_000, '1 day'],
  [100_000_000, '27 hours'],
  [1_209_600_000, '2 weeks'],
])('%d milliseconds are %s', (length, words) => {
  expect(lengthInWords(length)).toBe(words);
});

import { expect, it } from 'vitest';
import { contract } from '../../../../shared/contract/contract.ts';
import { isSound, problemsOf, SHORTEST_PASSPHRASE } from './passphraseDraft.ts';

it('asks for length first, then for the same twice', () => {
  expect(problemsOf({ passphrase: 'short', again: 'other' })).toEqual({
    passphrase: 'Use at least 12 characters; this has 5.',
  });
  expect(problemsOf({ passphrase: 'long enough words', again: 'long enough word' })).toEqual({
    again: 'The two differ.',
  });
  expect(isSound({ passphrase: 'long enough words', again: 'long enough words' })).toBe(true);
});

it('asks for exactly what the contract asks for', () => {
  const input = contract.vault.createPassphrase['~orpc'].inputSchema;
  expect(input?.safeParse({ passphrase: 'x'.repeat(SHORTEST_PASSPHRASE) }).success).toBe(true);
  expect(input?.safeParse({ passphrase: 'x'.repeat(SHORTEST_PASSPHRASE - 1) }).success).toBe(false);
});

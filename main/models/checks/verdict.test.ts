import { expect, test } from 'vitest';
import { thresholdsOf, verdictOf, verdictSentence } from './verdict.ts';

const counted = (failures: number, shouldWarn: boolean, shouldError: boolean) => ({
  failures,
  shouldWarn,
  shouldError,
});

test('a check fails or warns if any row is found, unless told otherwise', () => {
  expect(thresholdsOf({})).toEqual({ severity: 'error', warnIf: '!= 0', errorIf: '!= 0' });
  expect(thresholdsOf({ severity: 'WARN', warn_if: '>10', error_if: null })).toEqual({
    severity: 'warn',
    warnIf: '>10',
    errorIf: '!= 0',
  });
});

test('severity warn never fails; severity error may still only warn', () => {
  const warn = thresholdsOf({ severity: 'warn' });
  const error = thresholdsOf({ warn_if: '>1', error_if: '>5' });
  expect(verdictOf(counted(9, true, true), warn, false)).toEqual({
    status: 'warn',
    failures: 9,
    threshold: '!= 0',
  });
  expect(verdictOf(counted(9, true, true), error, false).status).toBe('fail');
  expect(verdictOf(counted(3, true, false), error, false)).toEqual({
    status: 'warn',
    failures: 3,
    threshold: '>1',
  });
  expect(verdictOf(counted(1, false, false), error, false)).toEqual({
    status: 'pass',
    failures: 0,
    threshold: '>5',
  });
});

test('where warnings are failures, they say which threshold it was', () => {
  const verdict = verdictOf(counted(3, true, false), thresholdsOf({ warn_if: '>1', error_if: '>5' }), true);
  expect(verdict).toEqual({ status: 'fail', failures: 3, threshold: '>1' });
  expect(verdictSentence(verdict, true)).toBe('3 rows fail: the check fails if their number is >1.');
});

test('a count of rows is told in words where none are allowed', () => {
  const held = thresholdsOf({});
  const one = verdictOf(counted(1, true, true), held, false);
  expect(verdictSentence(one, true)).toBe('1 row fails: the check fails if there is any.');
  expect(verdictSentence({ ...one, status: 'warn' }, true)).toBe(
    '1 row fails: the check warns if there is any.',
  );
  expect(verdictSentence(one, false)).toBe('Counted 1: the check fails if that is != 0.');
});

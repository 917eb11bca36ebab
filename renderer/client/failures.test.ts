import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { DISCONNECTED, disconnected, failureOf, referenceOf } from './failures.ts';

const failure = {
  code: 'FOLDER_NOT_FOUND',
  message: 'The folder is gone.',
  next: 'Choose another folder.',
  retry: false,
  subject: '/home/ana/shop',
} as const;

test('the failure a call was answered with is taken out whole', () => {
  expect(failureOf(new ORPCError('FOLDER_NOT_FOUND', { data: failure }))).toEqual(failure);
});

test('a dropped line is DISCONNECTED and worth another try', () => {
  expect(failureOf(disconnected())).toEqual(DISCONNECTED);
  expect(failureOf(disconnected()).retry).toBe(true);
});

test('anything else is INTERNAL, without its own words but with a reference', () => {
  const told = failureOf(new TypeError('x is not a function'));
  expect(told.code).toBe('INTERNAL');
  expect(`${told.message} ${told.next}`).not.toContain('not a function');
  expect(told.reference).toMatch(/^page-[a-z0-9]+$/);
});

test('data that is not a failure does not pass for one', () => {
  expect(failureOf(new ORPCError('TEAPOT', { data: { code: 'TEAPOT', message: 'hm' } })).code).toBe(
    'INTERNAL',
  );
});

test('the same defect has the same reference, another defect another', () => {
  const error = new Error('boom');
  expect(referenceOf(error)).toBe(referenceOf(error));
  expect(referenceOf('one')).not.toBe(referenceOf('two'));
});

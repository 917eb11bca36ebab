import { expect, it } from 'vitest';
import type { StreamStanding } from '../../../../shared/contract/sources.ts';
import { relationName } from '../../../../shared/domain/relation.ts';
import { toldOf } from './told.ts';

const last: NonNullable<StreamStanding['last']> = {
  status: 'done',
  at: '2026-01-01T00:00:00Z',
  records: 4,
  rows: 4,
  rejected: 0,
  requests: 1,
  waitedMs: 0,
  failures: [],
  warnings: [],
};
const failure = {
  code: 'CANCELLED' as const,
  message: 'GET /orders was cancelled.',
  next: 'Start it again.',
  retry: false,
};
const stream = (over: Partial<StreamStanding>): StreamStanding => ({
  name: 'orders',
  title: 'Orders',
  relation: relationName('raw', 'shop__orders'),
  chosen: true,
  incremental: false,
  last,
  cursor: null,
  unsupported: [],
  ...over,
});

it('has nothing to say of what went well, was never read or was cancelled', () => {
  const cancelled = { ...last, status: 'cancelled' as const, failures: [failure] };
  expect(toldOf([stream({}), stream({ last: null }), stream({ last: cancelled })])).toEqual([]);
});

it('tells failures with what to do, then warnings', () => {
  const broken = {
    ...last,
    status: 'failed' as const,
    failures: [failure],
    warnings: ['Two days are missing.'],
  };
  expect(toldOf([stream({ last: broken })])).toMatchObject([
    { title: 'Orders', message: failure.message, next: failure.next, isBroken: true },
    { message: 'Two days are missing.', isBroken: false, isSuddenlyEmpty: false },
  ]);
});

it('says of what can’t run here why, once', () => {
  const unsupported = [{ component: 'CustomRetriever', reason: 'CustomRetriever is Python code.' }];
  const skipped = { ...last, status: 'skipped' as const, failures: [failure] };
  expect(toldOf([stream({ unsupported, last: skipped })]).map(({ message }) => message)).toEqual([
    'CustomRetriever is Python code.',
  ]);
});

it('knows a stream that is suddenly empty', () => {
  const empty = {
    ...last,
    status: 'warning' as const,
    records: 0,
    rows: 0,
    warnings: ['It usually has rows.'],
  };
  expect(toldOf([stream({ last: empty })])[0]?.isSuddenlyEmpty).toBe(true);
});

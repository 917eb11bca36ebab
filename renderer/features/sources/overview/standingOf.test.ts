import { expect, it } from 'vitest';
import type { SourceCard, StreamStanding } from '../../../../shared/contract/sources.ts';
import { JobId } from '../../../../shared/domain/job.ts';
import { relationName } from '../../../../shared/domain/relation.ts';
import type { FailureCode } from '../../../../shared/errors/failure.ts';
import { standingOf } from './standingOf.ts';

type Status = NonNullable<StreamStanding['last']>['status'];

function stream(status: Status | null, over: Partial<StreamStanding> = {}): StreamStanding {
  const counts = { records: 1, rows: 1, rejected: 0, requests: 1, waitedMs: 0, failures: [], warnings: [] };
  return {
    name: 'orders',
    title: 'Orders',
    relation: relationName('raw', 'shop__orders'),
    chosen: true,
    incremental: true,
    cursor: null,
    unsupported: [],
    last: status === null ? null : { status, at: '2026-01-01T00:00:00Z', ...counts },
    ...over,
  };
}
const problem = (code: FailureCode) => ({ code, message: 'It is so.', next: 'Do this.', retry: false });
const standing = (streams: StreamStanding[], over: Partial<SourceCard> = {}) =>
  standingOf({ problem: null, running: null, streams, ...over });

it.each([
  ['done', ['done', 'done'], 'ok', 'OK'],
  ['one not read yet', ['done', null], 'ok', 'OK'],
  ['nothing read', [null, null], 'idle', 'Never extracted'],
  ['a warning', ['done', 'warning'], 'warning', '1 of 2 to be looked at'],
  ['a failure before a warning', ['failed', 'warning', 'done'], 'broken', '1 of 3 failed'],
  ['cancelled', ['done', 'cancelled'], 'idle', 'Cancelled'],
] as const)('%s: the worst counts', (_, statuses, state, words) => {
  expect(standing(statuses.map((status) => stream(status)))).toEqual({ state, words });
});

it('leaves out what nobody chose and what can’t run here', () => {
  const unsupported = [{ component: 'CustomRetriever', reason: 'Python code.' }];
  const streams = [stream('done'), stream('failed', { chosen: false }), stream('failed', { unsupported })];
  expect(standing(streams)).toEqual({ state: 'ok', words: 'OK' });
});

it('is being extracted whatever was before', () => {
  const running = JobId.parse('5f0c9f9e-9f4e-4f5e-8d3a-0f6f0a3a1b2c');
  expect(standing([stream('failed')], { running, problem: problem('FILE_INVALID') }).state).toBe('running');
});

it.each([
  ['SOURCE_REFUSED', 'Waiting: settings incomplete'],
  ['SECRET_NOT_FOUND', 'Waiting: key or password missing'],
  ['TERMS_REFUSED', 'Waiting: approval needed'],
] as const)('waits, with nothing wrong, while it was never read for %s', (code, words) => {
  expect(standing([stream(null)], { problem: problem(code) })).toEqual({ state: 'idle', words });
});

it.each([
  ['FILE_INVALID', 'Its file is broken'],
  ['SOURCE_UNKNOWN', 'Its connector is missing'],
  ['TERMS_REFUSED', 'Approval needed'],
  ['INTERNAL', 'Can’t be extracted'],
] as const)('says in short what %s means, before what was', (code, words) => {
  expect(standing([stream('done')], { problem: problem(code) })).toEqual({ state: 'broken', words });
});

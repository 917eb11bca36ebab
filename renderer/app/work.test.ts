import { expect, test } from 'vitest';
import { Job } from '../../shared/domain/job.ts';
import { byUrgency, isRunning, shareDone } from './work.ts';

function job(id: string, startedAt: string, more: object): Job {
  return Job.parse({ id, title: id, startedAt, ...more });
}

const early = '2026-01-01T08:00:00Z';
const late = '2026-01-01T09:00:00Z';
const half = job('half', early, { status: 'running', progress: { step: 'x', done: 5, total: 10 } });
const all = job('all', late, { status: 'cancelling', progress: { step: 'x', done: 12, total: 10 } });
const unsure = job('unsure', late, { status: 'running', progress: { step: 'x', done: 5 } });
const done = job('done', late, { status: 'done', endedAt: late, outcome: 'Done.' });
const failed = job('failed', early, { status: 'failed', endedAt: late, message: 'm', next: 'n' });

test('what failed comes first, then what runs, the newest first', () => {
  expect(byUrgency([done, half, unsure, failed]).map(({ id }) => id)).toEqual([
    'failed',
    'unsure',
    'half',
    'done',
  ]);
});

test('cancelling work still runs', () => {
  expect([half, all, done, failed].map(isRunning)).toEqual([true, true, false, false]);
});

test('the share done is the mean, never above one, unknown when one of them is', () => {
  expect(shareDone([half])).toBe(0.5);
  expect(shareDone([half, all])).toBe(0.75);
  expect(shareDone([half, unsure])).toBeUndefined();
  expect(shareDone([])).toBeUndefined();
});

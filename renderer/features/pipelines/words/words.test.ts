import { expect, it } from 'vitest';
import type { RunDetail, RunLine, TaskLine } from '../../../../shared/contract/pipelines.ts';
import type { TaskStatus } from '../../../../shared/domain/pipeline/run.ts';
import { createFormats } from '../../../app/createFormats.ts';
import { runDuration, runSentence } from './runWords.ts';
import { comparedWords } from './times.ts';

const formats = createFormats({ locale: 'en-US', zone: 'UTC', currency: 'USD', now: () => 0 });

const RUN = {
  status: 'running',
  note: null,
  startedAt: '2026-03-01T00:00:00.000Z',
  endedAt: null,
} as RunLine;

function detail(run: Partial<RunLine>, steps: Record<string, TaskStatus>): Pick<RunDetail, 'run' | 'tasks'> {
  const tasks = Object.entries(steps).map(([step, status]) => ({ step, status }) as TaskLine);
  return { run: { ...RUN, ...run }, tasks };
}

it.each([
  [{}, { a: 'succeeded', b: 'running', c: 'waiting' }, '1 of 3 steps done. Now at b.'],
  [
    {},
    { a: 'running', b: 'running', c: 'running', d: 'running' },
    '0 of 4 steps done. Now at a, b and 2 more.',
  ],
  [{}, { a: 'succeeded', b: 'offline', c: 'waiting' }, '1 of 3 steps done. b: offline.'],
  [
    { status: 'failed' },
    { a: 'failed', b: 'upstream_failed' },
    'Failed at a, so 1 step after it did not begin.',
  ],
  [
    { status: 'failed', note: 'It took longer than 2 hours.' },
    { a: 'cancelled' },
    'It took longer than 2 hours.',
  ],
  [
    { status: 'succeeded', endedAt: '2026-03-01T00:01:30.000Z' },
    { a: 'failed', b: 'succeeded' },
    'Succeeded in 1 min 30 sec. a failed, which it may.',
  ],
] as const)('says of %j with %j', (run, steps, sentence) => {
  expect(runSentence(detail(run, steps), formats)).toBe(sentence);
});

it('reckons how long a run takes, also while it runs', () => {
  expect(runDuration({ ...RUN, startedAt: null }, 0)).toBeNull();
  expect(runDuration(RUN, Date.parse('2026-03-01T00:00:07Z'))).toBe(7_000);
  expect(runDuration({ ...RUN, status: 'failed', endedAt: '2026-03-01T00:00:05Z' }, 0)).toBe(5_000);
});

it('tells what took unusually long or short, and nothing of what is chance', () => {
  const told = (ms: number, usual: number | null) => comparedWords(ms, usual, formats.number);
  expect(told(30_000, 10_000)).toBe('3 times as long as usual');
  expect(told(2_000, 10_000)).toBe('5 times as fast as usual');
  expect(told(11_000, 10_000)).toBeNull();
  expect(told(900, 100)).toBeNull();
  expect(told(9_000, null)).toBeNull();
});

import { expect, it } from 'vitest';
import type { StepCard, TaskLine } from '../../../../shared/contract/pipelines.ts';
import { createFormats } from '../../../app/createFormats.ts';
import { faceOf, itemWords } from './faceOf.ts';

const formats = createFormats({ locale: 'en-US', zone: 'UTC', currency: 'USD', now: () => 0 });
const STEP = {
  name: 'fetch',
  kind: 'extract',
  critical: false,
  mapped: false,
  usualMs: 30_000,
} as unknown as StepCard;
const task = (values: Partial<TaskLine>) =>
  ({ progress: null, startedAt: null, endedAt: null, ...values }) as TaskLine;

it.each([
  [{}, undefined, undefined, 'Not run yet', 'usually 30 sec'],
  [{ usualMs: null }, undefined, undefined, 'Not run yet', 'Extract'],
  [{}, task({ status: 'running' }), undefined, 'Running', 'usually 30 sec'],
  [{}, task({ status: 'running', progress: { step: '', done: 1, total: 4 } }), undefined, 'Running', '25%'],
  [
    {},
    task({ status: 'failed', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:01:00Z' }),
    undefined,
    'Failed',
    '1 min, usually 30 sec',
  ],
  [
    { mapped: true },
    task({ status: 'running' }),
    { succeeded: 2, running: 1, failed: 1 },
    'Running',
    '2 of 4 items, 1 failed',
  ],
] as const)('shows of %j with %j', (step, now, items, word, foot) => {
  const face = faceOf({ ...STEP, ...step } as StepCard, now, items, formats);
  expect(face).toMatchObject({ word, foot });
  expect(face.spoken).toBe(`fetch, ${foot}, ${word}, Extract`);
});

it('says that a step lies on the critical path', () => {
  const face = faceOf({ ...STEP, critical: true }, undefined, undefined, formats);
  expect(face.marked).toBe(true);
  expect(face.spoken).toMatch(/critical path$/);
});

it('counts one item as one', () => {
  expect(itemWords({ succeeded: 1 }, String)).toBe('1 of 1 item');
});

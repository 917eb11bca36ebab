import { expect, it } from 'vitest';
import { JobId } from '../../../shared/domain/job.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { NodeResult } from '../../models/build/nodeResult.ts';
import type { BuildReport } from '../../models/build/request.ts';
import { createPicture } from './buildPicture.ts';
import { buildSentence } from './buildSentence.ts';

const JOB = JobId.parse('job');
const clock = () => new Date('2026-03-01T10:00:00Z');

function follow() {
  let changes = 0;
  const keeper = createPicture(JOB, { command: 'build', selection: { select: ['a'] } }, clock, () => {
    changes += 1;
  });
  return { keeper, changes: () => changes };
}

function result(id: string, status: NodeResult['status'], more: Partial<NodeResult> = {}): NodeResult {
  return { id, kind: 'model', status, startedAt: clock().toISOString(), milliseconds: 5, ...more };
}

function report(results: readonly NodeResult[], more: Partial<BuildReport> = {}): BuildReport {
  return {
    id: 'b1',
    results,
    published: [],
    keptBack: [],
    success: true,
    state: { format: 1, nodes: {}, macros: {} },
    ...more,
  };
}

it('is whole whenever it is looked at', () => {
  const { keeper, changes } = follow();
  expect(keeper.picture()).toMatchObject({ phase: 'reading', nodes: [], endedAt: null });
  keeper.events.planned?.(['a', 'b']);
  keeper.events.started?.('a');
  expect(keeper.picture()).toMatchObject({
    phase: 'building',
    nodes: [
      { id: 'a', status: 'running' },
      { id: 'b', status: 'waiting', result: null },
    ],
  });
  const made = result('a', 'success', { rows: 3 });
  keeper.events.finished?.(made);
  keeper.events.publishing?.(1);
  expect(keeper.picture()).toMatchObject({
    phase: 'publishing',
    nodes: [{ status: 'success', result: made }, {}],
  });
  keeper.end(ok(report([made], { published: ['core.a'] })));
  expect(keeper.picture()).toMatchObject({
    phase: 'ended',
    endedAt: '2026-03-01T10:00:00.000Z',
    report: { id: 'b1', published: ['core.a'], success: true },
    nodes: [{ status: 'success' }, { id: 'b', status: 'cancelled' }],
    failure: null,
  });
  expect(changes()).toBe(5);
});

it('keeps the last lines that templates said, and why a build could not run', () => {
  const { keeper } = follow();
  for (let line = 1; line <= 250; line += 1) keeper.events.said?.(`line ${line}`, 'log');
  expect(keeper.picture().said).toHaveLength(200);
  expect(keeper.picture().said.at(-1)).toBe('line 250');
  keeper.end(fail('PROJECT_INVALID', { message: 'No name.', next: 'Give it one.' }));
  expect(keeper.picture()).toMatchObject({
    phase: 'ended',
    report: null,
    failure: { code: 'PROJECT_INVALID' },
  });
});

it('is told in a sentence: what readers see, what was kept back, what to do', () => {
  expect(buildSentence(report([result('a', 'success')], { published: ['core.a'] })).message).toBe(
    '1 relation published.',
  );
  const kept = buildSentence(
    report([result('a', 'success'), result('t', 'fail'), result('b', 'skipped'), result('c', 'unchanged')], {
      success: false,
      keptBack: [{ id: 'a', because: 't', candidate: 'x' }],
    }),
  );
  expect(kept.message).toBe('Nothing was published, 1 unchanged, 1 kept back, 1 check failed, 1 skipped.');
  expect(kept.next).toContain('Readers still see what was there before');
  const checks = [result('t', 'pass', { kind: 'test' }), result('u', 'warn', { kind: 'test' })];
  expect(buildSentence(report(checks)).message).toBe('1 passed, 1 check warned.');
});

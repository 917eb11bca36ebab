import { expect, it } from 'vitest';
import type { RunId, SessionId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import { StepName } from '../../shared/domain/pipeline/step.ts';
import { fail } from '../../shared/errors/failure.ts';
import { openStore } from '../warehouse/sqliteFolder.ts';
import { must } from '../warehouse/store/bench.ts';
import { openRealEngine, worked } from './realEngine.ts';

const step = (name: string, more: object = {}) => ({ name, sql: 'select 1', ...more });

it('carries runs out over a real store: triggers, items, retry from the failed step, and what a killed session left', async () => {
  const { store, remove } = await openStore();
  let breaks = true;
  let hang = false;
  const attempts: string[] = [];
  const run: Parameters<typeof openRealEngine>[1] = async (call) => {
    attempts.push(call.attempt);
    call.say(`At ${call.step.name}.`);
    if (call.step.name === 'hangs' && hang)
      return new Promise((resolve) => call.signal.addEventListener('abort', () => resolve(worked)));
    if (call.step.name !== 'checks' || !breaks) return worked;
    const told = { message: 'Ids repeat.', next: 'Mend the source.' };
    return { is: 'failed', failure: fail('CHECK_FAILED', told).failure };
  };
  const first = await openRealEngine(store, run);
  const steps = [
    step('each', { map: Array.from({ length: 40 }, (_, at) => at) }),
    step('checks', { after: ['each'] }),
    step('out', { after: ['checks'] }),
    step('always', { after: ['out'], trigger: 'all_done' }),
  ];
  const statuses = async (id: RunId) => {
    const tasks = must(await createRecords(store).tasks([id])).get(id) ?? [];
    return Object.fromEntries(tasks.map(({ step: name, status }) => [name, status]));
  };
  const id = await first.carry({ steps });
  expect(await statuses(id)).toEqual({
    each: 'succeeded',
    checks: 'failed',
    out: 'upstream_failed',
    always: 'succeeded',
  });
  expect(must(await first.records.run(id))).toMatchObject({
    status: 'failed',
    note: 'The step checks failed: Ids repeat.',
  });
  breaks = false;
  must(await first.engine.retry(id));
  await first.engine.idle();
  expect(must(await first.records.run(id))).toMatchObject({ status: 'succeeded', round: 1 });
  expect(attempts).toHaveLength(45);
  expect(new Set(attempts).size).toBe(44);

  // It dies in the middle: nothing of it is heard any more, and another process begins.
  hang = true;
  const before = attempts.length;
  const line = { steps: [step('a'), step('hangs', { after: ['a'] }), step('b', { after: ['hangs'] })] };
  void first.carry(line, { id: 'killed' as RunId, slot: 'killed' });
  await expect.poll(() => attempts.length, { timeout: 10_000 }).toBe(before + 2);
  hang = false;
  const second = await openRealEngine(store, run, {}, 'b');
  second.engine.wake();
  await second.engine.idle();
  expect(must(await second.records.run('killed' as RunId))).toMatchObject({
    ...{ status: 'succeeded', interruptions: 1, session: 'b' as SessionId },
  });
  const tries = must(await second.records.tries('killed' as RunId, StepName.parse('hangs')));
  expect(tries.map(({ status, number }) => [status, number])).toEqual([
    ['interrupted', 1],
    ['succeeded', 2],
  ]);
  expect(attempts.slice(before)).toEqual(
    ['a.0', 'hangs.0', 'hangs.0', 'b.0'].map((name) => `killed.${name}`),
  );
  expect(await first.engine.cancel(id)).toMatchObject({ ok: false });
  await first.close();
  await second.close();
  await store.close();
  await remove();
});

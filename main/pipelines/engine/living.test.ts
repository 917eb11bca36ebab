import { expect, it } from 'vitest';
import type { SessionId } from '../ids.ts';
import { done, failing, name, never, openYard, START, untilStopped } from './testing/yard.ts';

const step = (id: string, more: object = {}) => ({ name: id, sql: 'select 1', ...more });
const line = { steps: [step('a'), step('b', { after: ['a'] }), step('c', { after: ['b'] })] };
const minutes = (count: number) => count * 60_000;
const after = (ms: number) => new Date(Date.parse(START) + ms).toISOString();

it('cancels what waits at once, tells what runs to stop, and runs cleanup', async () => {
  const yard = await openYard((call) => (call.step.name === 'long' ? untilStopped(call) : done));
  const steps = [
    step('long'),
    step('next', { after: ['long'] }),
    step('all', { after: ['next'], trigger: 'all_done' }),
    step('tidy', { after: ['all'], trigger: 'cleanup' }),
  ];
  const id = await yard.carry({ steps });
  expect(await yard.engine.cancel(id)).toMatchObject({ ok: true });
  await yard.settle();
  expect(await yard.statuses(id)).toEqual({
    long: 'cancelled',
    next: 'cancelled',
    all: 'cancelled',
    tidy: 'succeeded',
  });
  expect(await yard.run(id)).toMatchObject({ status: 'cancelled', cancelWanted: true });
  expect(yard.alerts).toEqual([]);
  expect(await yard.engine.cancel(id)).toMatchObject({ ok: false, failure: { code: 'RUN_NOT_POSSIBLE' } });
});

it('carries out nothing but cleanup of a run that is cancelled while it is taken up', async () => {
  for (let turns = 0; turns < 12; turns += 1) {
    const yard = await openYard();
    const id = await yard.add({ steps: [step('a'), step('tidy', { after: ['a'], trigger: 'cleanup' })] });
    yard.engine.wake();
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    await yard.engine.cancel(id);
    await yard.settle();
    const { status } = await yard.run(id);
    const ran = yard.calls.includes('a');
    expect([turns, status]).toEqual([turns, 'cancelled']);
    expect([turns, ran]).toEqual([turns, false]);
  }
});

it('takes up what a queued run says when it is claimed, not what it said a moment before', async () => {
  const intervals: string[] = [];
  const yard = await openYard(({ run }) => {
    intervals.push(run.interval.to);
    return done;
  });
  const id = await yard.add({ steps: [step('a')] });
  const { change, run } = yard.records;
  yard.records.change = async (...given) => {
    const found = await run(id);
    if (found.ok && found.value?.status === 'queued')
      Object.assign(found.value, { interval: { from: START, to: after(minutes(120)) } });
    return change(...given);
  };
  yard.engine.wake();
  await yard.settle();
  expect(intervals).toEqual([after(minutes(120))]);
});

it('cancels a run that is only queued, and one whose step does not stop', async () => {
  const yard = await openYard(never);
  const first = await yard.carry(line);
  const second = await yard.carry(line);
  expect((await yard.run(second)).status).toBe('queued');
  await yard.engine.cancel(second);
  expect((await yard.run(second)).status).toBe('cancelled');
  await yard.engine.cancel(first);
  expect((await yard.run(first)).status).toBe('running');
  await yard.clock.advance(30_000);
  await yard.settle();
  expect((await yard.run(first)).status).toBe('cancelled');
});

it('keeps one usual run of a pipeline at a time, and holds up no rerun', async () => {
  const held: (() => void)[] = [];
  let hold = false;
  const yard = await openYard(() => (hold ? new Promise((resolve) => held.push(() => resolve(done))) : done));
  const old = await yard.carry(line);
  hold = true;
  const first = await yard.carry(line);
  const second = await yard.carry(line);
  expect(await yard.engine.clear(old, [name('b')])).toMatchObject({ ok: true });
  await yard.settle();
  expect([(await yard.run(first)).status, (await yard.run(second)).status]).toEqual(['running', 'queued']);
  expect(await yard.run(old)).toMatchObject({ status: 'running', round: 1 });
  expect((await yard.tasks(old))['c']).toMatchObject({ status: 'waiting', stale: true, cleared: 1 });
  hold = false;
  for (const go of held.splice(0)) go();
  await yard.settle();
  expect((await yard.run(second)).status).toBe('succeeded');
  expect((await yard.tries(old, 'b')).map(({ number, status }) => [number, status])).toEqual([
    [1, 'succeeded'],
    [2, 'succeeded'],
  ]);
  expect((await yard.tries(old, 'a')).length).toBe(1);
  expect((await yard.tasks(old))['c']).toMatchObject({ status: 'succeeded', stale: false });
});

it('goes on from the failed step: under its old name where it failed, under a new one where it had ended well', async () => {
  let breaks = true;
  const attempts: string[] = [];
  const yard = await openYard(({ step: { name: at }, attempt }) => {
    attempts.push(attempt);
    return at === 'b' && breaks ? failing('SQL_FAILED', false) : done;
  });
  const id = await yard.carry({
    steps: [...line.steps, step('tidy', { after: ['c'], trigger: 'cleanup' })],
  });
  breaks = false;
  await yard.engine.retry(id);
  await yard.settle();
  expect((await yard.run(id)).status).toBe('succeeded');
  const named = ['a.0', 'b.0', 'tidy.0', 'b.0', 'c.0', 'tidy.1'];
  expect(attempts).toEqual(named.map((one) => `${id}.${one}`));
  expect(yard.alerts.map(({ kind }) => kind)).toEqual(['failed', 'recovered']);
});

it('takes up after a crash what had not ended, under the same name, and asks after the third', async () => {
  const attempts: string[] = [];
  const yard = await openYard(({ step: { name: at }, attempt }) => {
    attempts.push(attempt);
    return at === 'b' ? never() : done;
  });
  const id = await yard.carry(line);
  await yard.restart();
  expect(await yard.run(id)).toMatchObject({ status: 'running', interruptions: 1, session: 'session-2' });
  await yard.restart();
  await yard.restart();
  expect(await yard.run(id)).toMatchObject({ status: 'crash_loop', interruptions: 3 });
  expect(new Set(attempts)).toEqual(new Set([`${id}.a.0`, `${id}.b.0`]));
  expect(attempts).toHaveLength(4);
  expect((await yard.tries(id, 'b')).map(({ status }) => status)).toEqual([
    ...['interrupted', 'interrupted', 'interrupted'],
  ]);
  expect((await yard.tasks(id))['b']).toMatchObject({ tries: 0 });
  expect(yard.alerts).toMatchObject([{ kind: 'asks', run: id }]);
  const next = await yard.carry(line);
  expect((await yard.run(next)).status).toBe('queued');
  await yard.engine.answer(id, true);
  await yard.settle();
  expect(await yard.run(id)).toMatchObject({ status: 'running', interruptions: 0 });
  await yard.restart();
  await yard.restart();
  await yard.restart();
  await yard.engine.answer(id, false);
  await yard.settle();
  expect(await yard.statuses(id)).toEqual({ a: 'succeeded', b: 'cancelled', c: 'cancelled' });
  expect((await yard.run(next)).status).toBe('running');
});

it('leaves what runs for the next session when it is closed, which is no crash', async () => {
  const yard = await openYard((call) => (call.step.name === 'b' ? untilStopped(call) : done));
  const id = await yard.carry(line);
  await yard.engine.close();
  expect(await yard.run(id)).toMatchObject({ status: 'interrupted', interruptions: 0 });
  expect(await yard.statuses(id)).toEqual({ a: 'succeeded', b: 'ready', c: 'waiting' });
  expect((await yard.tries(id, 'b')).map(({ status }) => status)).toEqual(['interrupted']);
  expect(await yard.engine.cancel(id)).toMatchObject({ ok: false, failure: { code: 'SCHEDULER_LOST' } });
  await yard.restart();
  expect(await yard.run(id)).toMatchObject({ status: 'running', interruptions: 0 });
  expect(yard.calls).toEqual(['a', 'b', 'b']);
});

it('pauses while nothing can be put on record, loses nothing, runs nothing twice and says so', async () => {
  let finish: () => void = () => {};
  const yard = await openYard(({ step: { name: at } }) =>
    at === 'a' ? new Promise((resolve) => (finish = () => resolve(done))) : done,
  );
  const id = await yard.carry({ steps: [step('a'), step('b', { after: ['a'] }), step('x')] });
  yard.records.failing = {
    ok: false,
    failure: { code: 'DISK_FULL', message: 'The disk is full.', next: 'Free some space.', retry: true },
  };
  finish();
  await yard.settle();
  await yard.clock.advance(minutes(3));
  await yard.settle();
  expect(yard.calls).toEqual(['a', 'x']);
  expect(yard.engine.trouble()).toMatchObject({ code: 'DISK_FULL' });
  expect(await yard.engine.retry(id)).toMatchObject({ ok: false, failure: { code: 'DISK_FULL' } });
  expect(yard.warnings).toHaveLength(1);
  yard.records.failing = null;
  await yard.clock.advance(30_000);
  await yard.settle();
  expect(yard.engine.trouble()).toBeNull();
  expect(yard.calls).toEqual(['a', 'x', 'b']);
  expect((await yard.run(id)).status).toBe('succeeded');
});

it('stops everything without a word on record when another process is the scheduler', async () => {
  const signals: AbortSignal[] = [];
  let lost = 0;
  const yard = await openYard(
    (call) => {
      signals.push(call.signal);
      return call.step.name === 'a' ? never() : done;
    },
    { parts: { onLost: () => (lost += 1) } },
  );
  const id = await yard.carry({ steps: [step('a')] });
  const session = { id: 'other' as SessionId, host: 'desk', pid: 1, processStarted: START, boot: 'x' };
  await yard.records.begin({ ...session, startedAt: START, heartbeatAt: START, endedAt: null }, () => true);
  const written = yard.records.written.length;
  expect(await yard.engine.cancel(id)).toMatchObject({ ok: false, failure: { code: 'SCHEDULER_LOST' } });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect([lost, yard.records.written.length, yard.engine.live()]).toEqual([1, written, []]);
  await yard.engine.idle();
});

it('closes at once when only then it finds that another process is the scheduler', async () => {
  const yard = await openYard(untilStopped);
  const id = await yard.carry({ steps: [step('a')] });
  const session = { id: 'other' as SessionId, host: 'desk', pid: 1, processStarted: START, boot: 'x' };
  await yard.records.begin({ ...session, startedAt: START, heartbeatAt: START, endedAt: null }, () => true);
  const written = yard.records.written.length;
  await yard.engine.close();
  expect(yard.records.written).toHaveLength(written);
  expect((await yard.run(id)).status).toBe('running');
});

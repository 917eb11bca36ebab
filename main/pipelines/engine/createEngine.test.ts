import { expect, it } from 'vitest';
import type { BackfillId, SessionId } from '../ids.ts';
import type { Backfill } from '../records/records.ts';
import type { StepEnd } from '../run/runner.ts';
import { DAILY, done, failing, name, never, openYard, START, untilStopped } from './testing/yard.ts';

const step = (id: string, more: object = {}) => ({ name: id, sql: 'select 1', ...more });
const line = { steps: [step('a'), step('b', { after: ['a'] }), step('c', { after: ['b'] })] };
const filled = (text: string) => `\${{ ${text} }}`;
const minutes = (count: number) => count * 60_000;
const after = (ms: number) => new Date(Date.parse(START) + ms).toISOString();

it('carries steps out in their order, each with a try on record before it begins, and in one write a step', async () => {
  const begun: unknown[] = [];
  const yard = await openYard(async ({ step: { name: at }, run }) => {
    const tries = await yard.tries(run.id, at);
    begun.push(tries.map(({ status, number }) => [at, status, number]));
    return done;
  });
  const id = await yard.carry(line);
  expect(await yard.statuses(id)).toEqual({ a: 'succeeded', b: 'succeeded', c: 'succeeded' });
  expect(await yard.run(id)).toMatchObject({ status: 'succeeded', endedAt: '2026-03-02T08:00:00.000Z' });
  expect(begun).toEqual([[['a', 'running', 1]], [['b', 'running', 1]], [['c', 'running', 1]]]);
  expect(yard.records.written).toHaveLength(5);
  expect(yard.lines).toContain('a: Succeeded: Done.');
  expect(yard.alerts).toEqual([]);
});

it('fails when a required step failed, whatever ran after it, and says which', async () => {
  const yard = await openYard(({ step: { name: at } }) =>
    at === 'checks' ? failing('CHECK_FAILED', false) : done,
  );
  const steps = [
    step('checks'),
    step('publishing', { after: ['checks'] }),
    step('report', { after: ['publishing'], trigger: 'all_done' }),
    step('tidy', { after: ['report'], trigger: 'cleanup' }),
  ];
  const id = await yard.carry({ title: 'Daily figures', steps });
  expect(await yard.statuses(id)).toEqual({
    checks: 'failed',
    publishing: 'upstream_failed',
    report: 'succeeded',
    tidy: 'succeeded',
  });
  expect(await yard.run(id)).toMatchObject({ status: 'failed', note: 'The step checks failed: It broke.' });
  expect(yard.calls).toEqual(['checks', 'report', 'tidy']);
  expect(yard.alerts).toMatchObject([
    { kind: 'failed', dedupe: 'failed:daily:checks', title: 'Daily figures failed', run: id },
  ]);
  const tasks = await yard.tasks(id);
  expect(tasks['publishing']?.note).toBe('It comes after checks, which did not succeed.');
});

it('tells that it recovered at the first success after a failure, and that it succeeded only where wished', async () => {
  let breaks = true;
  const yard = await openYard(() => (breaks ? failing('SQL_FAILED', false) : done));
  await yard.carry({ steps: [step('a')] });
  breaks = false;
  await yard.carry({ steps: [step('a')] });
  await yard.carry({ steps: [step('a')] });
  await yard.carry({ steps: [step('a')], alerts: { on: ['succeeded'] } });
  expect(yard.alerts.map(({ kind }) => kind)).toEqual(['failed', 'recovered', 'succeeded']);
});

it('tries again after a pause that grows, never sooner than a server asks, and never where that cannot help', async () => {
  const ends: StepEnd[] = [
    failing('SOURCE_FAILED', true),
    failing('SOURCE_FAILED', true, minutes(20)),
    failing('SOURCE_FAILED', true),
    done,
    failing('SOURCE_REFUSED', false),
  ];
  const yard = await openYard(() => ends.shift() ?? done);
  const id = await yard.carry({ steps: [step('a')] });
  const standing = async () => {
    const { a } = await yard.tasks(id);
    return [a?.status, a?.tries, a?.notBefore];
  };
  expect(await standing()).toEqual(['retrying', 1, after(30_000)]);
  expect(yard.engine.nextWake()).toBe(Date.parse(after(30_000)));
  await yard.clock.advance(29_000);
  yard.engine.wake();
  await yard.settle();
  expect(yard.calls).toHaveLength(1);
  await yard.clock.advance(1_000);
  yard.engine.wake();
  await yard.settle();
  expect(await standing()).toEqual(['retrying', 2, after(30_000 + minutes(20))]);
  await yard.clock.advance(minutes(20));
  yard.engine.wake();
  await yard.settle();
  await yard.clock.advance(minutes(2));
  yard.engine.wake();
  await yard.settle();
  expect(await standing()).toEqual(['succeeded', 3, null]);
  expect((await yard.tries(id, 'a')).map(({ status }) => status)).toEqual([
    ...['failed', 'failed', 'failed', 'succeeded'],
  ]);
  expect(yard.lines.filter((text) => text.includes('tried again'))).toHaveLength(3);
  const other = await yard.carry({ steps: [step('a')] });
  expect(await yard.run(other)).toMatchObject({ status: 'failed' });
  expect((await yard.tasks(other))['a']).toMatchObject({ status: 'failed', tries: 1 });
});

it('waits offline without counting a try, holds no slot meanwhile, and goes on when the network is back', async () => {
  let online = false;
  const hosts = [{ host: 'shop.example', port: 443 }];
  const yard = await openYard(({ step: { name: at } }) =>
    at === 'orders' && !online ? { is: 'offline', hosts, told: 'shop.example can not be reached.' } : done,
  );
  yard.pools = { default: 1 };
  yard.around.reachable = false;
  const id = await yard.carry({ steps: [{ name: 'orders', extract: 'shop' }, step('other')] });
  expect(await yard.statuses(id)).toEqual({ orders: 'offline', other: 'succeeded' });
  const looked: (string | null | undefined)[] = [];
  for (let minute = 0; minute < 40; minute += 1) {
    await yard.clock.advance(minutes(1));
    yard.engine.wake();
    await yard.settle();
    looked.push((await yard.tasks(id))['orders']?.notBefore);
  }
  expect(new Set(looked).size).toBeLessThanOrEqual(9);
  expect((await yard.tasks(id))['orders']).toMatchObject({ status: 'offline', tries: 0 });
  expect(await yard.tries(id, 'orders')).toHaveLength(1);
  online = true;
  yard.around.reachable = true;
  yard.engine.disturbed();
  await yard.settle();
  expect(await yard.statuses(id)).toEqual({ orders: 'succeeded', other: 'succeeded' });
  expect(await yard.run(id)).toMatchObject({ status: 'succeeded' });
  expect(yard.calls.filter((call) => call === 'orders')).toHaveLength(2);
});

it('asks the hosts of a step first after the machine slept, and starts nothing while they are away', async () => {
  const yard = await openYard();
  yard.around.reachable = false;
  yard.engine.disturbed();
  const id = await yard.carry({ steps: [{ name: 'orders', extract: 'shop' }] });
  expect(yard.calls).toEqual([]);
  expect((await yard.tasks(id))['orders']).toMatchObject({ status: 'offline', tries: 0, lastTry: 0 });
  yard.around.reachable = true;
  yard.engine.disturbed();
  await yard.settle();
  expect(await yard.run(id)).toMatchObject({ status: 'succeeded' });
});

it('defers heavy steps on a low battery or a metered connection until its deadline is near', async () => {
  const yard = await openYard();
  yard.around.power = { onBattery: true, charge: 0.2, metered: false };
  const id = await yard.carry({ steps: [step('a', { heavy: true }), step('b')] });
  expect(await yard.statuses(id)).toEqual({ a: 'deferred', b: 'succeeded' });
  expect((await yard.tasks(id))['a']?.note).toBe('The battery is at 20 %; it waits for power.');
  yard.around.power = { onBattery: false, charge: 0.2, metered: true };
  yard.engine.disturbed();
  await yard.settle();
  expect((await yard.tasks(id))['a']).toMatchObject({
    status: 'deferred',
    note: 'The connection is metered; it waits for another.',
  });
  yard.around.deadline = yard.clock.now() + minutes(5);
  yard.engine.disturbed();
  await yard.settle();
  expect((await yard.tasks(id))['a']).toMatchObject({ status: 'deferred', notBefore: after(minutes(2)) });
  await yard.clock.advance(minutes(5));
  yard.engine.wake();
  await yard.settle();
  yard.engine.wake();
  await yard.settle();
  expect(await yard.run(id)).toMatchObject({ status: 'succeeded' });
});

it('waits for a locked vault and asks for it once', async () => {
  let locked = true;
  const yard = await openYard(() => (locked ? { is: 'locked', told: 'The vault is locked.' } : done));
  const id = await yard.carry({ steps: [step('a')] });
  yard.engine.disturbed();
  await yard.settle();
  expect(yard.alerts).toMatchObject([{ kind: 'asks', title: 'daily waits for the vault' }]);
  locked = false;
  yard.engine.disturbed();
  await yard.settle();
  expect(await yard.run(id)).toMatchObject({ status: 'succeeded' });
  expect((await yard.tasks(id))['a']).toMatchObject({ tries: 0, lastTry: 1 });
});

it('lets a sensor hold no slot between polls, keep its cursor through a restart, and wait no longer than it may', async () => {
  const seen: unknown[] = [];
  const yard = await openYard(({ step: { name: at }, cursor }) => {
    if (at !== 'file') return done;
    seen.push(cursor);
    return {
      is: 'again',
      told: 'There is no file yet.',
      cursor: { polls: seen.length },
      pollMs: minutes(10),
    };
  });
  yard.pools = { default: 1 };
  const wait = { name: 'file', wait: { file: 'in/*.csv' }, timeout: '25 minutes' };
  const id = await yard.carry({ steps: [wait, step('other')] });
  expect(await yard.statuses(id)).toEqual({ file: 'sensing', other: 'succeeded' });
  await yard.clock.advance(minutes(10));
  await yard.restart();
  await yard.clock.advance(minutes(10));
  yard.engine.wake();
  await yard.settle();
  expect(seen).toEqual([null, { polls: 1 }, { polls: 2 }]);
  expect((await yard.tasks(id))['file']).toMatchObject({ tries: 0, notBefore: after(minutes(25)) });
  await yard.clock.advance(minutes(5));
  yard.engine.wake();
  await yard.settle();
  expect(await yard.run(id)).toMatchObject({
    status: 'failed',
    note: 'The step file failed: The step file waited for 25 minutes and what it waits for did not come.',
  });
});

it('stops a step that takes too long, tries it again, and leaves one to itself that does not stop', async () => {
  let stops = true;
  const yard = await openYard((call) => (stops ? untilStopped(call) : never()));
  const steps = [step('a', { timeout: '10 seconds', retries: 2 }), step('b', { after: ['a'] })];
  const id = await yard.carry({ steps });
  expect(yard.engine.live()).toMatchObject([{ run: id, step: 'a', item: -1 }]);
  await yard.clock.advance(10_000);
  await yard.settle();
  expect((await yard.tasks(id))['a']).toMatchObject({
    status: 'retrying',
    note: 'The step a took longer than 10 seconds and was stopped.',
  });
  stops = false;
  await yard.clock.advance(30_000);
  yard.engine.wake();
  await yard.settle();
  await yard.clock.advance(10_000);
  await yard.settle();
  expect((await yard.tasks(id))['a']?.status).toBe('running');
  await yard.clock.advance(30_000);
  await yard.settle();
  expect(await yard.statuses(id)).toEqual({ a: 'failed', b: 'upstream_failed' });
  expect((await yard.tasks(id))['a']?.note).toContain('did not stop when it was told to');
  expect(yard.warnings).toEqual(['A step did not stop when it was told to, and is left to itself.']);
  expect(yard.engine.nextWake()).toBeNull();
});

it('bounds a step that nobody gave a time, and hears no answer after it was left', async () => {
  let answer: (end: StepEnd) => void = () => {};
  const yard = await openYard(() => new Promise((resolve) => (answer = resolve)));
  const id = await yard.carry({ steps: [step('a')] });
  await yard.clock.advance(minutes(24 * 60) + 30_000);
  await yard.settle();
  expect(await yard.run(id)).toMatchObject({ status: 'failed' });
  answer(done);
  await yard.settle();
  expect((await yard.tasks(id))['a']).toMatchObject({ status: 'failed', tries: 1 });
});

it('stops a run that takes longer than it may, waiting steps too, and still tidies up', async () => {
  const hosts = [{ host: 'shop.example', port: 443 }];
  const yard = await openYard((call) => {
    if (call.step.name === 'away') return { is: 'offline', hosts, told: 'Away.' };
    return call.step.name === 'tidy' ? done : untilStopped(call);
  });
  const steps = [
    step('long'),
    step('away'),
    step('next', { after: ['long'] }),
    step('tidy', { after: ['next', 'away'], trigger: 'cleanup' }),
  ];
  yard.around.reachable = false;
  const id = await yard.carry({ timeout: '1 hour', steps });
  await yard.clock.advance(minutes(60));
  await yard.settle();
  expect(await yard.statuses(id)).toEqual({
    long: 'failed',
    away: 'failed',
    next: 'upstream_failed',
    tidy: 'succeeded',
  });
  expect(await yard.run(id)).toMatchObject({ status: 'failed' });
});

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

it('maps a step over a list, a param or a query, as many at once as it says, each item with its own state', async () => {
  let most = 0;
  let now = 0;
  const yard = await openYard(async (call) => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    return 'sql' in call.step && call.step.values?.[0] === 3 ? failing('SQL_FAILED', false) : done;
  });
  yard.pools = { default: 50 };
  const each = (map: unknown, more: object = {}) => step('each', { map, values: [filled('item')], ...more });
  const list = await yard.carry({ steps: [each([1, 2], { at_once: 1 }), step('z', { after: ['each'] })] });
  expect(await yard.statuses(list)).toEqual({
    each: 'succeeded',
    'each 0': 'succeeded',
    'each 1': 'succeeded',
    z: 'succeeded',
  });
  expect(most).toBe(1);
  const params = { shops: { type: 'list' } };
  const byParam = await yard.carry(
    { params, steps: [each(filled('params.shops'))] },
    { params: { shops: ['a', 'b'] } },
  );
  expect((await yard.tasks(byParam))['each 1']).toMatchObject({ value: 'b', status: 'succeeded' });
  yard.query = async () => ({ ok: true, value: Array.from({ length: 1_000 }, (_, at) => at) });
  const byQuery = await yard.carry({ steps: [each({ query: 'select 1' }, { at_once: 7 })] });
  await yard.settle();
  expect((await yard.tasks(byQuery))['each']).toMatchObject({
    status: 'failed',
    note: '1 of 1,000 items failed.',
  });
  expect(yard.calls).toHaveLength(1_005);
  expect(most).toBe(7);
  yard.query = async () => ({ ok: true, value: Array.from({ length: 1_001 }, (_, at) => at) });
  const tooMany = await yard.carry({ steps: [each({ query: 'select 1' })] });
  expect((await yard.tasks(tooMany))['each']).toMatchObject({ status: 'failed', tries: 1 });
  yard.query = async () => ({ ok: true, value: [] });
  const none = await yard.carry({ steps: [each({ query: 'select 1' }), step('z', { after: ['each'] })] });
  expect(await yard.statuses(none)).toEqual({ each: 'skipped', z: 'skipped' });
  expect((await yard.run(none)).status).toBe('succeeded');
});

it('shares named pools between pipelines, usual runs before those of a backfill', async () => {
  const held: (() => void)[] = [];
  const yard = await openYard(() => new Promise((resolve) => held.push(() => resolve(done))));
  yard.pools = { shop: 2 };
  const backfill: Backfill = {
    id: 'back' as BackfillId,
    ...{ pipeline: DAILY, from: START, to: START, reprocess: 'none', order: 'oldest', atOnce: 2 },
    ...{ params: {}, createdAt: START, status: 'running' },
  };
  await yard.records.saveBackfill('session-1' as SessionId, backfill, []);
  const steps = [step('a', { pool: 'shop' }), step('b', { pool: 'shop', slots: 5 })];
  const back = { backfill: backfill.id, kind: 'backfill', priority: -1 } as const;
  const ids = [
    await yard.add({ steps }, back),
    await yard.add({ steps }, back),
    await yard.add({ steps }, back),
  ];
  yard.engine.wake();
  await yard.settle();
  const usual = await yard.carry({ steps: [step('u', { pool: 'shop' })] });
  const states = async () => Promise.all([...ids, usual].map(async (id) => (await yard.run(id)).status));
  expect(await states()).toEqual(['running', 'running', 'queued', 'running']);
  expect(yard.calls).toEqual(['a', 'u']);
  for (let turn = 0; turn < 8; turn += 1) {
    held.shift()?.();
    await yard.settle();
  }
  expect(await states()).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  expect(yard.calls).toEqual(['a', 'u', 'b', 'a', 'b', 'a', 'b']);
});

it('waits for the same step of the run before, says so, and goes on once that was mended', async () => {
  let breaks = true;
  const yard = await openYard(() => (breaks ? failing('SQL_FAILED', false) : done));
  const definition = { steps: [step('a', { depends_on_past: true })] };
  const first = await yard.carry(definition);
  expect((await yard.run(first)).status).toBe('failed');
  breaks = false;
  const second = await yard.carry(definition);
  expect((await yard.tasks(second))['a']).toMatchObject({
    status: 'blocked',
    note: 'It waits for the run before this one, whose step a did not succeed.',
  });
  expect(await yard.engine.retry(first)).toMatchObject({ ok: true });
  await yard.settle();
  expect((await yard.run(first)).status).toBe('succeeded');
  expect((await yard.run(second)).status).toBe('succeeded');
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

it('ends a step whose runner throws as a defect of its own, and the rest goes on', async () => {
  const yard = await openYard(({ step: { name: at } }) => {
    if (at === 'a') throw new Error('Oh.');
    return done;
  });
  const id = await yard.carry({ steps: [step('a'), step('x')] });
  expect(await yard.statuses(id)).toEqual({ a: 'failed', x: 'succeeded' });
  expect((await yard.tries(id, 'a'))[0]?.failure).toMatchObject({ code: 'INTERNAL', reference: 'reference' });
});

it('hands a step its texts filled in, and fails one whose texts cannot be', async () => {
  const got: unknown[] = [];
  const yard = await openYard(({ step: at }) => {
    got.push('extract' in at ? [at.extract, at.from] : null);
    return done;
  });
  const interval = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' };
  const steps = [
    { name: 'a', extract: filled('params.shop'), from: filled('interval.from_day') },
    { name: 'b', extract: filled('params.nothing') },
  ];
  const id = await yard.carry({ steps }, { interval, params: { shop: 'berlin' } });
  expect(got).toEqual([['berlin', '2026-03-01']]);
  expect((await yard.tasks(id))['b']).toMatchObject({ status: 'failed', tries: 1 });
});

import { expect, it } from 'vitest';
import type { BackfillId, SessionId } from '../ids.ts';
import type { Backfill } from '../records/records.ts';
import type { StepEnd } from '../run/runner.ts';
import { DAILY, done, failing, never, openYard, START, untilStopped } from './testing/yard.ts';

const step = (id: string, more: object = {}) => ({ name: id, sql: 'select 1', ...more });
const filled = (text: string) => `\${{ ${text} }}`;
const minutes = (count: number) => count * 60_000;
const after = (ms: number) => new Date(Date.parse(START) + ms).toISOString();

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

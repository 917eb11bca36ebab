import { expect, it } from 'vitest';
import type { StepEnd } from '../run/runner.ts';
import { done, failing, openYard, START } from './testing/yard.ts';

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

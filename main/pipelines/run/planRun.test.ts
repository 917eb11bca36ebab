import { expect, it } from 'vitest';
import { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import { Step, StepName } from '../../../shared/domain/pipeline/step.ts';
import type { RunId } from '../ids.ts';
import { clearTasks, markStale, retryTasks } from './again.ts';
import { attemptOf } from './attempt.ts';
import { criticalPath, expectedOf, timeLeft } from './criticalPath.ts';
import { following, graphOf } from './graph.ts';
import { newTask } from './newTask.ts';
import { type PlanContext, planRun } from './planRun.ts';
import { longestPause, retryPause, triesOf } from './retryPause.ts';
import type { Task, TaskStatus } from './states.ts';

const NOW = '2026-03-02T08:00:00.000Z';
const name = (text: string) => StepName.parse(text);
const usual: PlanContext = { stopped: null, past: new Map() };

/** `a: ''`, `b: 'a'`, `c: 'a b, all_done'`: what each is after, and its trigger. */
function graphBy(written: Record<string, string>, more: Record<string, object> = {}) {
  const steps = Object.entries(written).map(([one, text]) => {
    const [after = '', trigger] = text.split(', ');
    const names = after.split(' ').filter((each) => each !== '');
    return { name: one, sql: 'select 1', after: names, ...(trigger ? { trigger } : {}), ...more[one] };
  });
  return graphOf(Pipeline.parse({ steps }));
}

function tasksBy(statuses: Record<string, TaskStatus>): Map<StepName, Task> {
  return new Map(
    Object.entries(statuses).map(([one, status]) => [name(one), { ...newTask(name(one)), status }]),
  );
}

const DIAMOND = { a: '', b: 'a', c: 'a', d: 'b c' };

it('decides by trigger, and only once all it is after has ended', () => {
  const cases: readonly [string, TaskStatus, TaskStatus, TaskStatus][] = [
    ['all_success', 'succeeded', 'succeeded', 'ready'],
    ['all_success', 'succeeded', 'skipped', 'skipped'],
    ['all_success', 'failed', 'skipped', 'upstream_failed'],
    ['all_success', 'failed', 'running', 'waiting'],
    ['none_failed', 'succeeded', 'skipped', 'ready'],
    ['none_failed', 'skipped', 'skipped', 'ready'],
    ['none_failed', 'upstream_failed', 'skipped', 'upstream_failed'],
    ['all_done', 'failed', 'upstream_failed', 'ready'],
    ['all_done', 'failed', 'retrying', 'waiting'],
    ['cleanup', 'cancelled', 'cancelled', 'ready'],
  ];
  for (const [trigger, first, second, expected] of cases) {
    const graph = graphBy({ a: '', b: '', c: `a b, ${trigger}` });
    const plan = planRun(graph, tasksBy({ a: first, b: second, c: 'waiting' }), usual, NOW);
    expect([trigger, first, second, plan.changed[0]?.status ?? 'waiting']).toEqual([
      ...[trigger, first, second, expected],
    ]);
  }
});

it('carries a failure through all that follows at once, and says how the run ended', () => {
  const graph = graphBy(DIAMOND);
  const plan = planRun(
    graph,
    tasksBy({ a: 'failed', b: 'waiting', c: 'waiting', d: 'waiting' }),
    usual,
    NOW,
    [name('a')],
  );
  expect(plan.changed.map(({ step, status }) => [step, status])).toEqual([
    ['b', 'upstream_failed'],
    ['c', 'upstream_failed'],
    ['d', 'upstream_failed'],
  ]);
  expect(plan.end).toBe('failed');
});

it('lets only required steps that are no cleanup make a run fail', () => {
  const end = (more: Record<string, object>, trigger: string, stopped: PlanContext['stopped'] = null) => {
    const graph = graphBy({ a: '', b: `a, ${trigger}` }, more);
    return planRun(graph, tasksBy({ a: 'failed', b: 'succeeded' }), { ...usual, stopped }, NOW).end;
  };
  expect(end({}, 'all_done')).toBe('failed');
  expect(end({ a: { required: false } }, 'all_done')).toBe('succeeded');
  expect(end({ a: { trigger: 'cleanup' } }, 'all_done')).toBe('succeeded');
  expect(end({}, 'all_done', 'cancelled')).toBe('cancelled');
  expect(end({ a: { required: false } }, 'all_done', 'timed_out')).toBe('failed');
});

it('asks what the run before made of a step that depends on it, and blocks with the reason', () => {
  const graph = graphBy({ a: '' }, { a: { depends_on_past: true } });
  const tasks = tasksBy({ a: 'waiting' });
  expect(planRun(graph, tasks, usual, NOW)).toEqual({ changed: [], asks: ['a'], end: null });
  const past = new Map([[name('a'), { fine: false, why: 'The run before failed.' } as const]]);
  const blocked = planRun(graph, tasks, { ...usual, past }, NOW).changed;
  expect(blocked).toMatchObject([{ status: 'blocked', note: 'The run before failed.' }]);
  const fine = new Map([[name('a'), { fine: true } as const]]);
  const tasksNow = new Map(blocked.map((task) => [task.step, task]));
  expect(planRun(graph, tasksNow, { ...usual, past: fine }, NOW).changed).toMatchObject([
    { status: 'ready', note: null },
  ]);
});

it('begins only cleanup once a run is stopped', () => {
  const graph = graphBy({ a: '', b: 'a', c: 'b, cleanup' });
  const tasks = tasksBy({ a: 'cancelled', b: 'waiting', c: 'waiting' });
  const plan = planRun(graph, tasks, { ...usual, stopped: 'cancelled' }, NOW);
  expect(plan.changed.map(({ status }) => status)).toEqual(['cancelled', 'ready']);
});

it('plans a thousand steps that are each after many, one end at a time, without looking at all of them each time', () => {
  const written = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, at) => [
      `s${at}`,
      Array.from({ length: Math.min(at, 100) }, (_, back) => `s${at - back - 1}`).join(' '),
    ]),
  );
  const graph = graphBy(written);
  const tasks = tasksBy(Object.fromEntries(graph.order.map((one) => [one, 'waiting' as const])));
  for (const one of graph.order) {
    tasks.set(one, { ...newTask(one), status: 'succeeded' });
    const plan = planRun(graph, tasks, usual, NOW, [one]);
    expect(plan.changed.length).toBe(one === 's999' ? 0 : 1);
  }
});

it('leaves steps of a cycle out of the order, and finds all that follow', () => {
  expect(graphBy({ a: '', b: 'c', c: 'b' }).order).toEqual(['a']);
  expect([...following(graphBy(DIAMOND), [name('b')])]).toEqual(['b', 'd']);
});

it('pauses for any part of a time that doubles up to its most, and never shorter than asked', () => {
  const step = Step.parse({ name: 'a', sql: 'select 1' });
  expect([1, 2, 3, 4, 5, 6, 9].map((tries) => longestPause(step, tries) / 1_000)).toEqual([
    ...[30, 60, 120, 240, 480, 900, 900],
  ]);
  expect(retryPause(step, 2, undefined, 0)).toBe(0);
  expect(retryPause(step, 2, undefined, 0.5)).toBe(30_000);
  expect(retryPause(step, 2, 3_600_000, 0.5)).toBe(3_600_000);
  expect(triesOf(step)).toBe(5);
  const own = Step.parse({ name: 'a', sql: 'x', retries: { tries: 3, first: '1 hour', most: '90 minutes' } });
  expect([triesOf(own), longestPause(own, 1), longestPause(own, 2)]).toEqual([3, 3_600_000, 5_400_000]);
  expect(triesOf(Step.parse({ name: 'a', sql: 'x', retries: 1 }))).toBe(1);
});

it('finds the chain that decides how long a run takes, and what is left of it', () => {
  const graph = graphBy(DIAMOND);
  const expected = expectedOf(
    new Map([
      [name('a'), [10, 30, 20]],
      [name('b'), [5]],
      [name('c'), [50]],
      [name('d'), [1]],
    ]),
  );
  const found = criticalPath(graph, expected);
  expect([found.path, found.totalMs, found.leftMs.get(name('b'))]).toEqual([['a', 'c', 'd'], 71, 6]);
  const tasks = tasksBy({ a: 'succeeded', b: 'waiting', c: 'running', d: 'waiting' });
  tasks.set(name('c'), {
    ...newTask(name('c')),
    status: 'running',
    startedAt: new Date(1_000).toISOString(),
  });
  expect(timeLeft(graph, tasks, expected, 1_030)).toBe(21);
  expect(timeLeft(graph, tasks, expected, 9_000)).toBe(6);
});

it('resets what failed and all that follows, keeps items that succeeded, and renames only what had ended well', () => {
  const graph = graphBy({ ...DIAMOND, e: 'd, all_done', f: '' });
  const item = (at: number, status: TaskStatus): Task => ({ ...newTask(name('b'), at, at), status });
  const tasks = [
    ...tasksBy({ a: 'succeeded', b: 'failed', c: 'succeeded', d: 'upstream_failed' }).values(),
    ...tasksBy({ e: 'succeeded', f: 'succeeded' }).values(),
    item(0, 'succeeded'),
    item(1, 'failed'),
  ];
  const told = (all: readonly Task[]) =>
    all.map(({ step, item: at, cleared, stale, status }) => [`${step} ${at}`, cleared, stale, status]);
  expect(told(retryTasks(graph, tasks))).toEqual([
    ['b -1', 0, false, 'waiting'],
    ['d -1', 0, false, 'waiting'],
    ['e -1', 1, false, 'waiting'],
    ['b 1', 0, false, 'waiting'],
  ]);
  expect(told(clearTasks(graph, tasks, [name('d')]))).toEqual([
    ['d -1', 1, false, 'waiting'],
    ['e -1', 1, true, 'waiting'],
  ]);
  const past = graphBy(DIAMOND, { b: { depends_on_past: true } });
  const later = [...tasksBy({ a: 'succeeded', b: 'succeeded', c: 'succeeded', d: 'failed' }).values()];
  expect(told(markStale(past, later, new Set([name('a'), name('b')])))).toEqual([
    ['b -1', 0, true, 'succeeded'],
  ]);
});

it('names what a try lands by run, step, item, its value and how often it was cleared', () => {
  const run = 'r1' as RunId;
  expect(attemptOf(run, newTask(name('a')))).toBe('r1.a.0');
  const names = [
    attemptOf(run, { ...newTask(name('a')), cleared: 1 }),
    attemptOf(run, newTask(name('a'), 0, 'x')),
    attemptOf(run, newTask(name('a'), 0, 'y')),
    attemptOf(run, newTask(name('a'), 1, 'x')),
  ];
  expect(new Set(names).size).toBe(4);
  expect(attemptOf(run, { ...newTask(name('a'), 0, 'x'), tries: 3, lastTry: 4 })).toBe(names[1]);
});

import { describe, expect, test } from 'vitest';
import { createGraph } from '../../project/graph/graph.ts';
import type { ModelNode, ProjectNode } from '../../project/nodes.ts';
import type { ProjectProblem } from '../../project/problem.ts';
import { blockedBy } from '../../project/project.ts';
import type { BuildCommand } from '../request.ts';
import { planBuild } from './plan.ts';
import { createSchedule } from './schedule.ts';

const PLACE = { file: 'models/x.sql', line: 1, column: 1 };

function node(
  type: 'model' | 'seed' | 'test' | 'unit_test',
  name: string,
  dependsOn: readonly string[],
  materialized = 'table',
): ProjectNode {
  const base = {
    uniqueId: `${type}.${name}`,
    name,
    packageName: 'shop',
    path: '',
    place: PLACE,
    fqn: [],
    tags: [],
    meta: {},
    description: '',
    config: {},
    columns: [],
    dependsOn,
    captured: { refs: [], sources: [], macros: [], vars: [], env: [] },
    rawCode: '',
    codeAt: PLACE,
    relation: { database: '', schema: 's', identifier: name },
    materialized,
    severity: 'error',
    testType: 'singular',
    model: dependsOn[0],
  };
  return { ...base, resourceType: type } as unknown as ModelNode;
}

const PROJECT: readonly ProjectNode[] = [
  node('seed', 's', []),
  node('model', 'a', ['seed.s']),
  node('model', 'e', ['model.a'], 'ephemeral'),
  node('model', 'b', ['model.e']),
  node('model', 'c', ['model.b']),
  node('model', 'd', ['seed.s']),
  node('test', 't_a', ['model.a']),
  node('test', 't_ad', ['model.a', 'model.d']),
  node('unit_test', 'u_b', ['model.b']),
  node('test', 't_c', ['model.c']),
];

function plan(
  command: BuildCommand,
  selected = PROJECT.map(({ uniqueId }) => uniqueId),
  problems: readonly ProjectProblem[] = [],
) {
  const graph = createGraph(new Map(PROJECT.map((one) => [one.uniqueId, one.dependsOn])));
  const nodes = new Map(PROJECT.map((one) => [one.uniqueId, one]));
  return planBuild(
    { nodes, graph, problems, blocked: blockedBy(problems, nodes.keys(), graph) },
    command,
    selected,
  );
}

const waits = (of: ReturnType<typeof plan>, id: string) => of.get(id)?.waitsFor;

describe('the plan of a command', () => {
  test('a build waits for what is above, and for the tests of all that is above', () => {
    const whole = plan('build');
    expect(waits(whole, 'model.a')).toEqual(['seed.s']);
    expect(waits(whole, 'test.t_a')).toEqual(['model.a']);
    expect(waits(whole, 'model.e')).toEqual(['model.a', 'test.t_a']);
    expect(waits(whole, 'unit_test.u_b')).toEqual(['model.e', 'test.t_a']);
    expect(waits(whole, 'model.b')).toEqual(['model.e', 'test.t_a', 'unit_test.u_b']);
    // t_ad looks at d too, which b doesn't need: b isn't held up by it.
    expect(waits(whole, 'model.c')).toEqual(['model.b', 'test.t_a']);
    expect(waits(whole, 'model.d')).toEqual(['seed.s']);
    expect(whole.get('model.e')?.silent).toBe(true);
  });

  test('what is not built in between parts nothing', () => {
    const some = plan('build', ['seed.s', 'model.c', 'test.t_c']);
    expect([...some.keys()]).toEqual(['seed.s', 'model.c', 'test.t_c']);
    expect(waits(some, 'model.c')).toEqual(['seed.s']);
  });

  test('every command has its own kinds of nodes, and tests alone wait for nothing', () => {
    expect([...plan('run').keys()]).toEqual(['model.a', 'model.b', 'model.c', 'model.d']);
    expect([...plan('seed').keys()]).toEqual(['seed.s']);
    expect([...plan('snapshot').keys()]).toEqual([]);
    const tests = plan('test');
    expect([...tests.keys()].sort()).toEqual(['test.t_a', 'test.t_ad', 'test.t_c', 'unit_test.u_b']);
    expect([...tests.values()].flatMap((one) => one.waitsFor)).toEqual([]);
  });

  test('what holds up most comes first, and everything after what it waits for', () => {
    const order = [...plan('build').keys()];
    expect(order.slice(0, 3)).toEqual(['seed.s', 'model.a', 'test.t_a']);
    for (const [id, { waitsFor }] of plan('build'))
      for (const above of waitsFor) expect(order.indexOf(above)).toBeLessThan(order.indexOf(id));
  });

  test('a fault is told of its own node, what lies below is skipped', () => {
    const problem: ProjectProblem = {
      ...PLACE,
      message: 'Bad.',
      next: 'Mend.',
      severity: 'error',
      stops: ['model.a'],
    };
    const faulty = plan('build', undefined, [problem]);
    expect(faulty.get('model.a')?.fault).toBe(problem);
    expect(faulty.get('model.c')?.fault).toBe(null);
    expect(plan('build', ['model.c'], [problem]).get('model.c')?.faultAbove).toBe(problem);
  });
});

describe('the schedule of a plan', () => {
  test('hands out what is ready, lane by lane, once', () => {
    const schedule = createSchedule(plan('build'));
    const ids = (lanes: readonly ('making' | 'asking')[]) => schedule.take(lanes)?.node.uniqueId ?? null;
    expect(ids(['asking'])).toBe(null);
    expect(ids(['making'])).toBe('seed.s');
    expect(ids(['making', 'asking'])).toBe(null);
    schedule.end('seed.s', true);
    expect([ids(['making']), ids(['making']), ids(['making'])]).toEqual(['model.a', 'model.d', null]);
    schedule.end('model.a', true);
    expect([ids(['making']), ids(['asking']), ids(['asking'])]).toEqual([null, 'test.t_a', null]);
    expect(schedule.running).toBe(2);
  });

  test('a failure skips all that waits for it, and nothing else', () => {
    const schedule = createSchedule(plan('build'));
    schedule.take(['making']);
    schedule.end('seed.s', true);
    schedule.take(['making']);
    schedule.end('model.a', true);
    schedule.take(['asking']);
    const skipped = schedule.end('test.t_a', false);
    expect(skipped.map(({ planned }) => planned.node.uniqueId).sort()).toEqual([
      'model.b',
      'model.c',
      'model.e',
      'test.t_c',
      'unit_test.u_b',
    ]);
    expect(skipped.every(({ because }) => because === 'test.t_a')).toBe(true);
    expect(schedule.take(['making'])?.node.uniqueId).toBe('model.d');
    schedule.end('model.d', true);
    expect(schedule.take(['asking'])?.node.uniqueId).toBe('test.t_ad');
    schedule.end('test.t_ad', true);
    expect(schedule.done).toBe(true);
  });

  test('stopping skips what hasn’t begun, and waits for what has', async () => {
    const schedule = createSchedule(plan('build'));
    schedule.take(['making']);
    const changed = schedule.changed();
    expect(schedule.stop()).toHaveLength(PROJECT.length - 1);
    await changed;
    expect([schedule.done, schedule.running]).toEqual([false, 1]);
    schedule.end('seed.s', true);
    expect(schedule.done).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { createGraph } from '../../project/graph/graph.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import type { NodeStatus } from '../nodeResult.ts';
import { decide, type Outcome } from './decide.ts';

const GRAPH = createGraph(
  new Map<string, readonly string[]>([
    ['a', []],
    ['b', ['a']],
    ['c', ['b']],
    ['d', ['a']],
  ]),
);
const MADE = ['a', 'b', 'c', 'd'];

/** A singular test of `on`. */
function check(status: NodeStatus, on: readonly string[], stopped = false): Outcome {
  const node = { uniqueId: `test of ${on}`, resourceType: 'test', dependsOn: on } as unknown as ProjectNode;
  return { node, status, stopped };
}

test('a check that failed or couldn’t be asked holds everything back, a warning nothing', () => {
  for (const status of ['fail', 'error'] as const)
    expect(decide('together', MADE, [check('pass', ['a']), check(status, ['d'])], GRAPH)).toEqual({
      publish: [],
      keptBack: MADE.map((id) => ({ id, because: 'test of d' })),
    });
  expect(decide('together', MADE, [check('warn', ['d'])], GRAPH).publish).toEqual(MADE);
});

test('by branch it holds back what it speaks of and what is below', () => {
  const { publish, keptBack } = decide('branch', MADE, [check('fail', ['b'])], GRAPH);
  expect(publish).toEqual(['a', 'd']);
  expect(keptBack.map(({ id }) => id)).toEqual(['b', 'c']);
  const generic = {
    node: {
      uniqueId: 'relationship',
      resourceType: 'test',
      dependsOn: ['c', 'd'],
      generic: { attachedTo: 'd' },
    } as unknown as ProjectNode,
    status: 'fail' as const,
    stopped: false,
  };
  expect(decide('branch', MADE, [generic], GRAPH).publish).toEqual(['a', 'b', 'c']);
  const unit = {
    node: { uniqueId: 'unit', resourceType: 'unit_test', model: 'b' } as unknown as ProjectNode,
    status: 'fail' as const,
    stopped: false,
  };
  expect(decide('branch', MADE, [unit], GRAPH).publish).toEqual(['a', 'd']);
});

test('always is always', () => {
  expect(decide('always', MADE, [check('fail', ['a'])], GRAPH).publish).toEqual(MADE);
});

test('what a stopped build never asked about isn’t published; a check skipped for a failure elsewhere is nobody’s verdict', () => {
  expect(decide('together', MADE, [check('skipped', ['b'], true)], GRAPH).publish).toEqual(['a', 'd']);
  expect(decide('together', MADE, [check('skipped', ['b'])], GRAPH).publish).toEqual(MADE);
});

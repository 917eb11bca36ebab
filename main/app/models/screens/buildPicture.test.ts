import { expect, it } from 'vitest';
import { JobId } from '../../../../shared/domain/job.ts';
import type { NodeResult, NodeStatus } from '../../../models/build/nodeResult.ts';
import type { NodePicture, BuildPicture as Picture } from '../workspaceModels.ts';
import { buildPicture, shortName } from './buildPicture.ts';

function node(id: string, status: NodeStatus | 'waiting' | 'running'): NodePicture {
  if (status === 'waiting' || status === 'running') return { id, status, result: null };
  const kind = id.startsWith('test.') ? 'test' : 'model';
  const result: NodeResult = {
    id,
    kind,
    status,
    startedAt: '',
    milliseconds: 1,
    message: `${status} of ${id}`,
  };
  return { id, status, result };
}

const PICTURE: Picture = {
  job: JobId.parse('job'),
  options: { command: 'build', selection: {} },
  startedAt: '2026-03-01T00:00:00Z',
  endedAt: null,
  phase: 'building',
  nodes: [
    node('model.shop.a', 'success'),
    node('test.shop.unique_a_id.0123456789', 'fail'),
    node('test.shop.not_null_a_id.0123456789', 'pass'),
    node('model.shop.b', 'skipped'),
    node('model.shop.c', 'running'),
    node('model.shop.d', 'waiting'),
  ],
  said: [],
  report: null,
  failure: null,
};

it('shows nodes one by one, checks by number, and trouble in words', () => {
  expect(buildPicture(PICTURE)).toMatchObject({
    done: 4,
    total: 6,
    steps: {
      'model.shop.a': 'success',
      'model.shop.b': 'skipped',
      'model.shop.c': 'running',
      'model.shop.d': 'waiting',
    },
    checks: { fail: 1, pass: 1 },
    running: ['c'],
    trouble: [
      { name: 'unique_a_id', status: 'fail', message: 'fail of test.shop.unique_a_id.0123456789' },
      { name: 'b', status: 'skipped' },
    ],
    end: null,
  });
  expect(buildPicture({ ...PICTURE, phase: 'reading', nodes: [] }).total).toBeNull();
});

it('tells a cancelled build from a failed one', () => {
  const report = { id: 'build', published: [], keptBack: [], success: false };
  const ended = { ...PICTURE, phase: 'ended', endedAt: '2026-03-01T00:01:00Z', report } as const;
  expect(buildPicture(ended).end).toMatchObject({ status: 'failed', at: '2026-03-01T00:01:00Z' });
  const nodes = [...PICTURE.nodes, node('model.shop.e', 'cancelled')];
  expect(buildPicture({ ...ended, nodes }).end).toMatchObject({ status: 'cancelled' });
});

it.each([
  ['model.shop.orders', 'orders'],
  ['test.shop.unique_orders_id.0123456789', 'unique_orders_id'],
  ['source.shop.raw.orders', 'raw.orders'],
  ['unit_test.shop.orders.adds_up', 'orders.adds_up'],
  ['cancelled', 'cancelled'],
])('calls %s %s', (id, name) => expect(shortName(id)).toBe(name));

import { expect, it } from 'vitest';
import type { GraphNode } from '../../../../shared/contract/models.ts';
import { ordered, type SortKey } from './order.ts';

function node(name: string, part: Partial<GraphNode>): GraphNode {
  return {
    id: `model.shop.${name}`,
    name,
    kind: 'model',
    layer: 'core',
    materialized: 'table',
    relation: `core.${name}`,
    file: `models/${name}.sql`,
    tags: [],
    dependsOn: [],
    checks: 0,
    failing: 0,
    health: 'ok',
    builtAt: null,
    rows: null,
    ...part,
  };
}

const NODES = [
  node('b', { layer: 'analytics', rows: 5, health: 'failing' }),
  node('a', { layer: 'zebra', rows: 12 }),
  node('d', { layer: 'raw' }),
  node('c', { layer: 'staging', rows: 5, health: 'blocked' }),
];

it.each([
  ['name', false, 'abcd'],
  ['name', true, 'dcba'],
  ['layer', false, 'dcba'],
  ['health', false, 'cbad'],
  ['rows', false, 'bcad'],
  ['rows', true, 'abcd'],
  ['builtAt', true, 'abcd'],
] as const)('sorts by %s, descending %s', (key: SortKey, descending, names) => {
  expect(
    ordered(NODES, { key, descending })
      .map(({ name }) => name)
      .join(''),
  ).toBe(names);
});

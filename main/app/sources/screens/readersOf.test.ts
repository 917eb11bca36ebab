import { expect, it } from 'vitest';
import { relationName } from '../../../../shared/domain/relation.ts';
import type { Project } from '../../../models/project/project.ts';
import { readersOf } from './readersOf.ts';

const orders = source('orders', 'shop__orders');
const refunds = source('refunds', 'shop__refunds');
const stgOrders = { resourceType: 'model', uniqueId: 'model.shop.stg_orders', name: 'stg_orders' };
const stgAll = { resourceType: 'model', uniqueId: 'model.shop.all_sales', name: 'all_sales' };
const check = { resourceType: 'test', uniqueId: 'test.shop.unique', name: 'unique' };
const sales = { resourceType: 'model', uniqueId: 'model.shop.sales', name: 'sales' };

function source(name: string, identifier: string) {
  const relation = { database: null, schema: 'raw', identifier };
  return { resourceType: 'source', uniqueId: `source.shop.${name}`, name, relation };
}

const children: Record<string, string[]> = {
  [orders.uniqueId]: [stgOrders.uniqueId, stgAll.uniqueId, check.uniqueId],
  [refunds.uniqueId]: [stgAll.uniqueId],
  [stgOrders.uniqueId]: [sales.uniqueId],
};
const nodes = new Map(
  [orders, refunds, stgOrders, stgAll, check, sales].map((node) => [node.uniqueId, node]),
);
// Of a project only what is asked of it.
const project = {
  nodes,
  graph: { children: (id: string) => new Set(children[id] ?? []) },
} as unknown as Project;

it('names the models that read a relation themselves, each once, tests and those further down left out', () => {
  const asked = [relationName('raw', 'shop__orders'), relationName('raw', 'shop__refunds')];
  expect(readersOf(project, asked)).toEqual(['all_sales', 'stg_orders']);
});

it('names nobody where nobody reads', () => {
  expect(readersOf(project, [relationName('raw', 'shop__returns')])).toEqual([]);
  expect(readersOf(project, [])).toEqual([]);
});

import { expect, it } from 'vitest';
import { PLAIN, wishOf } from './wish.ts';

const NODE = { id: 'model.shop.orders', name: 'orders', kind: 'model' };

it('asks for what changed unless told otherwise', () => {
  expect(wishOf(PLAIN, null)).toEqual({
    command: 'build',
    select: [],
    exclude: [],
    fullRefresh: false,
    scope: 'changed',
    publish: 'together',
  });
  expect(wishOf({ ...PLAIN, what: 'everything' }, null)).toMatchObject({ select: [], scope: 'all' });
});

it.each([
  ['node', ['orders']],
  ['node+', ['orders+']],
  ['+node', ['+orders']],
] as const)('writes %s as a selection does', (what, select) => {
  expect(wishOf({ ...PLAIN, what }, NODE)).toMatchObject({ select, scope: 'all' });
  expect(wishOf({ ...PLAIN, what }, null)).toBeNull();
});

it('names a source by its kind, and splits what is typed', () => {
  const source = { id: 'source.shop.raw.orders', name: 'raw.orders', kind: 'source' };
  expect(wishOf({ ...PLAIN, what: 'node+' }, source)?.select).toEqual(['source:raw.orders+']);
  expect(
    wishOf({ ...PLAIN, what: 'selection', words: ' tag:daily  orders+ ', without: 'old' }, null),
  ).toMatchObject({ select: ['tag:daily', 'orders+'], exclude: ['old'] });
  expect(wishOf({ ...PLAIN, what: 'selection', words: '  ' }, null)).toBeNull();
});

import { expect, it } from 'vitest';
import { indexName, primaryKeyName } from './names.ts';

it('names indexes after their table and columns', () => {
  expect(indexName('orders', ['day', 'shop'], 'idx')).toBe('orders_day_shop_idx');
  expect(primaryKeyName('orders')).toBe('orders_pkey');
});

it('keeps long names apart that Postgres would cut to the same', () => {
  const table = 'ü'.repeat(40);
  const [one, other] = ['a', 'b'].map((column) => indexName(table, [column], 'idx'));
  expect(one).not.toBe(other);
  for (const name of [one, other]) expect(Buffer.byteLength(name ?? '')).toBeLessThanOrEqual(63);
  expect(one).not.toContain('\ufffd');
});

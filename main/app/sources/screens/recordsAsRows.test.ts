import { expect, it } from 'vitest';
import { recordsAsRows } from './recordsAsRows.ts';

it('puts records side by side, whatever fields each has', () => {
  const page = recordsAsRows([
    { id: 1, name: 'Mug', tags: ['a'], price: 2.5, sold: true },
    { id: 12345678901234567890n, price: 3, constructor: 'Ada' },
  ]);
  expect(page.columns.map(({ name, type }) => `${name} ${type.kind}`)).toEqual([
    ...['id integer', 'name text', 'tags json', 'price number', 'sold boolean', 'constructor text'],
  ]);
  expect(page.rows).toEqual([
    [1, 'Mug', '["a"]', 2.5, true, null],
    ['12345678901234567890', null, null, 3, null, 'Ada'],
  ]);
});

import { describe, expect, it } from 'vitest';
import { FilePreview } from '../../../../shared/contract/files.ts';
import { faultsOf, mappedColumns, UNCHANGED, wishOf } from './draft.ts';

const preview = FilePreview.parse({
  files: [{ path: '/data/orders.csv', bytes: 10 }],
  format: 'csv',
  reading: { encoding: 'utf-8', delimiter: ',', header: true },
  choices: [],
  packing: 'none',
  columns: [
    { from: 'Order ID', name: 'order_id', type: { kind: 'integer' }, nullable: true },
    { from: 'Sold', name: 'sold', type: { kind: 'text' }, nullable: true, note: 'Day or month first?' },
  ],
  rows: [['1', '03/04/2026']],
  notes: [],
  suggested: 'raw.orders',
});

describe('faults', () => {
  it('finds none in what was found', () => {
    expect(faultsOf(preview, UNCHANGED)).toEqual({});
  });

  it.each([
    [{ relation: 'staging.orders' }, 'relation'],
    [{ relation: 'Orders 2' }, 'relation'],
    [{ disposition: 'merge' as const }, 'key'],
    [{ disposition: 'merge' as const, key: ['sold'], columns: { Sold: { skip: true } } }, 'key'],
    [{ columns: { Sold: { name: 'order_id' } } }, 'columns'],
    [{ columns: { Sold: { name: 'Sold On' } } }, 'columns'],
    [{ columns: { Sold: { name: '_load' } } }, 'columns'],
    [{ columns: { Sold: { skip: true }, 'Order ID': { skip: true } } }, 'columns'],
  ])('names the field for %j', (change, field) => {
    expect(Object.keys(faultsOf(preview, { ...UNCHANGED, ...change }))).toEqual([field]);
  });
});

it('takes a note away once the type is chosen, and keeps how days are written', () => {
  const draft = {
    ...UNCHANGED,
    columns: { Sold: { type: { kind: 'day' as const }, dayOrder: 'dmy' as const } },
  };
  expect(mappedColumns(preview, draft)[1]).toEqual({
    from: 'Sold',
    name: 'sold',
    type: { kind: 'day' },
    nullable: true,
    dayOrder: 'dmy',
    skip: false,
  });
});

it('wishes for what was changed only, with a bare name put into RAW and no key but for merge', () => {
  const draft = { ...UNCHANGED, relation: 'sales', key: ['order_id'], columns: { Sold: { skip: true } } };
  expect(wishOf(['/data/orders.csv'], {}, preview, draft)).toMatchObject({
    relation: 'raw.sales',
    key: [],
    columns: [{ from: 'Sold', skip: true }],
  });
});

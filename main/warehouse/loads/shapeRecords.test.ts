import { describe, expect, it } from 'vitest';
import { RelationName } from '../../../shared/domain/relation.ts';
import type { Record } from '../loads.ts';
import { RelationShape } from './relationShape.ts';
import { createShaper, MOST_COLUMNS, type Rules } from './shapeRecords.ts';

const ORDERS = RelationName.parse('raw.orders');
const EVOLVE: Rules = { contract: 'evolve', key: [], declared: [], holdsNul: true };

function shaped(records: readonly Record[], rules: Partial<Rules> = {}, known?: RelationShape) {
  const root = known ?? new RelationShape({ name: ORDERS, parent: null, columns: null });
  const shaper = createShaper(root, { ...EVOLVE, ...rules });
  const drafts = records.map((record) => ({ record, draft: shaper.learn(record) }));
  const refused = shaper.settle();
  const troubles = drafts.flatMap(({ record, draft }, index) => shaper.place(draft, record, index + 1) ?? []);
  const tables = new Map(
    [...shaper.touched].map((shape) => [
      shape.name.slice(4),
      shape.rows.map((row) =>
        Object.fromEntries(
          shape.columns.flatMap(({ name }, i) => ((row[i] ?? null) === null ? [] : [[name, row[i]]])),
        ),
      ),
    ]),
  );
  const types = Object.fromEntries(root.columns.map(({ name, type }) => [name, type.kind]));
  return { root, tables, types, troubles, refused, rows: tables.get('orders') };
}

/** As the next load finds it. */
function landed(first: RelationShape): RelationShape {
  return new RelationShape({
    name: first.name,
    parent: null,
    columns: first.columns,
    fields: first.newFields,
  });
}

describe('types', () => {
  it('gives each field the type of what it holds', () => {
    const { types, rows } = shaped([
      {
        i: 7,
        big: 9_007_199_254_740_993n,
        n: 1.5,
        b: false,
        t: 'café',
        d: '2026-03-08',
        at: '2026-03-08T10:00:00+02:00',
        raw: new Uint8Array([1]),
        nothing: null,
      },
    ]);
    expect(types).toEqual({
      _row: 'integer',
      i: 'integer',
      big: 'integer',
      n: 'number',
      b: 'boolean',
      t: 'text',
      d: 'day',
      at: 'instant',
      raw: 'bytes',
    });
    expect(rows).toEqual([
      {
        _row: 1n,
        i: 7n,
        big: 9_007_199_254_740_993n,
        n: 1.5,
        b: false,
        t: 'café',
        d: '2026-03-08',
        at: '2026-03-08T08:00:00.000000Z',
        raw: new Uint8Array([1]),
      },
    ]);
  });

  it('makes a number of whole and broken ones, but never at the price of a digit', () => {
    expect(shaped([{ a: 1 }, { a: 2.5 }]).rows).toEqual([
      { _row: 1n, a: 1 },
      { _row: 2n, a: 2.5 },
    ]);
    expect(shaped([{ a: 9_007_199_254_740_993n }, { a: 2.5 }]).rows).toEqual([
      { _row: 1n, a: 9_007_199_254_740_993n },
      { _row: 2n, a__v_number: 2.5 },
    ]);
  });

  it('makes text of what is mixed, and keeps the spelling', () => {
    expect(shaped([{ a: '2026-03-08' }, { a: 5 }, { a: '2026-03-08T10:00:00Z' }]).rows).toEqual([
      { _row: 1n, a: '2026-03-08' },
      { _row: 2n, a: '5' },
      { _row: 3n, a: '2026-03-08T10:00:00Z' },
    ]);
  });

  it('never guesses that a float is money, and reads it so where a decimal was declared', () => {
    const declared = [{ name: 'price', type: { kind: 'decimal', scale: 2 }, nullable: true }] as const;
    expect(shaped([{ price: 12.3 }]).types['price']).toBe('number');
    const { rows, types } = shaped([{ price: 12.3 }, { price: '0.10' }, { price: 0.125 }], { declared });
    expect(types).toEqual({ _row: 'integer', price: 'decimal', price__v_number: 'number' });
    expect(rows).toEqual([
      { _row: 1n, price: 1230n },
      { _row: 2n, price: 10n },
      { _row: 3n, price__v_number: 0.125 },
    ]);
  });

  it('refuses what would have too many columns', () => {
    const wide = Object.fromEntries(Array.from({ length: MOST_COLUMNS + 1 }, (_, i) => [`id${i}`, 1]));
    expect(shaped([wide]).refused).toMatch(/would have more than 1,000 columns/);
  });
});

describe('names', () => {
  it('keeps fields that normalise alike apart, in every order they come back in', () => {
    const first = shaped([{ 'Order ID': 1, order_id: 2, orderId: 3 }]);
    expect(first.rows).toEqual([{ _row: 1n, order_id: 1n, order_id_2: 2n, order_id_3: 3n }]);
    const again = shaped([{ orderId: 3, order_id: 2, 'Order ID': 1 }], {}, landed(first.root));
    expect(again.rows).toEqual(first.rows);
    expect(again.root.added).toEqual([]);
  });

  it('takes a column that is there and that no field of the stream has', () => {
    const byFile = new RelationShape({
      name: ORDERS,
      parent: null,
      columns: [
        { name: '_row', type: { kind: 'integer' }, nullable: false },
        { name: 'order_id', type: { kind: 'integer' }, nullable: true },
      ],
    });
    expect(shaped([{ OrderID: 4 }], { contract: 'freeze' }, byFile).rows).toEqual([
      { _row: 1n, order_id: 4n },
    ]);
  });

  it('lets no name reach a column of Leadline or a prototype', () => {
    const hostile = JSON.parse('{"_row": 5, "_load": 6, "__proto__": 7, "constructor": 8, "": 9}');
    expect(shaped([hostile]).rows).toEqual([
      { _row: 1n, row: 5n, load: 6n, proto: 7n, constructor: 8n, column_1: 9n },
    ]);
  });
});

describe('nesting', () => {
  it('flattens objects to depth 2 and lists to child relations to depth 2; the rest is JSON', () => {
    const { tables } = shaped([
      {
        id: 1,
        customer: { name: 'Ann', home: { zip: '1010', geo: { lat: 1.5 } }, tags: ['a', 'b'] },
        items: [
          { sku: 'x', taxes: [{ rate: 0.1, steps: [1, 2] }] },
          { sku: 'y', taxes: [] },
        ],
      },
      { id: 2, items: [{ sku: 'z', taxes: [{ rate: 0.2 }] }] },
    ]);
    expect(Object.fromEntries(tables)).toEqual({
      orders: [
        {
          _row: 1n,
          id: 1n,
          customer__name: 'Ann',
          customer__home__zip: '1010',
          customer__home__geo: '{"lat":1.5}',
        },
        { _row: 2n, id: 2n },
      ],
      orders__customer__tags: [
        { _row: 1n, _parent_row: 1n, _index: 1n, value: 'a' },
        { _row: 2n, _parent_row: 1n, _index: 2n, value: 'b' },
      ],
      orders__items: [
        { _row: 1n, _parent_row: 1n, _index: 1n, sku: 'x' },
        { _row: 2n, _parent_row: 1n, _index: 2n, sku: 'y' },
        { _row: 3n, _parent_row: 2n, _index: 1n, sku: 'z' },
      ],
      orders__items__taxes: [
        { _row: 1n, _parent_row: 1n, _index: 1n, rate: 0.1, steps: '[1,2]' },
        { _row: 2n, _parent_row: 3n, _index: 1n, rate: 0.2 },
      ],
    });
  });

  it('sets aside a record that is nested beyond reason', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level += 1) deep = { a: deep };
    const { troubles, rows } = shaped([{ a: deep }, { id: 2 }]);
    expect(troubles).toMatchObject([{ ordinal: 1, reason: expect.stringMatching(/nested too deep/) }]);
    expect(rows).toEqual([{ _row: 2n, id: 2n }]);
  });
});

describe('contracts', () => {
  const first = () => landed(shaped([{ id: 1, amount: 5 }]).root);
  const second = [
    { id: 2, amount: 6 },
    { id: 3, amount: 'n/a' },
    { id: 4, amount: 7, extra: true },
    { id: 5, lines: [1] },
  ];

  it('evolve keeps everything', () => {
    const { tables, troubles } = shaped(second, {}, first());
    expect(troubles).toEqual([]);
    expect(tables.get('orders')).toEqual([
      { _row: 1n, id: 2n, amount: 6n },
      { _row: 2n, id: 3n, amount__v_text: 'n/a' },
      { _row: 3n, id: 4n, amount: 7n, extra: true },
      { _row: 4n, id: 5n },
    ]);
    expect(tables.get('orders__lines')).toHaveLength(1);
  });

  it('freeze refuses the load and says which record and why', () => {
    expect(shaped(second, { contract: 'freeze' }, first()).troubles).toEqual([
      { refused: 'record 2 has "n/a" in amount, which can\'t be read as integer' },
      { refused: 'record 3 has the field "extra", for which there is no column' },
      { refused: 'record 4 has the list "lines", for which there is no column' },
    ]);
  });

  it('discard-row sets the record aside, whole', () => {
    const { troubles, rows } = shaped(second, { contract: 'discard-row' }, first());
    expect(rows).toEqual([{ _row: 1n, id: 2n, amount: 6n }]);
    expect(troubles).toMatchObject([
      { ordinal: 2, record: '{"id":3,"amount":"n/a"}' },
      { ordinal: 3 },
      { ordinal: 4 },
    ]);
  });

  it('discard-value keeps the record without the value', () => {
    const { troubles, rows } = shaped(second, { contract: 'discard-value' }, first());
    expect(troubles).toEqual([]);
    expect(rows).toEqual([
      { _row: 1n, id: 2n, amount: 6n },
      { _row: 2n, id: 3n },
      { _row: 3n, id: 4n, amount: 7n },
      { _row: 4n, id: 5n },
    ]);
  });

  it('the load that founds a relation founds its columns, under every contract', () => {
    expect(shaped([{ id: 1 }, { id: 2, more: 1.5 }], { contract: 'freeze' }).rows).toHaveLength(2);
  });

  it('a record without its key is set aside', () => {
    const { troubles } = shaped([{ id: 1 }, { other: 2 }, { id: null }], { key: ['id'] });
    expect(troubles).toMatchObject([
      { ordinal: 2, reason: 'has no value in id, which is its key' },
      { ordinal: 3 },
    ]);
  });
});

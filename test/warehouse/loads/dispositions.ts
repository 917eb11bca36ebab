import { describe, expect, it } from 'vitest';
import type { Contract, Disposition, LoadPlan, Record } from '../../../main/warehouse/loads.ts';
import { relationName } from '../../../shared/domain/relation.ts';
import { failureOf, must } from '../store/bench.ts';
import { type LoadsBench, stream } from './bench.ts';

/** The second load: record 2 holds an amount that is none, record 3 a new field, record 4 comes twice. */
const FIRST: Record[] = [
  { id: 1, amount: 10 },
  { id: 2, amount: 20 },
];
const SECOND: Record[] = [
  { id: 2, amount: 21 },
  { id: 3, amount: 'n/a' },
  { id: 4, amount: 40, note: 'new' },
  { id: 4, amount: 41 },
];

type Row = { id: number; amount?: number; amount__v_text?: string; note?: string };

/** Rows after the second load, by disposition, when the contract lets in all, whole records or values. */
const KEPT: { readonly [contract in Exclude<Contract, 'freeze'>]: Row[] } = {
  evolve: [
    { id: 2, amount: 21 },
    { id: 3, amount__v_text: 'n/a' },
    { id: 4, amount: 40, note: 'new' },
    { id: 4, amount: 41 },
  ],
  'discard-row': [
    { id: 2, amount: 21 },
    { id: 4, amount: 41 },
  ],
  'discard-value': [{ id: 2, amount: 21 }, { id: 3 }, { id: 4, amount: 40 }, { id: 4, amount: 41 }],
};

function expected(disposition: Disposition, contract: Exclude<Contract, 'freeze'>): Row[] {
  const first = FIRST as Row[];
  const second = KEPT[contract];
  if (disposition === 'append') return [...first, ...second];
  if (disposition === 'replace') return second;
  const latest = second.filter((row) => second.findLast(({ id }) => id === row.id) === row);
  return [...first.filter(({ id }) => second.every((row) => row.id !== id)), ...latest];
}

export function dispositions(bench: () => LoadsBench): void {
  describe.each(['append', 'replace', 'merge'] as const)('%s', (disposition) => {
    const plan = (more: Partial<LoadPlan> = {}) => bench().plan({ disposition, key: ['id'], ...more });

    it.each(['evolve', 'discard-row', 'discard-value'] as const)('under %s', async (contract) => {
      const { land, rows, loads } = bench();
      const landing = plan({ contract });
      const first = await land(landing, FIRST);
      const second = await land(landing, SECOND);
      const there = (await rows(landing.relation)) as (Row & { _load: number; _row: number })[];
      const kept = expected(disposition, contract);
      expect(there.map(({ _load, _row, ...row }) => row)).toEqual(kept);
      expect(first).toMatchObject({ rows: 2, rejected: 0, addedColumns: [] });
      const merged = disposition === 'merge' ? kept.length - 1 : KEPT[contract].length;
      expect(second).toMatchObject({
        rows: merged,
        rejected: contract === 'discard-row' ? 2 : 0,
        addedColumns: contract === 'evolve' ? ['note', 'amount__v_text'] : [],
      });
      const bySecond = there.filter(({ _load }) => _load === second.load);
      expect(bySecond).toHaveLength(merged);
      const rejected = must(await loads.rejected(second.load, { skip: 0, take: 10 }));
      expect(rejected).toEqual(
        contract !== 'discard-row'
          ? []
          : [
              {
                ordinal: 2,
                reason: 'has "n/a" in amount, which can\'t be read as integer',
                record: '{"id":3,"amount":"n/a"}',
              },
              {
                ordinal: 3,
                reason: 'has the field "note", for which there is no column',
                record: '{"id":4,"amount":40,"note":"new"}',
              },
            ],
      );
    });

    it('under freeze refuses the load and leaves the relation as it is', async () => {
      const { land, rows, loads, attempt } = bench();
      const landing = plan({ contract: 'freeze' });
      await land(landing, FIRST);
      const before = await rows(landing.relation);
      const refused = failureOf(await loads.land(landing, stream(SECOND), { attempt: attempt() }));
      expect(refused).toMatchObject({ code: 'LOAD_REFUSED', subject: landing.relation });
      expect(refused.message).toContain('record 2 has "n/a" in amount');
      expect(await rows(landing.relation)).toEqual(before);
      expect(must(await loads.ledger({ relation: landing.relation, skip: 0, take: 9 }))).toHaveLength(1);
    });

    it('an empty load is listed', async () => {
      const { land, rows, loads } = bench();
      const landing = plan();
      await land(landing, FIRST);
      expect(await land(landing, [])).toMatchObject({ rows: 0, rejected: 0 });
      expect(await rows(landing.relation)).toHaveLength(disposition === 'replace' ? 0 : 2);
      expect(must(await loads.ledger({ relation: landing.relation, skip: 0, take: 9 }))).toHaveLength(2);
    });

    it('takes the children along', async () => {
      const { land, rows } = bench();
      const landing = plan();
      const items = relationName('raw', `${landing.relation.slice(4)}__items`);
      const taxes = relationName('raw', `${landing.relation.slice(4)}__items__taxes`);
      await land(landing, [
        { id: 1, items: [{ sku: 'a', taxes: [{ rate: 1 }, { rate: 2 }] }, { sku: 'b' }] },
        { id: 2, items: [{ sku: 'c', taxes: [{ rate: 3 }] }] },
      ]);
      const second = await land(landing, [
        { id: 2, items: [{ sku: 'gone', taxes: [{ rate: 4 }] }] },
        { id: 2, items: [{ sku: 'd' }] },
      ]);
      const children = async () => ({
        items: (await rows(items)).map((row) => 'sku' in row && row.sku),
        taxes: (await rows(taxes)).map((row) => 'rate' in row && row.rate),
      });
      expect(await children()).toEqual(
        {
          append: { items: ['a', 'b', 'c', 'gone', 'd'], taxes: [1, 2, 3, 4] },
          replace: { items: ['gone', 'd'], taxes: [4] },
          merge: { items: ['a', 'b', 'd'], taxes: [1, 2] },
        }[disposition],
      );
      expect(second.children).toEqual(
        disposition === 'merge'
          ? [{ relation: items, rows: 1 }]
          : [
              { relation: items, rows: 2 },
              { relation: taxes, rows: 1 },
            ],
      );
      await land(landing, [{ id: 1 }]);
      expect(await children()).toEqual(
        {
          append: { items: ['a', 'b', 'c', 'gone', 'd'], taxes: [1, 2, 3, 4] },
          replace: { items: [], taxes: [] },
          merge: { items: ['d'], taxes: [] },
        }[disposition],
      );
    });
  });

  it('merge deletes what its latest record says is deleted, and nothing for a mark that says no', async () => {
    const { plan, land, rows } = bench();
    const landing = plan({ disposition: 'merge', key: ['shop', 'id'], hardDelete: 'gone' });
    const key = (shop: string, id: number) => ({ shop, id });
    await land(landing, [
      { ...key('a', 1), gone: false, lines: [1] },
      { ...key('a', 2), gone: false, lines: [2] },
      { ...key('b', 1), gone: false, lines: [3] },
    ]);
    const second = await land(landing, [
      { ...key('a', 1), gone: true, lines: [4] },
      { ...key('a', 2), gone: true },
      { ...key('a', 2), gone: false, lines: [5] },
      { ...key('c', 1), gone: true, lines: [6] },
      { shop: 'c', gone: true },
    ]);
    expect(second).toMatchObject({ rows: 1, rejected: 1 });
    expect(
      (await rows(landing.relation)).map((row) => 'shop' in row && 'id' in row && [row.shop, row.id]),
    ).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    const lines = await rows(relationName('raw', `${landing.relation.slice(4)}__lines`));
    expect(lines.map((row) => 'value' in row && row.value)).toEqual([3, 5]);
  });

  it('merge refuses a key that no record has, or that can not be compared', async () => {
    const { plan, loads, attempt } = bench();
    for (const [key, records, why] of [
      [['nr'], [{ id: 1 }], /it has no such column/],
      [['deep'], [{ deep: { a: { b: { c: 1 } } } }], /it has no such column/],
      [['raw'], [{ raw: new Uint8Array([1]) }], /bytes can't be compared/],
      [[], [{ id: 1 }], /without a key/],
    ] as const) {
      const landing = plan({ disposition: 'merge', key });
      const refused = failureOf(await loads.land(landing, stream([...records]), { attempt: attempt() }));
      expect(refused.code).toBe('LOAD_REFUSED');
      expect(refused.message).toMatch(why);
      expect(must(await bench().store.describe(landing.relation))).toBeNull();
    }
  });

  it('replace keeps views reading, and columns that only older loads had', async () => {
    const { plan, land, rows, store, name } = bench();
    const landing = plan({ disposition: 'replace' });
    await land(landing, [{ id: 1, old: 'x' }]);
    const view = name('staging', 'over');
    must(
      await store.write((session) =>
        session.createView(view, `select "id", "old" from ${store.quote(landing.relation)}`),
      ),
    );
    await land(landing, [{ id: 2, more: true }]);
    expect(await rows(landing.relation)).toEqual([{ _load: expect.any(Number), _row: 1, id: 2, more: true }]);
    expect(must(await store.query(`select * from ${store.quote(view)}`)).rows).toEqual([[2n, null]]);
  });
}

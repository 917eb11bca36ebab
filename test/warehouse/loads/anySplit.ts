import { expect, it } from 'vitest';
import type { Disposition, Record } from '../../../main/warehouse/loads.ts';
import { must } from '../store/bench.ts';
import { randomFrom } from '../store/random.ts';
import { type LoadsBench, readRows } from './bench.ts';

/** Values that make fields change their mind: types, lists, objects, nulls. */
const VALUES: readonly unknown[] = [
  null,
  1,
  -7,
  2.5,
  9_007_199_254_740_993n,
  true,
  'x',
  '2026-03-08',
  '2026-03-08T10:00:00Z',
  '5',
  [1, 'a', null, { deep: [1, { deeper: [true] }] }],
  [],
  [{ sku: 'a', n: 1 }, { sku: 2 }],
  { zip: '1010', geo: { lat: 1, more: { a: 1 } } },
];

export function anySplit(bench: () => LoadsBench): void {
  it.each(['append', 'replace', 'merge'] as const)(
    '%s: the same records make the same relations, however they are cut into batches',
    async (disposition) => {
      for (const seed of [11, 12, 13, 14]) {
        const random = randomFrom(seed);
        const older = recordsFrom(random, 30);
        // Beyond one chunk, so that a field can first appear after types were given.
        const newer = recordsFrom(random, seed === 11 ? 1_300 : 200);
        const whole = await landed(disposition, older, [newer]);
        const cut = await landed(disposition, older, split(newer, random));
        expect(cut).toEqual(whole);
        expect(whole.summary.rows).toBeGreaterThan(10);
        expect(whole.relations.length).toBeGreaterThan(3);
      }
    },
  );

  async function landed(disposition: Disposition, older: readonly Record[], batches: (readonly Record[])[]) {
    const { plan, land, store } = bench();
    const landing = plan({ disposition, key: ['id'], hardDelete: 'gone' });
    const first = await land(landing, older);
    const { load, relation, children, ...summary } = await land(landing, ...batches);
    const own = (name: string) => name.replace(relation, 'raw.it');
    // By name, not from the catalog: that counts every relation the other tests left.
    const names = [...first.children, ...children].map((one) => one.relation);
    const found = [];
    for (const name of new Set([relation, ...names])) found.push(must(await store.describe(name)));
    found.sort((a, b) => (String(a?.name) < String(b?.name) ? -1 : 1));
    const relations = [];
    for (const one of found) {
      if (one === null) throw new Error('A relation that a load filled is not there.');
      const { name, columns } = one;
      const rows = await readRows(store, name);
      relations.push({
        name: own(name),
        columns: columns.map((one) => ({ name: one.name, type: one.type })),
        rows: rows.map((row) => ({ ...row, _load: '_load' in row && Number(row._load) - first.load })),
      });
    }
    return { summary, children: children.map((one) => ({ ...one, relation: own(one.relation) })), relations };
  }
}

function recordsFrom(random: () => number, count: number): Record[] {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  return Array.from({ length: count }, (_, index) => {
    const fields = ['a', 'B', 'b', 'c', 'Items', ...(index > 1_000 ? ['late'] : [])];
    const record: { [name: string]: unknown } = {
      id: Math.floor(random() * count * 0.7),
      gone: random() < 0.1,
    };
    // A new field every so often, whose type hangs on all that is looked at together.
    if (random() < 0.5) record[`from${Math.floor(index / 40)}`] = pick([1, 2.5, 3, 'x', '2026-03-08', true]);
    for (const field of fields) if (random() < 0.5) record[field] = pick(VALUES);
    return record;
  });
}

function split(records: readonly Record[], random: () => number): Record[][] {
  const batches: Record[][] = [];
  for (let from = 0; from < records.length; ) {
    const size = Math.floor(random() ** 3 * 400);
    batches.push(records.slice(from, from + size));
    from += size;
  }
  return batches;
}

import { expect, test } from 'vitest';
import { compareMade } from '../../../main/models/build/publish/compareMade.ts';
import { internalTable } from '../../../main/warehouse/internalTable.ts';
import { must } from '../../warehouse/store/bench.ts';
import type { Start } from '../build.suite.ts';
import type { Files, Shop } from './shop.ts';

const PROJECT: Files = {
  'seeds/items.csv': 'id,price\n1,10\n2,20\n3,30\n',
  'models/priced.sql':
    "{{ config(materialized='table') }} select id, price{% if var('wide', false) %}, price * 2 as twice{% else %}, 'x' as word{% endif %} from {{ ref('items') }}",
  'models/priced.yml':
    'models: [{name: priced, columns: [{name: id, data_tests: [unique]}, {name: price, data_tests: [{not_null: {}}]}]}]\n',
  'models/unkeyed.sql': "{{ config(materialized='table') }} select price from {{ ref('items') }}",
  'models/seen.sql': "{{ config(materialized='view') }} select id from {{ ref('items') }}",
  'models/grown.sql':
    "{{ config(materialized='incremental', unique_key='id') }} select id, price from {{ ref('items') }}{% if is_incremental() %} where id > 2{% endif %}",
};
const CHANGED = { 'seeds/items.csv': 'id,price\n2,20\n3,35\n4,40\n5,50\n' };

export function testRowDiffs(start: Start): void {
  test('what a publication changed for readers is on record with it, and nothing of a build kept back', async () => {
    const shop = await start(PROJECT);
    expect((await shop.built()).report.success).toBe(true);
    expect(await diffsOf(shop, 1)).toEqual({
      grown: { note: 'It was published for the first time.' },
      items: { note: 'It was published for the first time.' },
      priced: { note: 'It was published for the first time.' },
      unkeyed: { note: 'It was published for the first time.' },
    });

    await shop.write({ 'seeds/items.csv': 'id,price\n2,20\n3,35\n4,40\n4,50\n' });
    expect((await shop.built()).report.published).toEqual([]);
    expect(await diffsOf(shop, 2)).toEqual({});

    await shop.write(CHANGED);
    expect((await shop.built({ vars: { wide: true } })).report.success).toBe(true);
    expect(await diffsOf(shop, 3)).toEqual({
      // Without a key a row that changed went, and another came.
      items: { before: 3, after: 4, added: 3, removed: 2 },
      unkeyed: { before: 3, after: 4, added: 3, removed: 2 },
      priced: {
        before: 3,
        after: 4,
        added: 2,
        removed: 1,
        changed: 1,
        columnsAdded: ['twice'],
        columnsRemoved: ['word'],
      },
      // Changed where it lies: 1 stays.
      grown: { before: 3, after: 5, added: 2, removed: 0, changed: 1 },
    });
    expect(await sampleOf(shop, 'grown')).toEqual(['before 3 30', 'after 3 35', 'after 4 40', 'after 5 50']);

    await shop.built({ vars: { wide: true }, command: 'run', publish: 'always' });
    expect(await diffsOf(shop, 4)).toEqual({});
    await shop.built({ vars: { wide: true }, selection: { select: ['grown'] } });
    expect(await diffsOf(shop, 5)).toEqual({
      grown: { before: 5, after: 5, added: 0, removed: 0, changed: 0 },
    });
    // Rows are kept of the latest alone.
    const { store } = shop.opened.warehouse;
    expect(
      await shop.run(
        `select count(*) from ${internalTable(store, 'row_diffs')} where build = '${await buildId(shop, 3)}' and node like '%grown' and sample is not null`,
      ),
    ).toEqual([[0n]]);

    await shop.write({ 'seeds/items.csv': 'id,price\n4,40\n4,50\n' });
    await shop.built({ vars: { wide: true }, publish: 'branch' });
    expect(Object.keys(await diffsOf(shop, 6)).sort()).toEqual(['grown', 'items', 'unkeyed']);
  });

  test('what is too large to compare unasked says so, with what its build said of it', async () => {
    const counted = (most: string) =>
      `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${most}) select n from counted`;
    const shop = await start({
      'models/many.sql': `{{ config(materialized='table') }} ${counted("{{ var('most') }}")}`,
      'models/more.sql': `{{ config(materialized='incremental', unique_key='n') }} {% if is_incremental() %}select 7 as n{% else %}${counted('100001')}{% endif %}`,
    });
    await shop.built({ vars: { most: 1_000n } });
    await shop.built({ vars: { most: 950n } });
    expect(await diffsOf(shop, 2)).toEqual({
      many: { before: 1_000, after: 950, added: 0, removed: 50 },
      more: { note: 'It has more than 20,000 rows. One row was added or replaced.' },
    });
    expect(await sampleOf(shop, 'many')).toHaveLength(20);
    await shop.built({ vars: { most: 20_001n }, selection: { select: ['many'] } });
    expect(await diffsOf(shop, 3)).toEqual({ many: { note: 'It has more than 20,000 rows.' } });
  });

  test('a comparison that takes too long is stopped, and those after it are not begun', async () => {
    const shop = await start({
      'models/a.sql': "{{ config(materialized='table') }} select 1 as n",
      'models/b.sql': "{{ config(materialized='table') }} select 1 as n",
    });
    await shop.built();
    const project = await shop.project();
    const { schema, database } = project.options.target;
    const { builds } = shop.opened.warehouse;
    const endless = { database, schema, identifier: 'endless' };
    await shop.run(
      `create view ${builds.written(endless)} as with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 2000000000) select n from counted where n < 0`,
    );
    const made = ['a', 'b'].map((identifier) => {
      const target = { database, schema, identifier };
      const candidate = identifier === 'a' ? endless : target;
      return {
        id: `model.shop.${identifier}`,
        made: { target, candidate, published: { how: 'renamed' as const, candidate, target } },
      };
    });
    const work = { signal: new AbortController().signal, report: () => undefined };
    const line = must(await builds.line());
    const stopped = await compareMade({ project, builds, work }, line, made, AbortSignal.timeout(300));
    const note = 'The comparisons of this build were stopped after 2 seconds.';
    expect([...stopped.values()].map((diff) => diff.note)).toEqual([note, note]);
    // The line is as good as it was.
    const again = await compareMade({ project, builds, work }, line, made.slice(1), work.signal);
    expect(again.get('model.shop.b')).toMatchObject({ rowsBefore: 1, rowsAfter: 1, added: 0, note: null });
    await line.close();
  });
}

async function buildId(shop: Shop, nth: number): Promise<string> {
  return `${(await shop.project()).options.target.schema}-${nth}`;
}

/** Of the nth build, by the name of the node, without what there is nothing of. */
async function diffsOf(shop: Shop, nth: number): Promise<Record<string, Record<string, unknown>>> {
  const rows = await shop.run(
    `select node, rows_before, rows_after, added, removed, changed, columns_added, columns_removed, note
      from ${internalTable(shop.opened.warehouse.store, 'row_diffs')} where build = '${await buildId(shop, nth)}'`,
  );
  const names = ['before', 'after', 'added', 'removed', 'changed', 'columnsAdded', 'columnsRemoved', 'note'];
  return Object.fromEntries(
    rows.map(([node, ...cells]) => [
      String(node).split('.')[2],
      Object.fromEntries(
        names.flatMap((name, at) => {
          const cell = cells[at] ?? null;
          if (cell === null || cell === '[]') return [];
          if (name.startsWith('columns')) return [[name, JSON.parse(String(cell))]];
          return [[name, typeof cell === 'bigint' ? Number(cell) : cell]];
        }),
      ),
    ]),
  );
}

async function sampleOf(shop: Shop, name: string): Promise<string[]> {
  const { schema } = (await shop.project()).options.target;
  const [row] = await shop.run(
    `select sample from ${internalTable(shop.opened.warehouse.store, 'row_diffs')} where sample is not null and build like '${schema}-%' and node = 'model.shop.${name}'`,
  );
  const { rows } = JSON.parse(String(row?.[0])) as { rows: { side: string; cells: string[] }[] };
  return rows.map(({ side, cells }) => [side, ...cells].join(' '));
}

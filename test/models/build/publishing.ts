import { expect, test } from 'vitest';
import type { Start } from '../build.suite.ts';
import type { Files } from './shop.ts';

/** Two branches from one seed: the left one has a check. */
const BRANCHES: Files = {
  'seeds/items.csv': 'id,price\n1,10\n2,20\n',
  'models/left_items.sql': "{{ config(materialized='table') }} select id, price from {{ ref('items') }}",
  'models/left_sum.sql':
    "{{ config(materialized='view') }} select sum(price) as total from {{ ref('left_items') }}",
  'models/right_items.sql': "{{ config(materialized='table') }} select id from {{ ref('items') }}",
  'tests/no_debt.sql': "select * from {{ ref('left_items') }} where price < 0",
};
const BAD: Files = { 'seeds/items.csv': 'id,price\n1,10\n2,20\n3,-5\n' };

export function testPublishing(start: Start): void {
  test('a failed check keeps readers on what was there, and its candidate to be looked at', async () => {
    const shop = await start(BRANCHES);
    const { folder: _, opened } = shop;
    const schema = (await shop.project()).options.target.schema;
    const first = await shop.built();
    expect(first.report.success).toBe(true);
    expect(first.report.published).toHaveLength(4);
    await shop.run(
      `create view ${opened.name(schema, 'bystander')} as select count(*) as n from ${opened.name(schema, 'left_items')}`,
    );

    await shop.write(BAD);
    const second = await shop.built();
    expect(second.statuses).toEqual({
      items: 'success',
      left_items: 'success',
      no_debt: 'fail',
      left_sum: 'skipped',
      right_items: 'success',
    });
    expect(second.report.success).toBe(false);
    expect(second.report.published).toEqual([]);
    expect(second.report.keptBack.map(({ id, because }) => [id, because])).toEqual([
      ['seed.shop.items', 'test.shop.no_debt'],
      ['model.shop.left_items', 'test.shop.no_debt'],
      ['model.shop.right_items', 'test.shop.no_debt'],
    ]);
    expect(second.result('no_debt').sample?.rows).toEqual([['3', '-5']]);
    for (const name of ['items', 'left_items', 'right_items'])
      expect(
        (await shop.rows(schema, name))?.map((row) => row[0]),
        name,
      ).toEqual([1n, 2n]);
    expect(await shop.rows(schema, 'left_sum')).toEqual([[30n]]);
    const candidate = second.report.keptBack[1]?.candidate ?? '';
    expect(await shop.run(`select count(*) from ${candidate}`)).toEqual([[3n]]);

    await shop.write({ 'seeds/items.csv': 'id,price\n1,10\n2,20\n3,5\n' });
    const third = await shop.built();
    expect(third.report.published).toHaveLength(4);
    expect(third.report.keptBack).toEqual([]);
    expect(await shop.rows(schema, 'left_sum')).toEqual([[35n]]);
    expect(await shop.rows(schema, 'bystander')).toEqual([[3n]]);
    expect((await shop.build({ command: 'compile' })).ok).toBe(true);
    const { builds } = opened.warehouse;
    const place = { database: builds.database, schema, identifier: 'left_items' };
    expect(await shop.kind(builds.candidateOf(place).schema, builds.candidateOf(place).identifier)).toBe(
      null,
    );
  });

  test('by branch only what the check speaks of stays back, always nothing does', async () => {
    const shop = await start(BRANCHES);
    const { schema } = (await shop.project()).options.target;
    await shop.built();
    await shop.write(BAD);
    const branch = await shop.built({ publish: 'branch' });
    expect(branch.report.published).toEqual([`${schema}.items`, `${schema}.right_items`]);
    expect(branch.report.keptBack.map(({ id }) => id)).toEqual(['model.shop.left_items']);
    expect((await shop.rows(schema, 'left_items'))?.length).toBe(2);
    expect((await shop.rows(schema, 'right_items'))?.length).toBe(3);

    const always = await shop.built({ publish: 'always' });
    expect(always.report.success).toBe(false);
    expect(always.report.published).toEqual(
      ['items', 'left_items', 'right_items'].map((one) => `${schema}.${one}`),
    );
    expect((await shop.rows(schema, 'left_items'))?.length).toBe(3);
    // Made from the old left_items, and left alone: it reads the new one.
    expect(await shop.rows(schema, 'left_sum')).toEqual([[25n]]);
  });

  test('a table may become a view and a view a table, under the eyes of a view of somebody else', async () => {
    const shop = await start({
      'models/numbers.sql': "{{ config(materialized=var('as')) }} select 1 as n union all select 2",
    });
    const { schema } = (await shop.project({ vars: { as: 'view' } })).options.target;
    for (const as of ['view', 'table', 'view', 'table']) {
      const { report } = await shop.built({ vars: { as } });
      expect(report.published).toEqual([`${schema}.numbers`]);
      expect(await shop.kind(schema, 'numbers')).toBe(as);
      if (as === 'view' && (await shop.kind(schema, 'above')) === null)
        await shop.run(
          `create view ${shop.opened.name(schema, 'above')} as select sum(n) as total from ${shop.opened.name(schema, 'numbers')}`,
        );
      expect(await shop.rows(schema, 'above')).toEqual([[3n]]);
    }
  });

  test('candidates that read each other are kept and replaced as one', async () => {
    const shop = await start({
      'models/numbers.sql': "{{ config(materialized='table') }} select {{ var('n') }} as n",
      'models/double.sql': "{{ config(materialized='view') }} select n * 2 as n from {{ ref('numbers') }}",
      'models/whole.sql': "{{ config(materialized='table') }} select n + 1 as n from {{ ref('double') }}",
      'tests/small.sql': "select * from {{ ref('whole') }} where n > 10",
    });
    const { schema } = (await shop.project({ vars: { n: 1n } })).options.target;
    await shop.built({ vars: { n: 1n } });
    for (const n of [7n, 8n, 9n]) {
      const { report } = await shop.built({ vars: { n } });
      const [numbers = '', double = '', whole = ''] = report.keptBack.map(({ candidate }) => candidate);
      for (const [candidate, value] of [
        [numbers, n],
        [double, n * 2n],
        [whole, n * 2n + 1n],
      ] as const)
        expect(await shop.run(`select * from ${candidate}`)).toEqual([[value]]);
      for (const [name, value] of [
        ['numbers', 1n],
        ['double', 2n],
        ['whole', 3n],
      ] as const)
        expect(await shop.rows(schema, name)).toEqual([[value]]);
    }
    // The table alone: the view kept back before it goes on reading something.
    expect(
      (await shop.built({ vars: { n: 2n }, selection: { select: ['numbers'] } })).report.published,
    ).toEqual([`${schema}.numbers`]);
    expect(await shop.rows(schema, 'double')).toEqual([[4n]]);
    expect((await shop.built({ vars: { n: 4n } })).report.published).toHaveLength(3);
    expect(await shop.rows(schema, 'whole')).toEqual([[9n]]);
  });

  test('a view whose column goes stops the publication; a command without checks drops it, as dbt does, and says so', async () => {
    const shop = await start(BRANCHES);
    const schema = (await shop.project()).options.target.schema;
    expect((await shop.built()).report.success).toBe(true);
    await shop.write({
      'models/left_items.sql': "{{ config(materialized='table') }} select id from {{ ref('items') }}",
    });
    const only = { selection: { select: ['left_items'], indirect: 'empty' as const } };
    const refused = await shop.build(only);
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'SQL_FAILED', subject: `${schema}.left_sum` },
    });
    expect(await shop.rows(schema, 'left_sum')).toEqual([[30n]]);

    const said: string[] = [];
    const events = { said: (text: string) => void said.push(text) };
    expect(
      (await shop.built({ ...only, command: 'run', publish: 'always', events })).report.published,
    ).toEqual([`${schema}.left_items`]);
    expect(await shop.rows(schema, 'left_items')).toEqual([[1n], [2n]]);
    expect(await shop.rows(schema, 'left_sum')).toBeNull();
    expect(said.join()).toContain(`${schema}.left_sum`);

    await shop.run(
      `create view ${shop.opened.name(schema, 'bystander')} as select id from ${shop.opened.name(schema, 'left_items')}`,
    );
    await shop.write({
      'models/left_items.sql':
        "{{ config(materialized='table') }} select id as other from {{ ref('items') }}",
    });
    expect((await shop.build({ ...only, command: 'run', publish: 'always' })).ok).toBe(false);
    expect(await shop.rows(schema, 'bystander')).toEqual([[1n], [2n]]);
  });
}

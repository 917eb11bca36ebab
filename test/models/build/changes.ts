import { expect, test } from 'vitest';
import { relationName } from '../../../shared/domain/relation.ts';
import { must } from '../../warehouse/store/bench.ts';
import type { Start } from '../build.suite.ts';
import type { Opened } from './shop.ts';

const EVERYTHING = {
  'seeds/rates.csv': 'id,rate\n1,2\n',
  'models/sources.yml': 'sources: [{name: shop, schema: raw, tables: [{name: TABLE}]}]\n',
  'models/stg.sql': "{{ config(materialized='view') }} select id from {{ source('shop', 'TABLE') }}",
  'models/mid.sql': "{{ config(materialized='ephemeral') }} select id from {{ ref('stg') }}",
  'models/mart.sql':
    "{{ config(materialized='table') }} select m.id, r.rate, '{{ var('word', 'a') }}' as word from {{ ref('mid') }} m left join {{ ref('rates') }} r on r.id = m.id",
  'models/clock.sql':
    "{{ config(materialized='table', meta={'engines': ['sqlite']}) }} select id, current_timestamp as at from {{ ref('stg') }}",
  'models/apart.sql': "{{ config(materialized='table') }} select rate from {{ ref('rates') }}",
  'models/added.sql':
    "{{ config(materialized='incremental') }} select id from {{ ref('stg') }}{% if is_incremental() %} where id > (select max(id) from {{ this }}){% endif %}",
  'tests/mart_there.sql': "select * from {{ ref('mart') }} where id is null",
};

export function testChanges(start: Start): void {
  test('what nothing has changed for is left alone', async () => {
    const table = 'orders_changes';
    const shop = await start(
      Object.fromEntries(
        Object.entries(EVERYTHING).map(([path, text]) => [path, text.replaceAll('TABLE', table)]),
      ),
    );
    const { schema } = (await shop.project()).options.target;
    await land(shop.opened, table, 1);
    const changed = async (more: Parameters<typeof shop.built>[0] = {}) => {
      const { statuses } = await shop.built({ scope: 'changed', ...more });
      return Object.entries(statuses)
        .filter(([, status]) => status === 'success')
        .map(([name]) => name)
        .sort();
    };
    const all = ['added', 'apart', 'clock', 'mart', 'rates', 'stg'];
    expect(await changed()).toEqual(all);
    const second = await shop.built({ scope: 'changed' });
    expect(second.statuses).toEqual({
      added: 'unchanged',
      apart: 'unchanged',
      clock: 'success',
      mart: 'unchanged',
      mart_there: 'pass',
      rates: 'unchanged',
      stg: 'unchanged',
    });
    expect(second.report.published).toEqual([`${schema}.clock`]);
    expect(second.report.success).toBe(true);

    await land(shop.opened, table, 2);
    const third = await shop.built({ scope: 'changed' });
    expect(
      Object.entries(third.statuses)
        .filter(([, status]) => status === 'success')
        .map(([name]) => name)
        .sort(),
    ).toEqual(['added', 'clock', 'mart', 'stg']);
    // Only what the new load brought, though the model was never asked to do more than it is.
    expect(third.result('added').rows).toBe(1);
    expect(await shop.rows(schema, 'added')).toHaveLength(2);
    expect((await shop.rows(schema, 'mart'))?.length).toBe(2);
    expect(await changed({ vars: { word: 'b' } })).toEqual(['clock', 'mart']);
    expect(await changed({ vars: { word: 'b' } })).toEqual(['clock']);
    await shop.write({ 'seeds/rates.csv': 'id,rate\n1,3\n' });
    expect(await changed({ vars: { word: 'b' } })).toEqual(['apart', 'clock', 'mart', 'rates']);
    await shop.run(`drop table ${shop.opened.name(schema, 'apart')}`);
    expect(await changed({ vars: { word: 'b' } })).toEqual(['apart', 'clock']);
    // A comment makes no rows, but nobody can know that without reading SQL as the engine does.
    await shop.write({
      'models/apart.sql': "{{ config(materialized='table') }} select rate from {{ ref('rates') }} -- x",
    });
    expect(await changed({ vars: { word: 'b' } })).toEqual(['apart', 'clock']);
    await shop.write({
      'models/apart.sql': "{{ config(materialized='view') }} select rate from {{ ref('rates') }} -- x",
    });
    expect(await changed({ vars: { word: 'b' } })).toEqual(['apart', 'clock']);
    expect(await changed()).toEqual(['clock', 'mart']);
  });

  test('what was kept back counts as never built', async () => {
    const shop = await start({
      'seeds/items.csv': 'id\n1\n',
      'models/copy.sql': "{{ config(materialized='table') }} select id from {{ ref('items') }}",
      'tests/small.sql': "select * from {{ ref('copy') }} where id > {{ var('most', 5) }}",
    });
    await shop.built({ scope: 'changed' });
    await shop.write({ 'seeds/items.csv': 'id\n9\n' });
    const failed = await shop.built({ scope: 'changed' });
    expect(failed.statuses).toEqual({ items: 'success', copy: 'success', small: 'fail' });
    const again = await shop.built({ scope: 'changed', vars: { most: 10n } });
    expect(again.statuses).toEqual({ items: 'success', copy: 'success', small: 'pass' });
    expect((await shop.built({ scope: 'changed' })).statuses).toEqual({
      items: 'unchanged',
      copy: 'unchanged',
      small: 'fail',
    });
  });
}

async function land(opened: Opened, table: string, id: number): Promise<void> {
  must(
    await opened.warehouse.loads.land(
      {
        source: 'shop',
        stream: table,
        relation: relationName('raw', table),
        disposition: 'append',
        contract: 'evolve',
      },
      (async function* () {
        yield [{ id }];
      })(),
      { attempt: `${table} ${id}` },
    ),
  );
}

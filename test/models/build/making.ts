import { expect, test } from 'vitest';
import { must } from '../../warehouse/store/bench.ts';
import type { Start } from '../build.suite.ts';
import type { Files, Shop } from './shop.ts';

const ORDERS: Files = {
  'dbt_project.yml': 'name: shop\nmodels: {shop: {+schema: core}}\nseeds: {shop: {+schema: staging}}\n',
  'macros/schema.sql':
    '{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name or target.schema }}{% endmacro %}',
  'seeds/orders.csv': 'id,day,amount,paid\n1,2024-01-01,10.5,true\n2,2024-01-02,,false\n3,2024-01-02,7,\n',
  'models/stg_orders.sql': "{{ config(materialized='view') }} select * from {{ ref('orders') }}",
  'models/big.sql':
    "{{ config(materialized='ephemeral') }} select * from {{ ref('stg_orders') }} where amount > 8",
  'models/days.sql':
    "{{ config(materialized='table', indexes=[{'columns': ['day']}]) }}\nselect day, count(*) as orders from {{ ref('stg_orders') }} group by day",
  'models/best.sql': "{{ config(materialized='table') }} select id, day, paid from {{ ref('big') }}",
  'models/about.yml':
    'models: [{name: days, description: Orders a day., columns: [{name: day, description: Of the order.}]}]\n',
};

export function testMaking(start: Start): void {
  test('seeds, views, tables and ephemeral models are made and published', async () => {
    const shop = await start(ORDERS);
    for (const time of ['first', 'again']) {
      const { report, statuses, result } = await shop.built();
      expect(statuses, time).toEqual({
        best: 'success',
        days: 'success',
        orders: 'success',
        stg_orders: 'success',
      });
      expect([...report.published].sort()).toEqual([
        'core.best',
        'core.days',
        'core.stg_orders',
        'staging.orders',
      ]);
      expect(result('days').rows).toBe(2);
      expect(await shop.rows('core', 'days')).toEqual([
        ['2024-01-01', 1n],
        ['2024-01-02', 2n],
      ]);
      expect(await shop.kind('core', 'stg_orders')).toBe('view');
      expect((await shop.rows('core', 'best'))?.map((row) => row[0])).toEqual([1n]);
    }
    const catalog = await shop.opened.warehouse.store.catalog();
    const types = (name: string) =>
      catalog.ok
        ? catalog.value.find((one) => one.name === name)?.columns.map(({ type }) => type.kind)
        : null;
    expect(types('core.best')).toEqual(['integer', 'day', 'boolean']);
    if (shop.opened.engine === 'sqlite') {
      const days = catalog.ok ? catalog.value.find((one) => one.name === 'core.days') : undefined;
      expect(days?.comment).toBe('Orders a day.');
      expect(days?.columns[0]).toMatchObject({ type: { kind: 'day' }, comment: 'Of the order.' });
    }
  });

  test('a contract is compared before anything is made, and its constraints hold', async () => {
    const shop = await start({
      'models/kept.sql': "{{ config(materialized='table') }} select 1 as id, 'x' as word",
      'models/kept.yml': `models:
  - name: kept
    config: {contract: {enforced: true}}
    columns:
      - {name: id, data_type: integer, constraints: [{type: not_null}, {type: unique}]}
      - {name: word, data_type: text}
`,
    });
    const { schema } = (await shop.project()).options.target;
    expect((await shop.built()).statuses).toEqual({ kept: 'success' });
    expect(await shop.rows(schema, 'kept')).toEqual([[1n, 'x']]);
    await shop.write({ 'models/kept.sql': "{{ config(materialized='table') }} select 1 as id, 2 as other" });
    const broken = await shop.built();
    expect(broken.result('kept').message).toMatch(/word is missing.*other is not in the contract/);
    expect(broken.result('kept').failure?.problems?.[0]?.file).toBe('models/kept.yml');
    await shop.write({
      'models/kept.sql':
        "{{ config(materialized='table') }} select 1 as id, 'x' as word union all select 1, 'y'",
    });
    expect((await shop.built()).statuses).toEqual({ kept: 'error' });
    expect(await shop.rows(schema, 'kept')).toEqual([[1n, 'x']]);
  });

  test('macros of the project write the statement in place of ours, and whole materializations too', async () => {
    const shop = await start({
      'macros/own.sql': `{% macro default__create_table_as(temporary, relation, compiled_code) %}
create table {{ relation }} as select own.*, 1 as extra from ({{ compiled_code }}) as own
{% endmacro %}
{% materialization twice, default %}
  {% set target = this.incorporate(type='table') %}
  {% set before = adapter.get_relation(database=this.database, schema=this.schema, identifier=this.identifier) %}
  {% call statement('main') %}drop table if exists {{ target }}{% endcall %}
  {% call statement('main') %}create table {{ target }} as select one.*, {{ 0 if before is none else 1 }} as again from ({{ sql }}) as one{% endcall %}
  {% call statement('more') %}insert into {{ target }} select * from {{ target }}{% endcall %}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}`,
      'models/plain.sql': "{{ config(materialized='table') }} select 1 as id",
      'models/double.sql': "{{ config(materialized='twice') }} select id from {{ ref('plain') }}",
      'models/below.sql': "{{ config(materialized='table') }} select id from {{ ref('double') }}",
    });
    const { schema } = (await shop.project()).options.target;
    const first = await shop.built();
    expect(first.report.results.flatMap((one) => one.message ?? [])).not.toContain('error');
    expect(first.statuses).toEqual({ plain: 'success', double: 'success', below: 'success' });
    expect(await shop.rows(schema, 'plain')).toEqual([[1n, 1n]]);
    expect(await shop.rows(schema, 'double')).toEqual([
      [1n, 0n],
      [1n, 0n],
    ]);
    expect((await shop.rows(schema, 'below'))?.length).toBe(2);
    await shop.write({ 'tests/never.sql': "select * from {{ ref('double') }}" });
    await shop.built();
    expect((await shop.rows(schema, 'double'))?.[0]).toEqual([1n, 0n]);
    await shop.built({ publish: 'always' });
    expect((await shop.rows(schema, 'double'))?.[0]).toEqual([1n, 1n]);
  });

  test('what an engine has no view of becomes a table, and says so', async () => {
    const shop = await start({
      'models/hashed.sql': "{{ config(materialized='view') }} select md5('x') as digest",
      'models/under.sql': "{{ config(materialized='view') }} select 1 as id",
      'models/kept_rows.sql':
        "{{ config(materialized='materialized_view') }} select id from {{ ref('under') }}",
      'models/over.sql': "{{ config(materialized='view') }} select id from {{ ref('kept_rows') }}",
    });
    const { schema } = (await shop.project()).options.target;
    for (const _ of [1, 2]) {
      const { result, statuses } = await shop.built();
      expect(statuses).toEqual({
        hashed: 'success',
        kept_rows: 'success',
        over: 'success',
        under: 'success',
      });
      const sqlite = shop.opened.engine === 'sqlite';
      expect(result('hashed').materialized).toBe(sqlite ? 'table' : 'view');
      expect(await shop.kind(schema, 'hashed')).toBe(sqlite ? 'table' : 'view');
      expect(await shop.kind(schema, 'kept_rows')).toBe(sqlite ? 'table' : 'materialized view');
      if (sqlite) expect(result('hashed').message).toContain('view of SQLite');
      expect(await shop.rows(schema, 'hashed')).toEqual([['9dd4e461268c8034f5c8564e155c67a6']]);
      expect(await shop.rows(schema, 'over')).toEqual([[1n]]);
    }
  });

  test('roles, comments and indexes that a model asks for are there once it is published', async () => {
    const shop = await start({
      'models/told.sql': `{{ config(materialized=var('as'), grants={'select': ['reader of shop']}, persist_docs={'relation': true, 'columns': true},
  indexes=[{'columns': ['id'], 'unique': true}, {'columns': ['id', 'word'], 'type': 'btree'}]) }} select 1 as id, 'x' as word`,
      'models/told.yml':
        "models: [{name: told, description: It's told., columns: [{name: word, description: A word.}]}]\n",
    });
    if (shop.opened.engine === 'sqlite') {
      for (const as of ['table', 'view'])
        expect((await shop.built({ vars: { as } })).statuses).toEqual({ told: 'success' });
      return;
    }
    const { schema } = (await shop.project({ vars: { as: 'view' } })).options.target;
    expect((await shop.built({ vars: { as: 'table' } })).result('told').message).toContain('reader of shop');
    await shop.run('create role "reader of shop"');
    for (const as of ['table', 'view', 'materialized_view']) {
      expect((await shop.built({ vars: { as } })).statuses, as).toEqual({ told: 'success' });
      const told = `'${schema}.told'::regclass`;
      expect(
        await shop.run(
          `select has_table_privilege('reader of shop', ${told}, 'select'), obj_description(${told}), col_description(${told}, 2)`,
        ),
      ).toEqual([[true, "It's told.", 'A word.']]);
      const [[indexes] = []] = await shop.run(
        `select count(*) from pg_indexes where schemaname = '${schema}' and tablename = 'told'`,
      );
      expect(indexes).toBe(as === 'view' ? 0n : 2n);
    }
  });

  test('a materialized view follows a model that is changed where it lies', async () => {
    const shop = await start({
      'seeds/items.csv': 'id\n1\n',
      'models/added.sql':
        "{{ config(materialized='incremental', unique_key='id') }} select id from {{ ref('items') }}",
      'models/counted.sql':
        "{{ config(materialized='materialized_view') }} select count(*) as n from {{ ref('added') }}",
      'models/over.sql': "{{ config(materialized='view') }} select n from {{ ref('counted') }}",
    });
    const { schema } = (await shop.project()).options.target;
    for (const [rows, n] of [
      ['1\n', 1n],
      ['1\n2\n', 2n],
      ['3\n', 3n],
    ] as const) {
      await shop.write({ 'seeds/items.csv': `id\n${rows}` });
      const { report } = await shop.built();
      expect(report.success).toBe(true);
      expect(await shop.rows(schema, 'over')).toEqual([[n]]);
    }
  });

  test('the age of sources is asked for by a command of its own', async () => {
    const shop = await start({
      'models/sources.yml': `sources:
  - name: given
    schema: "{{ target.schema }}"
    loaded_at_field: at
    freshness: {warn_after: {count: 1, period: day}}
    tables:
      - name: old
      - {name: stale, freshness: {error_after: {count: 2, period: hour}}}
      - {name: missing}
      - {name: never_asked, freshness: null}
`,
    });
    const { schema } = (await shop.project()).options.target;
    const line = await lineOf(shop);
    must(await line.makeSchema(schema));
    await line.close();
    for (const name of ['old', 'stale'])
      await shop.run(
        `create table ${shop.opened.name(schema, name)} as select cast('2024-01-01 00:00:00' as ${shop.opened.engine === 'sqlite' ? 'text' : 'timestamp'}) as at`,
      );
    const { report } = await shop.built({ command: 'freshness' });
    expect(report.success).toBe(false);
    expect(report.results.map(({ id, status }) => [id.split('.').at(-1), status]).sort()).toEqual([
      ['missing', 'runtime error'],
      ['old', 'warn'],
      ['stale', 'error'],
    ]);
  });

  test('a command carries out its own kinds of nodes', async () => {
    const shop = await start({
      'seeds/items.csv': 'id\n1\n',
      'models/copy.sql': "select id from {{ ref('items') }}",
      'models/unused.sql': "{{ config(materialized='ephemeral') }} select 1 as id",
      'tests/there.sql': "select * from {{ ref('copy') }} where id is null",
      'macros/say.sql':
        '{% macro note(word, times=1) %}{% for i in range(times) %}{% do run_query("insert into " ~ ref(\'items\') ~ " values (" ~ (i + 5) ~ ")") %}{% endfor %}{{ log(word) }}{% endmacro %}',
    });
    const { schema } = (await shop.project()).options.target;
    expect((await shop.built({ command: 'seed', publish: 'always' })).statuses).toEqual({ items: 'success' });
    expect((await shop.built({ command: 'run', publish: 'always' })).statuses).toEqual({ copy: 'success' });
    expect((await shop.built({ command: 'test' })).statuses).toEqual({ there: 'pass' });
    const compiled = await shop.built({ command: 'compile', selection: { select: ['copy'] } });
    expect(compiled.result('copy').sql).toContain('items');
    const said: string[] = [];
    const noted = await shop.built({
      command: 'run-operation',
      operation: { macro: 'note', args: { word: 'hello', times: 2n } },
      events: { said: (text) => void said.push(text) },
    });
    expect(noted.report.results.map(({ id, status }) => [id, status])).toEqual([
      ['macro.shop.note', 'success'],
    ]);
    expect(said).toEqual(['hello']);
    expect(await shop.rows(schema, 'items')).toEqual([[1n], [5n], [6n]]);
    const missing = await shop.build({ command: 'run-operation', operation: { macro: 'nope', args: {} } });
    expect(missing).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  });
}

async function lineOf({ opened }: Shop) {
  return must(await opened.warehouse.builds.line());
}

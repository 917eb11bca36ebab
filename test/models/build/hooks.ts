import { expect, test } from 'vitest';
import type { Start } from '../build.suite.ts';

const LOG = `{% macro log_line(what, who) %}insert into {{ log_table() }} (what, who) values ('{{ what }}', '{{ who }}'){% endmacro %}
{% macro log_table() %}{{ api.Relation.create(database=target.database, schema=target.schema, identifier='log') }}{% endmacro %}`;

export function testHooks(start: Start): void {
  test('hooks run in dbt’s order, before, after, around the transaction and the whole run', async () => {
    const shop = await start({
      'dbt_project.yml': `name: shop
on-run-start:
  - "create table if not exists {{ log_table() }} (what text, who text)"
  - "{{ log_line('start', flags.WHICH) }}"
on-run-end:
  - "{{ log_line('end', results | length) }}"
  - "{% for r in results if r.node.resource_type == 'model' %}{{ log_line('result', r.node.name ~ ':' ~ r.status) }};{% endfor %}"
models:
  shop:
    +pre-hook: "{{ log_line('pre', this.identifier) }}"
`,
      'macros/log.sql': LOG,
      'models/one.sql': `{{ config(materialized='table', post_hook=[
  "{{ log_line('post', this.name) }}",
  {'sql': "{{ log_line('outside', this.name) }}", 'transaction': false},
  "insert into {{ this }} values (2)",
  "create index if not exists one_ids on {{ this }} (id)"]) }}
select 1 as id`,
      'models/two.sql': "{{ config(materialized='table') }} select id from {{ ref('one') }}",
    });
    const { schema } = (await shop.project()).options.target;
    const { report } = await shop.built({ threads: 1 });
    expect(report.results.flatMap((one) => one.failure?.message ?? [])).toEqual([]);
    expect(await shop.run(`select what, who from ${shop.opened.name(schema, 'log')}`)).toEqual([
      ['start', 'build'],
      ['pre', 'one'],
      ['post', 'one'],
      ['outside', 'one'],
      ['pre', 'two'],
      ['end', '2'],
      ['result', 'one:success'],
      ['result', 'two:success'],
    ]);
    expect(await shop.rows(schema, 'two')).toEqual([[1n], [2n]]);
    expect(
      report.results.filter(({ kind }) => kind === 'operation').map(({ id, status }) => [id, status]),
    ).toEqual([
      ['operation.shop.shop-on-run-start-0', 'success'],
      ['operation.shop.shop-on-run-start-1', 'success'],
      ['operation.shop.shop-on-run-end-0', 'success'],
      ['operation.shop.shop-on-run-end-1', 'success'],
    ]);
    expect((await shop.built({ threads: 1 })).report.success).toBe(true);
  });

  test('a hook may drop what its own model made: the rest is published', async () => {
    const shop = await start({
      'models/gone.sql':
        "{{ config(materialized='table', post_hook='{% do adapter.drop_relation(this) %}') }} select 1 as id",
      'models/stays.sql': "{{ config(materialized='table', post_hook='select 1') }} select 2 as id",
    });
    const { schema } = (await shop.project()).options.target;
    const { report } = await shop.built();
    expect(report.success).toBe(true);
    expect(report.published).toEqual([`${schema}.stays`]);
    expect(await shop.rows(schema, 'stays')).toEqual([[2n]]);
    expect(await shop.rows(schema, 'gone')).toBe(null);
  });

  test('a hook that fails undoes what was made with it; one that would change what readers see gets a copy', async () => {
    const shop = await start({
      'models/one.sql': "{{ config(materialized='table') }} select 1 as id",
    });
    const { schema } = (await shop.project()).options.target;
    await shop.built();
    await shop.write({
      'models/one.sql':
        "{{ config(materialized='table', pre_hook='delete from {{ this }}', post_hook='insert into {{ this }} select * from nowhere') }} select 2 as id",
    });
    const { statuses, result, report } = await shop.built();
    expect(statuses).toEqual({ one: 'error' });
    expect(result('one').message).toContain('A hook after it');
    expect(result('one').failure?.problems?.[0]?.file).toBe('models/one.sql');
    expect(report.keptBack).toEqual([]);
    expect(await shop.rows(schema, 'one')).toEqual([[1n]]);
    await shop.write({
      'models/one.sql':
        "{{ config(materialized='table', pre_hook='delete from {{ this }}') }} select 3 as id",
      'tests/never.sql': "select * from {{ ref('one') }}",
    });
    expect((await shop.built()).statuses).toEqual({ one: 'success', never: 'fail' });
    expect(await shop.rows(schema, 'one')).toEqual([[1n]]);
  });

  test('an operation that fails is told, and skips those after it', async () => {
    const shop = await start({
      'dbt_project.yml': 'name: shop\non-run-end: ["insert into nowhere_at_all values (1)", "select 1"]\n',
      'models/one.sql': "{{ config(materialized='table') }} select 1 as id",
    });
    const { report } = await shop.built();
    expect(report.success).toBe(false);
    expect(report.published).toHaveLength(1);
    expect(report.results.map(({ status }) => status)).toEqual(['success', 'error', 'skipped']);
    expect(report.results[1]?.failure?.problems?.[0]?.file).toBe('dbt_project.yml');
  });
}

import { describe, expect, it } from 'vitest';
import { bothEngines } from './compile/twoEngines.ts';

const both = bothEngines();

/** What a template of an otherwise empty project says on Postgres. */
async function said(template: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const bench = both.postgres;
  const project = await bench.read({ 'analyses/one.sql': template, ...files });
  const compiled = await bench.rendering(project, 'analysis.shop.one').compile();
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.failure));
  return compiled.value.sql.trim();
}

describe.each(['postgres', 'sqlite'] as const)('compiling on %s', (engine) => {
  it('names a relation where it lies now, and shows it where readers see it', async () => {
    const bench = both[engine];
    const project = await bench.read({
      'models/base.sql': 'select 1 as id',
      'models/next.sql':
        "select * from {{ ref('base') }} b join {{ source('raw', 'orders') }} using (id) -- {{ this }} {{ ref('base').identifier }} {{ ref('base').include(database=false) }}",
      'models/s.yml': 'sources: [{name: raw, tables: [{name: orders}]}]',
    });
    const target = { database: bench.builds.database, schema: 'core', identifier: 'base' };
    const rendering = bench.rendering(project, 'model.shop.next');
    const before = await rendering.compile();
    bench.candidates.add('base');
    const after = await rendering.compile();
    bench.candidates.clear();
    if (!before.ok || !after.ok) throw new Error('It compiles.');
    const candidate = bench.builds.written(bench.builds.candidateOf(target));
    expect(before.value.sql).toContain(`from ${bench.builds.written(target)} b`);
    expect(before.value.sql).toContain(
      bench.builds.written({ ...target, schema: 'raw', identifier: 'orders' }),
    );
    expect(before.value.shown).toBe(before.value.sql);
    expect(after.value.sql).toContain(`from ${candidate} b`);
    expect(after.value.sql).toContain(' base ');
    expect(after.value.shown).toBe(before.value.sql);
  });

  it('knows at run time what is there: kinds, columns, incremental or not', async () => {
    const bench = both[engine];
    const { builds } = bench;
    const place = (identifier: string) => ({ database: builds.database, schema: 'core', identifier });
    await bench.run(
      `create table ${builds.written(place('grows'))} (id integer, name varchar(20), price numeric(10,2))`,
    );
    await bench.run(
      `create view ${builds.written(place('looks'))} as select id from ${builds.written(place('grows'))}`,
    );
    const project = await bench.read({
      'models/grows.sql':
        "{{ config(materialized='incremental') }}select 1 as id {% if is_incremental() %}where more{% endif %}",
      'models/looks.sql': "{{ config(materialized='incremental') }}select {{ is_incremental() }}",
      'analyses/asks.sql':
        "{% for c in adapter.get_columns_in_relation(ref('grows')) %}{{ c.name }}:{{ c.dtype | lower }}:{{ c.is_string() }}:{{ c.is_number() }} {% endfor %}|{{ load_relation(ref('looks')).type }}|{{ adapter.get_relation(target.database, 'core', 'nothing') }}|{{ adapter.list_relations(target.database, 'core') | map(attribute='identifier') | select('in', ['grows', 'looks']) | sort | join(',') }}",
    });
    const text = async (id: string, full = false) => {
      const compiled = await bench.rendering(project, id, { fullRefresh: full }).compile();
      if (!compiled.ok) throw new Error(compiled.failure.message);
      return compiled.value.sql.trim();
    };
    expect(await text('model.shop.grows')).toBe('select 1 as id where more');
    expect(await text('model.shop.grows', true)).toBe('select 1 as id');
    expect(await text('model.shop.looks')).toBe('select False');
    expect(await text('analysis.shop.asks')).toBe(
      engine === 'postgres'
        ? 'id:integer:False:True name:character varying:True:False price:numeric:False:True |view|None|grows,looks'
        : 'id:integer:False:True name:varchar:True:False price:numeric:False:True |view|None|grows,looks',
    );
  });

  it('puts ephemeral models in front, each once, in the order they need each other', async () => {
    const bench = both[engine];
    const ephemeral = "{{ config(materialized='ephemeral') }}";
    const project = await bench.read({
      'models/a.sql': `${ephemeral}select 1 as id -- the last word is a comment`,
      'models/b.sql': `${ephemeral}select id + 1 as id from {{ ref('a') }}`,
      'models/c.sql':
        "/* with */ with recursive n(i) as (select 1 union all select i + 1 from n where i < 3)\nselect * from n, {{ ref('b') }} b, {{ ref('a') }} a",
      'models/d.sql': "select * from {{ ref('b') }} union all select * from {{ ref('a') }} order by 1",
    });
    const compiled = await bench.rendering(project, 'model.shop.c').compile();
    const plain = await bench.rendering(project, 'model.shop.d').compile();
    if (!compiled.ok || !plain.ok) throw new Error('It compiles.');
    expect((await bench.run(compiled.value.sql)).rows).toEqual([
      [1n, 2n, 1n],
      [2n, 2n, 1n],
      [3n, 2n, 1n],
    ]);
    expect((await bench.run(plain.value.sql)).rows).toEqual([[1n], [2n]]);
    expect(compiled.value.sql.match(/__dbt__cte__a as/g)).toHaveLength(1);
  });

  it('says where a template fails, and what it ran when the database refused', async () => {
    const bench = both[engine];
    const project = await bench.read({
      'macros/m.sql':
        '{% macro deep(x) %}\n  {{ x.nothing.more }}\n{% endmacro %}\n{% macro ever() %}{{ ever() }}{% endmacro %}',
      'models/asks.sql':
        "select 1\n{% if execute %}{% set r = run_query('select * from missing_table') %}{% endif %}",
      'models/deep.sql': 'select 1\n{% if execute %}{{ deep({}) }}{% endif %}',
      'models/ever.sql': 'select 1 {% if execute %}{{ ever() }}{% endif %}',
      'models/late.sql': "select 1\n\n  {% if execute %}{{ ref('deep') }}{% endif %}",
      'models/said.sql':
        "select 1 {% if execute %}{{ exceptions.raise_compiler_error('Not so') }}{% endif %}",
    });
    const failure = async (name: string) => {
      const compiled = await bench.rendering(project, `model.shop.${name}`).compile();
      if (compiled.ok) throw new Error(`${name} compiled`);
      return compiled.failure;
    };
    expect(await failure('asks')).toMatchObject({
      code: 'MODEL_FAILED',
      message: expect.stringContaining('select * from missing_table'),
      problems: [{ file: 'models/asks.sql', line: 2 }],
    });
    expect(await failure('deep')).toMatchObject({
      code: 'MODEL_INVALID',
      problems: [{ file: 'macros/m.sql', line: 2, column: 15 }],
    });
    expect(await failure('ever')).toMatchObject({
      code: 'MODEL_INVALID',
      problems: [{ file: 'macros/m.sql' }],
    });
    expect(await failure('late')).toMatchObject({
      message: expect.stringContaining("-- depends_on: {{ ref('deep') }}"),
      problems: [{ file: 'models/late.sql', line: 3 }],
    });
    expect(await failure('said')).toMatchObject({ problems: [{ message: 'Not so.', line: 1 }] });
  });
});

describe('what templates see', () => {
  it('hands out answers as Python holds them', async () => {
    const query =
      "select 1.50::numeric as price, date '2024-02-28' as day, null as none, 7 as n, 'x' as word, timestamp '2024-02-28 10:00:00.5' as at";
    expect(
      await said(
        `{% set t = run_query("${query}") %}{{ t.column_names }} {{ t | length }} {{ t.rows[0]['price'] }} {{ t.rows[0].price + 1 }} {{ t.columns['day'].values()[0] + modules.datetime.timedelta(days=2) }} {{ t.columns[3][0] + 1 }} {{ t.rows[0].values()[2] is none }} {{ t.rows[0].at.isoformat() }} {{ t.rows[0].price | int }} {{ '%.1f' % t.rows[0].price }}{% for row in t %} {{ row.word }}{% endfor %}`,
      ),
    ).toBe(
      "('price', 'day', 'none', 'n', 'word', 'at') 1 1.50 2.50 2024-03-01 8 True 2024-02-28T10:00:00.500000 1 1.5 x",
    );
  });

  it('keeps what a statement answered under its name', async () => {
    expect(
      await said(
        "{% call statement('mine', fetch_result=true) %}select 3 as n{% endcall %}{{ load_result('mine').table.columns[0].values() }}{{ load_result('mine')['data'][0][0] }}{{ load_result('other') }}",
      ),
    ).toBe('(3,)3None');
  });

  it('shows the node, the graph and the docs', async () => {
    const files = {
      'models/orders.sql': 'select 1 as id',
      'models/orders.yml':
        'models: [{name: orders, description: Every order, columns: [{name: id, data_type: integer, tests: [unique]}]}]\nsources: [{name: raw, tables: [{name: t}]}]',
      'models/d.md': '{% docs word %}A word.{% enddocs %}',
    };
    expect(
      await said(
        "{{ graph.nodes['model.shop.orders'].columns.id.data_type }} {{ graph.sources.values() | map(attribute='source_name') | join }} {{ graph.nodes.values() | selectattr('resource_type', 'equalto', 'test') | list | length }} {{ model.name }} {{ doc('word') }} {{ invocation_id }} {{ run_started_at.strftime('%Y') }} {{ flags.WHICH }}",
        files,
      ),
    ).toBe('integer raw 1 one A word. build-1 2026 build');
  });

  it('finds macros in the order of packages, and lets a project say its own', async () => {
    const files = {
      'macros/m.sql':
        '{% macro postgres__hello() %}pg{% endmacro %}{% macro default__hello() %}any{% endmacro %}{% macro concat(f) %}mine{% endmacro %}{% macro back() %}{{ return([1, {"a": 2}]) }}{% endmacro %}',
    };
    expect(
      await said(
        "{{ adapter.dispatch('hello', 'shop')() }} {{ concat(['a']) }} {{ dbt.concat(['a', 'b']) }} {{ back()[1].a + 1 }} {{ dbt_utils is defined }} {{ star is defined }} {{ context['concat']([]) }}",
        files,
      ),
    ).toBe('pg mine a || b 3 True False mine');
  });

  it('runs what a package wraps in a transaction of its own, and tells it of the project', async () => {
    expect(
      await said(
        "{% do run_query('/* note */ begin transaction; create table core.noted as select 5 as n; update core.noted set n = 6; commit;') %}{{ run_query('select n from core.noted').rows[0][0] }} {{ ref.config.project_name }} {{ builtins.ref.config.dependencies['shop'].version }} {{ ref.config.vars.to_dict() }}",
        { 'dbt_project.yml': 'name: shop\nversion: 1.2.3\nvars: {a: 1}\n' },
      ),
    ).toBe("6 shop 1.2.3 {'a': 1}");
  });

  it('leaves a package of its own away when the project brings one of that name', async () => {
    const files = {
      'dbt_packages/dbt_utils/dbt_project.yml': 'name: dbt_utils\n',
      'dbt_packages/dbt_utils/macros/m.sql': '{% macro only() %}theirs{% endmacro %}',
    };
    expect(await said('{{ dbt_utils.only() }} {{ dbt_utils.star is defined }}', files)).toBe('theirs False');
  });

  it('finds in the catalog what this build has made', async () => {
    const bench = both.postgres;
    const { builds } = bench;
    const project = await bench.read({
      'models/made.sql': 'select 1',
      'analyses/one.sql':
        "{{ run_query(\"select table_schema, table_name from information_schema.tables where table_name ilike '%made' order by 1, 2\").rows | map('list') | list }}",
    });
    const target = { database: builds.database, schema: 'core', identifier: 'made' };
    const candidate = builds.written(builds.candidateOf(target));
    await bench.run(`create schema if not exists "_candidates"; create table ${candidate} as select 1 as id`);
    const asked = async () => {
      const compiled = await bench.rendering(project, 'analysis.shop.one').compile();
      return compiled.ok ? compiled.value.sql.trim() : compiled.failure.message;
    };
    expect(await asked()).toBe("[['_candidates', 'core.made']]");
    bench.candidates.add('made');
    expect(await asked()).toBe("[['core', 'made']]");
    bench.candidates.clear();
    await bench.run(`drop table ${candidate}`);
  });
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProjectOptions } from './options.ts';
import { type Project, selectFrom, stateOf } from './project.ts';
import { createProjectReader, readProject } from './readProject.ts';
import { TARGET, writeProject } from './testing/writeProject.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function read(
  files: Readonly<Record<string, string>>,
  options: Partial<ProjectOptions> = {},
): Promise<Project> {
  const folder = await writeProject(files);
  folders.push(folder);
  const made = await readProject(folder, { target: TARGET, ...options });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.project;
}

describe('config', () => {
  it('comes from folders, then property files, then the file itself', async () => {
    const project = await read({
      'dbt_project.yml':
        'name: shop\nmodels: {shop: {+tags: all, marts: {+materialized: table, +meta: {a: 1, b: 1}}}}\n',
      'models/marts/orders.sql': "{{ config(tags=['own'], meta={'c': 3}) }} select 1",
      'models/marts/orders.yml':
        'models: [{name: orders, meta: {b: 2}, config: {tags: [yml], materialized: incremental}}]\n',
    });
    const node = project.nodes.get('model.shop.orders');
    expect(project.problems).toEqual([]);
    expect(node?.config).toMatchObject({ materialized: 'incremental', meta: { a: 1n, b: 2n, c: 3n } });
    expect(node?.tags).toEqual(['all', 'own', 'yml']);
  });

  it('keeps the type of what one expression gives, and text of what it is part of', async () => {
    const project = await read(
      {
        'dbt_project.yml':
          'name: shop\nvars: {on: false}\nmodels: {shop: {a: {+enabled: "{{ var(\'on\') }}"}, b: {+schema: "x_{{ target.name }}"}}}\n',
        'models/a/one.sql': 'select 1',
        'models/b/two.sql': 'select 1',
      },
      {},
    );
    expect([...project.disabled.keys()]).toEqual(['model.shop.one']);
    expect(project.nodes.get('model.shop.two')).toMatchObject({ relation: { schema: 'analytics_x_dev' } });
  });

  it('calls set in macros count, and so do variables of the command', async () => {
    const project = await read(
      {
        'dbt_project.yml': 'name: shop\nvars: {kind: view, shop: {kind: incremental}}\n',
        'macros/m.sql': "{% macro shape() %}{{ config(materialized=var('kind')) }}{% endmacro %}",
        'models/a.sql': '{{ shape() }} select 1',
      },
      { vars: { kind: 'table' } },
    );
    expect(project.nodes.get('model.shop.a')).toMatchObject({
      materialized: 'table',
      captured: { macros: ['macro.shop.shape'], vars: ['kind'] },
    });
  });
});

describe('packages', () => {
  const PACKAGE = {
    'dbt_packages/tools/dbt_project.yml':
      'name: tools\nvars: {depth: 1}\nmodels: {tools: {+materialized: table}}\n',
    'dbt_packages/tools/models/helper.sql': "select {{ var('depth') }} as depth",
    'dbt_packages/tools/macros/m.sql': `{% macro pick() %}{{ return(adapter.dispatch('pick', 'tools')()) }}{% endmacro %}
{% macro default__pick() %}{{ ref('from_default') }}{% endmacro %}
{% macro postgres__pick() %}{{ ref('from_postgres') }}{% endmacro %}
{% test tidy(model, other) %}select * from {{ model }} join {{ ref(other) }} using (id){% endtest %}`,
    'models/from_default.sql': 'select 1',
    'models/from_postgres.sql': 'select 1',
    'models/from_shop.sql': 'select 1',
    'models/picked.sql': 'select * from {{ tools.pick() }}',
  };

  it('dispatches to the adapter, and to the project where it says so', async () => {
    const plain = await read(PACKAGE);
    expect(plain.problems).toEqual([]);
    expect(plain.nodes.get('model.shop.picked')?.dependsOn).toEqual(['model.shop.from_postgres']);
    const redirected = await read({
      ...PACKAGE,
      'dbt_project.yml': 'name: shop\ndispatch: [{macro_namespace: tools, search_order: [shop, tools]}]\n',
      'macros/own.sql': "{% macro default__pick() %}{{ ref('from_shop') }}{% endmacro %}",
    });
    expect(redirected.nodes.get('model.shop.picked')?.dependsOn).toEqual(['model.shop.from_shop']);
  });

  it('lets the project say the last word on a package’s nodes and variables', async () => {
    const project = await read({
      ...PACKAGE,
      'dbt_project.yml': 'name: shop\nvars: {tools: {depth: 5}}\nmodels: {tools: {+materialized: view}}\n',
    });
    expect(project.nodes.get('model.tools.helper')).toMatchObject({ materialized: 'view' });
    expect(project.varsOf('tools')['depth']).toBe(5n);
  });

  it('takes a ref for the asking package’s own model first, then for the project’s', async () => {
    const project = await read({
      ...PACKAGE,
      'models/helper.sql': "{{ config(alias='own_helper') }} select 1",
      'models/asks.sql': "select * from {{ ref('helper') }} join {{ ref('tools', 'helper') }} using (id)",
      'dbt_packages/tools/models/asks_too.sql': "select * from {{ ref('helper') }}, {{ ref('from_shop') }}",
    });
    expect(project.problems).toEqual([]);
    expect(project.nodes.get('model.shop.asks')?.dependsOn).toEqual([
      'model.shop.helper',
      'model.tools.helper',
    ]);
    expect(project.nodes.get('model.tools.asks_too')?.dependsOn).toEqual([
      'model.shop.from_shop',
      'model.tools.helper',
    ]);
  });

  it('finds what a package’s generic test refers to', async () => {
    const project = await read({
      ...PACKAGE,
      'models/s.yml': 'models: [{name: picked, data_tests: [tools.tidy: {arguments: {other: from_shop}}]}]\n',
    });
    expect(project.problems).toEqual([]);
    const test = [...project.nodes.values()].find((node) => node.resourceType === 'test');
    expect(test?.name).toBe('tools_tidy_picked_from_shop');
    expect(test?.dependsOn).toEqual(['model.shop.from_shop', 'model.shop.picked']);
  });

  it('warns of one that is listed and not there', async () => {
    const project = await read({
      'packages.yml': 'packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.3.0\n',
    });
    expect(project.problems.map((one) => [one.file, one.line, one.severity])).toEqual([
      ['packages.yml', 2, 'warning'],
    ]);
  });
});

describe('what a project declares', () => {
  it('sources with freshness, exposures, docs and columns', async () => {
    const project = await read({
      'models/a.sql': "select * from {{ source('crm', 'people') }}",
      'models/a.md': '{% docs told %}\nAll of **them**.\n{% enddocs %}',
      'models/a.yml': `
sources:
  - name: crm
    schema: raw
    loaded_at_field: at
    freshness: {warn_after: {count: 12, period: hour}, error_after: {count: 2, period: day}}
    tables:
      - {name: people, identifier: persons, freshness: {warn_after: {count: 1, period: hour}}}
      - {name: never, freshness: null}
models:
  - name: a
    description: '{{ doc("told") }}'
    columns: [{name: id, data_type: integer, description: The key}]
exposures:
  - {name: board, type: dashboard, owner: {name: Ann}, depends_on: [ref('a'), "source('crm', 'people')"]}
`,
    });
    expect(project.problems).toEqual([]);
    expect(project.nodes.get('source.shop.crm.people')).toMatchObject({
      relation: { database: 'warehouse', schema: 'raw', identifier: 'persons' },
      loadedAtField: 'at',
      freshness: { warnAfter: { count: 1, period: 'hour' }, errorAfter: { count: 2, period: 'day' } },
    });
    expect(project.nodes.get('source.shop.crm.never')).toMatchObject({ freshness: null });
    expect(project.nodes.get('model.shop.a')).toMatchObject({
      description: 'All of **them**.',
      columns: [{ name: 'id', dataType: 'integer', description: 'The key' }],
    });
    expect(project.nodes.get('exposure.shop.board')?.dependsOn).toEqual([
      'model.shop.a',
      'source.shop.crm.people',
    ]);
  });

  it('unit tests with fixtures, and disables a test with what it tests', async () => {
    const project = await read({
      'models/a.sql': 'select 1 as id',
      'models/b.sql': "select * from {{ ref('a') }}",
      'models/off.sql': '{{ config(enabled=false) }} select 1',
      'tests/fixtures/rows.csv': 'id\n1\n',
      'tests/on_off.sql': "select * from {{ ref('off') }}",
      'models/u.yml': `
unit_tests:
  - name: passes_through
    model: b
    given: [{input: ref('a'), format: csv, fixture: rows}]
    expect: {rows: [{id: 1}]}
`,
    });
    expect(project.problems).toEqual([]);
    expect(project.nodes.get('unit_test.shop.b.passes_through')).toMatchObject({
      model: 'model.shop.b',
      given: [{ input: "ref('a')", uniqueId: 'model.shop.a', format: 'csv', rows: 'id\n1\n' }],
      expect: { format: 'dict', rows: [{ id: 1n }] },
    });
    expect([...project.disabled.keys()].sort()).toEqual(['model.shop.off', 'test.shop.on_off']);
  });
});

describe('state', () => {
  it('sees a changed macro, a changed variable and a changed seed, and nothing else', async () => {
    const files = {
      'dbt_project.yml': 'name: shop\nvars: {day: 1}\n',
      'macros/m.sql': '{% macro outer_() %}{{ inner_() }}{% endmacro %}',
      'macros/i.sql': '{% macro inner_() %}1{% endmacro %}',
      'models/by_macro.sql': 'select {{ outer_() }}',
      'models/by_var.sql': "select {{ var('day') }}",
      'models/plain.sql': 'select 1',
      'seeds/s.csv': 'a\n1\n',
    };
    const folder = await writeProject(files);
    folders.push(folder);
    const reader = createProjectReader();
    const first = await reader.read(folder, { target: TARGET });
    if (!first.ok) throw new Error('unreadable');
    const before = JSON.parse(JSON.stringify(stateOf(first.project)));
    const modified = async (vars = {}) => {
      const now = await reader.read(folder, { target: TARGET, vars });
      return now.ok ? selectFrom(now.project, { select: ['state:modified'] }, before).ids : null;
    };
    expect(await modified()).toEqual([]);
    expect(await modified({ day: 2n })).toEqual(['model.shop.by_var']);
    await writeFile(join(folder, 'macros/i.sql'), '{% macro inner_() %}2{% endmacro %}');
    await writeFile(join(folder, 'seeds/s.csv'), 'a\n2\n');
    expect(await modified()).toEqual(['model.shop.by_macro', 'seed.shop.s']);
  });
});

describe('reading again', () => {
  it('evaluates only what an edit, a macro or an option touches', async () => {
    const folder = await writeProject({
      'macros/m.sql': '{% macro heard(name) %}{% do log(name) %}{% endmacro %}',
      'models/a.sql': "{{ heard('a') }} select 1",
      'models/b.sql': "{% do log('b') %} select 1",
    });
    folders.push(folder);
    const reader = createProjectReader();
    const heard = async (vars = {}) => {
      const said: string[] = [];
      await reader.read(folder, { target: TARGET, vars, say: (text) => said.push(text) });
      return said;
    };
    expect(await heard()).toEqual(['a', 'b']);
    expect(await heard()).toEqual([]);
    await writeFile(join(folder, 'models/b.sql'), "{% do log('b2') %} select 1");
    expect(await heard()).toEqual(['b2']);
    await writeFile(
      join(folder, 'macros/m.sql'),
      "{% macro heard(name) %}{% do log(name ~ '!') %}{% endmacro %}",
    );
    expect(await heard()).toEqual(['a!']);
    expect(await heard({ x: 1n })).toEqual(['a!', 'b2']);
  });

  it('tells the same problems again', async () => {
    const folder = await writeProject({
      'models/a.sql': '{{ nothing() }}',
      'models/b.sql': 'select 1',
      'models/a.yml': 'models: [{name: b, columns: [{name: x, data_tests: [no_such]}]}]\n',
    });
    folders.push(folder);
    const reader = createProjectReader();
    const problems = async () => {
      const read = await reader.read(folder, { target: TARGET });
      return read.ok ? read.project.problems : [];
    };
    const first = await problems();
    expect(first.map((one) => one.file)).toEqual(['models/a.sql', 'models/a.yml']);
    expect(await problems()).toEqual(first);
  });
});

it('calls macros whose names begin with _, and lets a relation be told from text', async () => {
  const project = await read({
    'macros/m.sql':
      "{% macro _check(x) %}{% if not (x is mapping and x.get('metadata', {}).get('type', '').endswith('Relation')) %}{{ exceptions.raise_compiler_error('no relation: ' ~ x) }}{% endif %}{% endmacro %}",
    'models/a.sql': 'select 1',
    'models/b.sql': "{% do _check(ref('a')) %} select 1",
    'models/c.sql': "{% do _check('a') %} select 1",
  });
  expect(project.problems.map((one) => one.message)).toEqual([
    'This template fails: no relation: a (while reading models/c.sql).',
  ]);
});

describe('where a relation goes', () => {
  it('is said by the file itself too: a snapshot’s target_schema', async () => {
    const project = await read({
      'snapshots/s.sql':
        "{% snapshot s %}{{ config(target_schema='kept', unique_key='id', strategy='check', check_cols='all') }} select 1 as id{% endsnapshot %}",
    });
    expect(project.nodes.get('snapshot.shop.s')).toMatchObject({
      relation: { schema: 'kept', identifier: 's' },
    });
  });

  it('is a fault where the project’s macro has no answer, and only there', async () => {
    const project = await read({
      'macros/g.sql':
        '{% macro generate_schema_name(custom_schema_name, node) %}{% if custom_schema_name is none %}{{ default_schema }}{% else %}{{ custom_schema_name }}{% endif %}{% endmacro %}',
      'models/a.sql': 'select 1',
      'models/b.sql': "{{ config(schema='core') }} select 1",
    });
    expect(project.problems).toMatchObject([
      {
        file: 'models/a.sql',
        message: expect.stringContaining('generate_schema_name'),
        stops: ['model.shop.a'],
      },
    ]);
    expect([...project.blocked.keys()]).toEqual(['model.shop.a']);
  });
});

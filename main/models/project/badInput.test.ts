import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from './project.ts';
import { readProject } from './readProject.ts';
import { TARGET, writeProject } from './testing/writeProject.ts';

const FILES = {
  'dbt_project.yml': 'name: shop\nmodels: {shop: {+materialized: table}}\n',
  'models/good.sql': 'select 1 as id',
  'models/below_good.sql': "select * from {{ ref('good') }}",
  'models/circle_a.sql': "select *\nfrom {{ ref('circle_b') }}",
  'models/circle_b.sql': "select * from {{ ref('circle_a') }}",
  'models/orders.sql': 'select 1',
  'models/again/orders.sql': 'select 2',
  'models/missing.sql': "select *\n  from {{ ref('goood') }}",
  'models/below_missing.sql': "select * from {{ ref('missing') }}",
  'models/no_source.sql': "select * from {{ source('crm', 'people') }}",
  'models/unclosed.sql': 'select 1\n{% if true %}\nwhere x',
  'models/off.sql': '{{ config(enabled=false) }} select 1',
  'models/needs_off.sql': "select * from {{ ref('off') }}",
  'models/endless.sql': 'select 1\n{{ for_ever() }}',
  'models/secret.sql': "select '{{ env_var('TOKEN') }}'",
  'models/no_var.sql': "select '{{ var('day') }}'",
  'models/twin.sql': 'select 1',
  'models/same_place.sql': "{{ config(alias='twin') }} select 1",
  'models/py.py': 'def model(dbt, session): pass',
  'models/schema.yml': `models:
  - name: good
    columns:
      - name: id
        data_tests:
          - not_null
          - no_such_test
  - name: gone
`,
  'models/broken.yml': 'models:\n  - name: x\n   columns: []\n',
  'macros/forever.sql': '{% macro for_ever() %}{{ for_ever() }}{% endmacro %}',
  'macros/open.sql': '\n{% macro open() %} select 1',
  'seeds/ragged.csv': 'a,b\n1,2\n3\n',
  'snapshots/s.sql': "{% snapshot s %}{{ config(strategy='timestamp') }} select 1{% endsnapshot %}",
};

describe('a project full of faults', () => {
  let folder = '';
  let project: Project;
  beforeAll(async () => {
    folder = await writeProject(FILES);
    const read = await readProject(folder, { target: TARGET });
    if (!read.ok) throw new Error('The project should be readable.');
    project = read.project;
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const at = (file: string) =>
    project.problems
      .filter((problem) => problem.file === file)
      .map(({ line, column, message }) => `${line}:${column} ${message}`);

  it.each([
    ['models/circle_a.sql', '2:9 These depend on each other in a circle: circle_a → circle_b → circle_a.'],
    ['models/orders.sql', '1:1 orders is there twice: also in models/again/orders.sql, line 1.'],
    ['models/missing.sql', '2:11 missing needs goood, and there is no such model, seed or snapshot.'],
    ['models/no_source.sql', '1:18 no_source needs crm.people, and there is no such source.'],
    ['models/needs_off.sql', '1:18 needs_off needs off, which is disabled (models/off.sql).'],
    [
      'models/twin.sql',
      '1:1 twin would write analytics.twin, which same_place in models/same_place.sql writes too.',
    ],
    ['models/py.py', '1:1 This is a Python model, and Leadline runs no Python.'],
    ['macros/open.sql', '2:1 This macro is never closed.'],
    ['seeds/ragged.csv', '3:1 This row has 1 field, and the header has 2.'],
  ])('tells what is wrong in %s, and where', (file, told) => {
    expect(at(file)).toContain(told);
  });

  it.each([
    ['models/unclosed.sql', /^\d+:\d+ This template fails: /],
    ['macros/forever.sql', /^1:\d+ This template fails: .*\(while reading models\/endless\.sql\)\.$/],
    ['models/secret.sql', /^1:\d+ .*'TOKEN' is not handed to this project/],
    ['models/no_var.sql', /^1:\d+ .*'day' is not set for shop/],
    ['models/broken.yml', /^3:\d+ This file is not valid YAML/],
    ['snapshots/s.sql', /^1:1 The snapshot s has no unique_key/],
    ['models/schema.yml', /^7:13 There is no generic test called no_such_test\.$/m],
  ])('tells in its own words what fails in %s', (file, told) => {
    expect(at(file).join('\n')).toMatch(told);
  });

  it('says what to do about every one', () => {
    for (const problem of project.problems) expect(problem.next).toMatch(/^\S.*[.?]$/);
    expect(project.problems.find((one) => one.file === 'models/missing.sql')?.next).toBe(
      'Did you mean good?',
    );
  });

  it('stops what depends on a fault and nothing else', () => {
    const blocked = [...project.blocked.keys()];
    expect(blocked).toContain('model.shop.below_missing');
    expect(blocked).not.toContain('model.shop.below_good');
    expect(project.blocked.get('model.shop.below_missing')?.file).toBe('models/missing.sql');
    expect(blocked.filter((id) => id.includes('not_null_good'))).toEqual([]);
  });

  it('warns of a description of nothing', () => {
    expect(at('models/schema.yml')).toContain('8:11 There is no model gone for what is said here.');
  });
});

it('says what is wrong with a folder that holds no project', async () => {
  const folder = await writeProject({ 'dbt_project.yml': 'version: 1\n' });
  const read = await readProject(folder, { target: TARGET });
  await rm(folder, { recursive: true });
  expect(read.ok ? [] : read.problems.map((one) => one.message)).toEqual(['The project has no name.']);
});

import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProjectOptions } from './options.ts';
import type { Project } from './project.ts';
import { readProject } from './readProject.ts';
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

describe('the first pass', () => {
  it('finds a ref whose name is worked out with Python, and goes on where only the second can know', async () => {
    const project = await read({
      'models/base_a.sql': 'select 1 as id',
      'models/next.sql': [
        "{% set name = modules.re.sub('^x_', 'base_', 'x_a') %}",
        "{% for left, right in modules.itertools.product(['p'], [name]) %}select * from {{ ref(right) }}{% endfor %}",
        '{% set day = modules.datetime.date.today() - modules.datetime.timedelta(days=3) %}{{ day.strftime("%Y") }}',
        '{% if modules.datetime.datetime.now().hour > 3 %}{% endif %}{{ run_started_at.strftime("%Y") }}',
        '{% set found = load_relation(this) %}{% if found is none %}{% endif %}',
        "{{ this.information_schema('columns') }}{{ var('nowhere', none) }}{{ var('nowhere', default=none) }}",
      ].join('\n'),
    });
    expect(project.problems).toEqual([]);
    expect(project.nodes.get('model.shop.next')?.dependsOn).toEqual(['model.shop.base_a']);
  });

  it('evaluates the config of a test, and leaves its arguments and its condition for when it runs', async () => {
    const project = await read({
      'dbt_project.yml': 'name: shop\nvars: {on: false, least: 3}\n',
      'models/a.sql': 'select 1 as id',
      'models/a.yml': `models:
  - name: a
    columns:
      - name: id
        data_tests:
          - not_null: {config: {enabled: "{{ var('on') }}"}}
          - unique:
              severity: "{{ 'warn' if not var('on') else 'error' }}"
              config: {error_if: ">{{ var('least') }}", where: "id > {{ var('least') }}", meta: {owner: "{{ target.name }}"}}
          - test_name: accepted_values
            arguments: {values: ["{{ var('least') }}"]}
            config: {tags: ["t_{{ target.name }}"]}
`,
    });
    expect(project.problems).toEqual([]);
    const tests = [...project.nodes.values()].filter((node) => node.resourceType === 'test');
    expect(tests.map((node) => node.generic?.testName)).toEqual(['accepted_values', 'unique']);
    expect(tests[1]).toMatchObject({
      severity: 'warn',
      config: { error_if: '>3', where: "id > {{ var('least') }}", meta: { owner: 'dev' } },
    });
    expect(tests[0]?.tags).toEqual(['t_dev']);
    expect([...project.disabled.values()].map(({ name }) => name)).toEqual(['not_null_a_id']);
  });

  it('takes a built-in package by its name only, and the vendored one of that name before it', async () => {
    const builtInMacros = [
      { packageName: 'dbt', file: 'dbt/a.sql', text: '{% macro everywhere() %}1{% endmacro %}' },
      {
        packageName: 'helper',
        file: 'helper/a.sql',
        text: '{% macro named() %}2{% endmacro %}{% test held(model) %}select 1{% endtest %}',
        byNameOnly: true,
      },
    ];
    const files = {
      'models/a.sql': 'select {{ everywhere() }} {{ helper.named() }} {{ named is defined }}',
      'models/a.yml': 'models: [{name: a, data_tests: [helper.held]}]',
    };
    const alone = await read(files, { builtInMacros });
    expect(alone.problems).toEqual([]);
    expect(alone.nodes.get('model.shop.a')?.captured.macros).toEqual([
      'macro.dbt.everywhere',
      'macro.helper.named',
    ]);
    expect(alone.macros.find('named', 'shop')).toBe(null);
    const vendored = await read(
      {
        ...files,
        'dbt_packages/helper/dbt_project.yml': 'name: helper\n',
        'dbt_packages/helper/macros/a.sql': '{% macro named() %}3{% endmacro %}',
      },
      { builtInMacros },
    );
    expect(vendored.macros.findIn('helper', 'named')?.source).toContain('3');
    expect(vendored.problems.map(({ message }) => message)).toEqual([
      'There is no generic test called helper.held.',
    ]);
  });
});

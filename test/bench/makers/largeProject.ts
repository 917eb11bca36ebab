import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const MODELS = 300;
export const MACRO_FILES = 250;
const SOURCES = 60;

/**
 * A project as large companies have them: staging views over sources, intermediate models and marts on each other, a
 * check or two a column, and the macros of the packages one vendors.
 */
export function writeLargeProject(folder: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(
    'dbt_project.yml',
    'name: large\nvars: {start: "2024-01-01", big: true}\nmodels: {large: {+materialized: table, staging: {+materialized: view}}}\n',
  );
  for (let at = 0; at < MACRO_FILES; at += 1) write(`macros/family_${at % 10}/m${at}.sql`, macroFile(at));
  write(
    'models/staging/sources.yml',
    `sources:\n  - name: shop\n    tables:\n${times(SOURCES, (at) => `      - {name: raw_${at}, description: Table ${at}}`).join('\n')}\n`,
  );
  for (let at = 0; at < MODELS; at += 1) {
    const name = modelName(at);
    write(`models/${folderOf(at)}/${name}.sql`, model(at));
    write(
      `models/${folderOf(at)}/${name}.yml`,
      `models:\n  - name: ${name}\n    description: What ${name} holds, one row an order.\n    columns:\n${['id', 'customer', 'amount', 'placed_at'].map((column) => `      - name: ${column}\n        description: The ${column} of it.\n${column === 'id' ? '        data_tests: [unique, not_null]\n' : ''}`).join('')}`,
    );
  }
}

/** A new text of one model in the middle of the graph. */
export function editModel(folder: string, round: number): void {
  const at = 150;
  writeFileSync(
    join(folder, 'models', folderOf(at), `${modelName(at)}.sql`),
    `${model(at)}\n-- edit ${round}`,
  );
}

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const layerOf = (at: number) => (at < 120 ? 'stg' : at < 220 ? 'int' : 'fct');
const modelName = (at: number) => `${layerOf(at)}_thing_${at}`;
const folderOf = (at: number) => ({ stg: 'staging', int: 'intermediate', fct: 'marts' })[layerOf(at)];

function model(at: number): string {
  const list = (names: readonly string[]) => `[${names.map((name) => `'${name}'`).join(', ')}]`;
  const calls = times(
    4,
    (step) => `{{ m${(at * 7 + step * 61) % MACRO_FILES}('amount', ${step}) }} as figure_${step}`,
  );
  const from =
    at < 120
      ? `{{ source('shop', 'raw_${at % SOURCES}') }}`
      : `{{ ref('${modelName(at - 100)}') }} a left join {{ ref('${modelName(at - 60)}') }} b using (id)`;
  const incremental = at % 10 === 9;
  return `{{ config(tags=['${layerOf(at)}', 't${at % 5}']${incremental ? ", materialized='incremental', unique_key='id'" : ''}) }}

{% set columns = ${list(['id', 'customer', 'amount', 'placed_at'])} %}
with picked as (
  select
    {% for column in columns %}{{ column }},
    {% endfor %}
    ${calls.join(',\n    ')}
  from ${from}
  where placed_at >= '{{ var('start') }}'
  {% if is_incremental() %}and placed_at > (select max(placed_at) from {{ this }}){% endif %}
)
select
  {{ dbt.date_trunc('month', 'placed_at') }} as month,
  {{ dbt.dateadd('day', 7, 'placed_at') }} as due,
  *
from picked
{% if var('big') and target.type == 'postgres' %}-- large{% endif %}
`;
}

function macroFile(at: number): string {
  const next =
    at + 10 < MACRO_FILES && at % 3 === 0 ? `{{ m${at + 10}(column_name, depth + 1) }}` : '{{ column_name }}';
  return `{#- Macro ${at}: what a team writes once and calls everywhere. -#}
{% macro m${at}(column_name, depth=0, options=none) -%}
  {{ return(adapter.dispatch('m${at}')(column_name, depth, options)) }}
{%- endmacro %}

{% macro default__m${at}(column_name, depth, options) -%}
  {%- set parts = [] -%}
  {%- for step in range(3) -%}
    {%- if step is even and depth < 4 -%}
      {%- do parts.append("coalesce(" ~ column_name ~ ", " ~ step ~ ")") -%}
    {%- else -%}
      {%- do parts.append('nullif(' ~ column_name ~ ", '" ~ (options or {}).get('null', '') ~ "')") -%}
    {%- endif -%}
  {%- endfor -%}
  case when ${next} is null then {{ parts | join(' + ') }} else {{ dbt.safe_cast(column_name, dbt.type_numeric()) }} end
{%- endmacro %}
`;
}

import { expect, test } from 'vitest';
import type { Start } from '../build.suite.ts';
import type { Files } from './shop.ts';

const both = "meta={'engines': ['sqlite', 'postgres']}";

const FILES: Files = {
  'models/plain.sql': "{{ config(materialized='table') }} select '2026-03-08' as day, 7 as n",
  'models/theirs.sql':
    "{{ config(materialized='table') }}\nselect\n  cast(day as date) as day\nfrom {{ ref('plain') }}",
  'models/ours.sql': `{{ config(materialized='table', ${both}) }}\nselect row_number() over (order by n) as r from {{ ref('plain') }}`,
  'models/known.sql': `{{ config(materialized='table', meta={'engines': ['sqlite', 'postgres'], 'answers_alike': ['order by']}) }} select row_number() over (order by n) as r from {{ ref('plain') }}`,
  'models/branch.sql': `{{ config(materialized='table', ${both}) }} select {% if target.type == 'nothing' %}now(){% else %}n{% endif %} as n from {{ ref('plain') }}`,
  'models/alone.sql':
    "{{ config(materialized='table', meta={'engines': ['sqlite']}) }} select 1 as n where 'A' like 'a'",
  'models/above.sql': "{{ config(materialized='table') }} select * from {{ ref('theirs') }}",
};

/** What one engine would answer differently isn't built. */
export function testRefusing(start: Start): void {
  test('a model is refused for what SQLite answers differently, at the line that says it; others are built', async () => {
    const shop = await start(FILES);
    const { statuses, result } = await shop.built();
    const onSqlite = shop.opened.engine === 'sqlite';
    expect(statuses).toEqual({
      plain: 'success',
      known: 'success',
      branch: 'success',
      alone: 'success',
      ours: 'error',
      theirs: onSqlite ? 'error' : 'success',
      above: onSqlite ? 'skipped' : 'success',
    });
    expect(result('ours').failure).toMatchObject({
      code: 'MODEL_INVALID',
      problems: [{ file: 'models/ours.sql', line: 2, column: 36 }],
    });
    expect(result('ours').failure?.problems?.[0]?.message).toContain('nulls last');
    if (!onSqlite) return;
    expect(result('theirs').message).toContain('written for Postgres');
    expect(result('theirs').failure?.problems).toMatchObject([
      { file: 'models/theirs.sql', line: 3, column: 3 },
    ]);
    expect(await shop.rows((await shop.project()).options.target.schema, 'theirs')).toBeNull();
  });
}

import { describe, expect, it } from 'vitest';
import { loadSqlParser } from '../sql/parser.ts';
import { lint } from './lint.ts';

const at = { file: 'models/m.sql', line: 1, column: 1 };

describe('the linter for models of both engines', async () => {
  const parser = await loadSqlParser();
  const told = (text: string, compiled?: string) => {
    const { findings, unread } = lint(parser, { text, at }, compiled);
    expect(unread).toBeNull();
    return findings.map(
      ({ construct, difference, place }) => `${place.line}:${place.column} ${construct} ${difference}`,
    );
  };

  it.each([
    ['select cast(x as date) from t', '1:8 cast(… as date) differs'],
    ['select\n  x::date from t', '2:4 ::date fails'],
    ["select date '2026-01-01'", "1:8 date '…' fails"],
    ["select x + interval '1 day' from t", "1:12 interval '…' fails"],
    ['select cast(x as numeric(12, 2)) from t', '1:8 cast(… as numeric) may differ'],
    ['select cast(x as varchar(3)) from t', '1:8 cast(… as varchar) differs'],
    ['select cast(x as integer) from t', '1:8 cast(… as int4) may differ'],
    ['select cast(x as boolean) from t', '1:8 cast(… as bool) differs'],
    ['select current_date - 7', '1:21 current_date - … differs'],
    ['select sum(a) / sum(b) from t', '1:15 / may differ'],
    ["select a from t where b like 'Gift%'", '1:25 like differs'],
    ["select a from t where b ilike 'gift%'", '1:25 ilike fails'],
    ["select a from t where b ~ '^x'", '1:25 ~ fails'],
    ['select a from t where b = any(c)', '1:25 = any(…) fails'],
    ['select distinct on (a) a, b from t order by a, b', '1:21 distinct on fails'],
    ['select a from t order by b limit 5', '1:26 order by may differ'],
    ['select row_number() over (partition by a order by b desc) from t', '1:51 order by may differ'],
    ["select string_agg(a, ',' order by a) from t", '1:35 order by may differ'],
    ['select a from t, lateral (select 1 as b) l', '1:34 lateral fails'],
    ['select * from generate_series(1, 3) g', '1:15 a function in from fails'],
    ['select extract(year from d) from t', '1:8 extract(…) fails'],
    ["select d at time zone 'UTC' from t", '1:10 timezone(…) fails'],
    ['select now()', '1:8 now(…) fails'],
    ['select current_timestamp', '1:8 current_timestamp differs'],
    ["select lower(a) from t where upper(b) = 'X'", '1:8 lower(…) may differ'],
    ["select lower(a) from t where upper(b) = 'X'", '1:30 upper(…) may differ'],
    ['select round(x, 2) from t', '1:8 round(x, n) may differ'],
    ['select my_own(x) from t', '1:8 my_own(…) unknown'],
    ["select substring(x from 1 for 2), trim(both 'a' from x) from t", '1:8 substring(… from …) fails'],
    ['select array[1, 2]', '1:8 array[…] fails'],
    ['select a from t group by rollup (a)', '1:26 rollup, cube or grouping sets fails'],
    ['select a from t intersect all select b from u', '1:8 intersect all or except all fails'],
    ['select x collate "C" from t', '1:10 collate fails'],
  ])('tells %s', (sql, expected) => {
    expect(told(sql)).toContain(expected);
  });

  it.each([
    'select a, b from t join u using (a) where a is not null order by a',
    "select coalesce(a, 0) + 1, case when b > 2 then 'x' else 'y' end, nullif(a, b) from t",
    "select {{ leadline.upper('a') }} from t where {{ leadline.lower('b') }} like 'gift%' and c like '%-%'",
    'select 1.0 * sum(a) / count(*) from t',
    'select sum(cast(a as float)) / count(*), avg(a) / 2 from t',
    'select row_number() over (partition by a order by b desc nulls last, c nulls first) from t',
    'select a from t order by b nulls last limit 50',
    'select cast(round(a) as bigint), cast(b as text), trim(c), substr(d, 1, 2) from t',
    'with recursive n (i) as (select 1 union all select i + 1 from n where i < 9) select i from n',
    "select {{ dbt.date_trunc('month', 'd') }} as m, {{ money('a') }} / 100 from {{ ref('orders') }}",
    'select cast(x as {{ dbt.type_int() }}) from t',
    'select count(*) filter (where a), sum(b) over (partition by c) from t group by 1',
  ])('has nothing against %s', (sql) => {
    expect(told(sql)).toEqual([]);
  });

  it('names the line of the template when only the compiled SQL can be read', () => {
    const template = '{% if a %}\nselect cast(x as date)\n{% else %}\nselect y\n{% endif %}\nfrom t';
    expect(told(template, 'select cast(x as date)\nfrom t')).toEqual(['2:1 cast(… as date) differs']);
  });

  it('says nothing of what a macro wrote', () => {
    const template = '{% if a %}\nselect {{ day("x") }}\n{% else %}\nselect y\n{% endif %}\nfrom t';
    expect(told(template, 'select cast(x as date)\nfrom t')).toEqual([]);
  });

  it('leaves out what stands in a branch that was not taken', () => {
    const template = 'select a{% if x %}, cast(b as date) as d{% endif %}, now() as n from t';
    expect(told(template)).toHaveLength(2);
    expect(told(template, 'select a, now() as n from t')).toEqual(['1:54 now(…) fails']);
  });

  it('says why it could read nothing', () => {
    expect(lint(parser, { text: 'select from where', at })).toEqual({
      findings: [],
      unread: 'syntax error at or near "where"',
    });
  });

  it('counts lines from where the text begins in its file', () => {
    const later = { file: 'snapshots/s.sql', line: 5, column: 9 };
    const { findings } = lint(parser, { text: 'select now(),\n  now()', at: later });
    expect(findings.map(({ place }) => place)).toEqual([
      { file: 'snapshots/s.sql', line: 5, column: 16 },
      { file: 'snapshots/s.sql', line: 6, column: 3 },
    ]);
  });
});

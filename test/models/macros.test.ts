import { describe, expect, it } from 'vitest';
import type { Cell } from '../../main/warehouse/builds.ts';
import { type Bench, bothEngines } from './compile/twoEngines.ts';

const both = bothEngines();

/** Days and instants where calendars are awkward; nulls, empty and odd text; numbers on both sides of zero. */
const DAYS = [
  '2023-12-31',
  '2024-01-01',
  '2024-02-29',
  '2024-03-31',
  '1969-12-28',
  '2026-03-01',
  '2024-10-06',
];
const INSTANTS = [
  ...['2023-12-31T23:59:59.999999Z', '2024-01-01T00:00:00.000000Z', '2024-02-29T13:05:09.000100Z'],
  ...['1969-12-31T23:59:59.500000Z', '2024-08-31T06:07:08.123456Z', '1900-01-01T00:00:00.000001Z'],
  '2024-10-06T00:00:00.000000Z',
];
const TEXTS = ['a-b-c', '', 'Größe-é-漢', "it's", '-x-ÄÉ', 'plain', ' '];
const NUMBERS = [0, 1, -1, 2, 7, -3, 100];

async function fill(bench: Bench): Promise<void> {
  const isPostgres = bench.engine === 'postgres';
  const rows = DAYS.map((day, at) => {
    const instant = INSTANTS[at] ?? '';
    const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
    const cells = isPostgres
      ? [
          `date '${day}'`,
          `timestamp '${instant.replace('Z', '')}'`,
          quoted(TEXTS[at] ?? ''),
          String(at % 2 === 0),
        ]
      : [quoted(day), quoted(instant), quoted(TEXTS[at] ?? ''), String(at % 2 === 0 ? 1 : 0)];
    return `(${[String(at), ...cells, String(NUMBERS[at])].join(', ')})`;
  });
  rows.push('(7, null, null, null, null, null)');
  await bench.run(`drop table if exists ${table(bench)}`);
  await bench.run(
    `create table ${table(bench)} (${isPostgres ? 'id int, d date, t timestamp, s text, b boolean, n int' : 'id integer, d text, t text, s text, b boolean, n integer'})`,
  );
  await bench.run(`insert into ${table(bench)} values ${rows.join(', ')}`);
}

const table = ({ builds }: Bench) =>
  builds.written({ database: builds.database, schema: 'core', identifier: 'inputs' });

const PARTS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

/** Each a select of `id` and one value. */
const EXPRESSIONS: readonly string[] = [
  ...PARTS.flatMap((part) => [
    `dbt.date_trunc('${part}', 't')`,
    `dbt.date_trunc('${part}', 'd')`,
    `dbt.dateadd('${part}', 'n', 't')`,
    `dbt.dateadd(datepart='${part}', interval=-13, from_date_or_timestamp='d')`,
    `dbt.datediff('d', 't', '${part}')`,
    `dbt.datediff('t', dbt.date(2024, 2, 29), '${part}')`,
  ]),
  ...(['year', 'quarter', 'month', 'week'] as const).flatMap((part) => [
    `dbt.last_day('t', '${part}')`,
    `dbt.last_day('d', '${part}')`,
  ]),
  "dbt.dateadd('month', 1, dbt.date_trunc('month', dbt.dateadd('day', 'n', 'd')))",
  'dbt.date(1999, 1, 2)',
  "dbt.cast('t', 'date')",
  "dbt.cast('d', 'timestamp')",
  "dbt.cast('n', 'int')",
  "dbt.cast('n * 1.5', 'int')",
  "dbt.cast(\"'12'\", 'bigint')",
  "dbt.cast(\"'yes'\", 'boolean')",
  "dbt.safe_cast('n', dbt.type_string())",
  "dbt.cast('n', dbt.type_float()) ~ ' / 3'",
  "dbt.cast_bool_to_text('b')",
  "leadline.lower('s')",
  "leadline.upper('s')",
  "dbt.concat(['s', \"'/'\", 's'])",
  "dbt.hash('s')",
  "dbt.hash('n')",
  "dbt.length('s')",
  "dbt.position(\"'-'\", 's')",
  "dbt.position(\"''\", 's')",
  "dbt.replace('s', \"'-'\", \"'é'\")",
  "dbt.right('s', 3)",
  "dbt.right('s', 'n')",
  "dbt.right('s', 0)",
  ...[1, 2, 3, 4, -1, -2].map((part) => `dbt.split_part('s', "'-'", ${part})`),
  "dbt.split_part('s', \"'--'\", 1)",
  'dbt.string_literal(dbt.escape_single_quotes("it\'s"))',
  "dbt.equals('s', \"'plain'\")",
];

async function answers(bench: Bench, expressions: readonly string[]): Promise<Map<string, string[]>> {
  const project = await bench.read({ 'analyses/one.sql': 'select 1' });
  const rendering = bench.rendering(project, 'analysis.shop.one');
  const found = new Map<string, string[]>();
  for (const expression of expressions) {
    const sql = `select ({{ ${expression} }}) as value from ${table(bench)} order by id`;
    const compiled = await rendering.render(sql, { file: 'analyses/one.sql', line: 1, column: 1 });
    if (!compiled.ok) throw new Error(`${expression}: ${compiled.failure.message}`);
    const ran = await bench.line.run(compiled.value.sql);
    if (!ran.ok)
      throw new Error(`${bench.engine} ${expression}: ${ran.failure.message}\n${compiled.value.sql}`);
    const type = ran.value.columns[0]?.type ?? '';
    found.set(
      expression,
      ran.value.rows.map((row) => canonical(row[0] ?? null, type)),
    );
  }
  return found;
}

function canonical(cell: Cell, type: string): string {
  if (cell === null) return 'null';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  if (typeof cell === 'string' && type.startsWith('timestamp')) {
    const [day = '', clock = ''] = cell.split(' ');
    const [whole = '', fraction = ''] = clock.replace(/\+.*/, '').split('.');
    return `${day}T${whole}.${fraction.padEnd(6, '0')}Z`;
  }
  if (typeof cell === 'number' || type.startsWith('numeric')) return String(Number(cell));
  return String(cell);
}

describe('macros for both engines', () => {
  it('answer alike on everything awkward', async () => {
    await fill(both.postgres);
    await fill(both.sqlite);
    const expected = await answers(both.postgres, EXPRESSIONS);
    const actual = await answers(both.sqlite, EXPRESSIONS);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
    expect(expected.get("dbt.date_trunc('week', 't')")?.[0]).toBe('2023-12-25T00:00:00.000000Z');
    expect(expected.get("dbt.datediff('d', 't', 'week')")?.[0]).toBe('0');
  });

  it('count, join and number alike, and say what SQLite cannot', async () => {
    await fill(both.postgres);
    await fill(both.sqlite);
    const templates = [
      "select {{ dbt.any_value('n') }} as value, {{ dbt.bool_or('b') }}, {{ dbt.listagg('s', \"'|'\", 'order by id') }} from T where id < 4",
      "select {{ dbt.listagg(dbt.cast('n', dbt.type_string()), \"', '\", 'order by n desc') }} as value from T where n <> 0 group by b order by 1",
      'select generated_number as value from ({{ dbt.generate_series(9) }}) numbers order by 1',
      "select date_day as value from ({{ dbt.date_spine('day', dbt.date(2024, 2, 27), dbt.date(2024, 3, 2)) }}) days order by 1",
      "select date_month as value from ({{ dbt.date_spine('month', dbt.date(2023, 11, 30), dbt.date(2024, 3, 31)) }}) months order by 1",
      'select n as value from T {{ dbt.intersect() }} select 7 {{ dbt.except() }} select 8',
      "select '{{ dbt.get_intervals_between(dbt.date(2023, 1, 1), dbt.date(2024, 1, 1), 'month') | int }}' as value",
    ];
    for (const template of templates)
      expect(await rows(both.sqlite, template)).toEqual(await rows(both.postgres, template));
    expect(await rows(both.sqlite, templates[3] ?? '')).toEqual([
      ['2024-02-27T00:00:00.000000Z'],
      ['2024-02-28T00:00:00.000000Z'],
      ['2024-02-29T00:00:00.000000Z'],
      ['2024-03-01T00:00:00.000000Z'],
    ]);
    await expect(rows(both.sqlite, 'select {{ dbt.array_construct([1]) }}')).rejects.toThrow('json_array');
    await expect(rows(both.sqlite, "select {{ dbt.listagg('n', limit_num=2) }} from T")).rejects.toThrow(
      'row_number',
    );
    await expect(rows(both.postgres, "select {{ dbt.datediff('d', 't', 'eon') }} from T")).rejects.toThrow(
      "doesn't know the part 'eon'",
    );
    expect(
      await rows(both.postgres, 'select {{ dbt.array_append(dbt.array_construct([1, 2]), 3) }} as value'),
    ).toEqual([['{1,2,3}']]);
    expect(
      await rows(
        both.postgres,
        "select {{ dbt.listagg(dbt.cast('n', 'text'), \"','\", 'order by n', 2) }} as value from T",
      ),
    ).toEqual([['-3,-1']]);
  });

  it('write the statements of strategies, and they do what they say', async () => {
    for (const bench of [both.postgres, both.sqlite]) {
      const { builds } = bench;
      const name = (identifier: string) =>
        builds.written({ database: builds.database, schema: 'core', identifier });
      await bench.run(`create table ${name('held')} (id integer, v text)`);
      await bench.run(`create table ${name('news')} (id integer, v text)`);
      const statement = async (macro: string, key: string) => {
        await bench.run(`delete from ${name('held')}; delete from ${name('news')}`);
        await bench.run(`insert into ${name('held')} values (1, 'a'), (2, 'b'), (3, 'c')`);
        await bench.run(`insert into ${name('news')} values (2, 'B'), (4, 'D')`);
        await rows(
          bench,
          `{% set columns = adapter.get_columns_in_relation(ref('held')) %}{% do run_query(${macro}(ref('held'), ref('news'), ${key}, columns)) %}select 1`,
        );
        const { rows: held } = await bench.run(`select id, v from ${name('held')}`);
        return held.map((row) => row.join('')).sort();
      };
      expect(await statement('get_delete_insert_merge_sql', "'id'")).toEqual(['1a', '2B', '3c', '4D']);
      expect(await statement('get_delete_insert_merge_sql', "['id', 'v']")).toEqual([
        '1a',
        '2B',
        '2b',
        '3c',
        '4D',
      ]);
      expect(await statement('get_merge_sql', "'id'")).toEqual(['1a', '2B', '3c', '4D']);
      expect(await statement('get_merge_sql', 'none')).toEqual(['1a', '2B', '2b', '3c', '4D']);
      await bench.run(`drop table ${name('held')}; drop table ${name('news')}`);
    }
  });
});

/** What a template's query answers, `T` being the table of inputs. */
async function rows(bench: Bench, template: string): Promise<string[][]> {
  const project = await bench.read({
    'models/held.sql': 'select 1 as id',
    'models/news.sql': 'select 1 as id',
    'analyses/one.sql': template.replaceAll(/\bT\b/g, () => table(bench)),
  });
  const compiled = await bench.rendering(project, 'analysis.shop.one').compile();
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const ran = await bench.line.run(compiled.value.sql);
  if (!ran.ok) throw new Error(`${bench.engine}: ${ran.failure.message}\n${compiled.value.sql}`);
  const { columns } = ran.value;
  return ran.value.rows.map((row) => row.map((cell, at) => canonical(cell, columns[at]?.type ?? '')));
}

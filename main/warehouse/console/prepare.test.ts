import { expect, test } from 'vitest';
import type { Engine } from '../store.ts';
import type { Given } from './parameters.ts';
import { prepare } from './prepare.ts';
import { BOTH, POSTGRES, SQLITE } from './testing/writeAttempts.ts';

const KNOWN = new Set(['staging.orders', 'raw.orders', 'raw.items']);

function prepared(sql: string, engine: Engine = 'sqlite', params: readonly Given[] = []) {
  const schemas = engine === 'postgres';
  const quote = (name: string) => (schemas ? `"p_${name.replace('.', '"."')}"` : `"${name}"`);
  return prepare(sql, params, engine, { known: KNOWN, quote, schemas });
}

function written(sql: string, engine: Engine = 'sqlite', params: readonly Given[] = []): string {
  const it = prepared(sql, engine, params);
  return 'code' in it ? `${it.code}: ${it.reason}` : it.whole.text;
}

test.each([
  ['select * from staging.orders', 'select * from "staging.orders" as "orders"'],
  ['select * from Staging . "orders" o', 'select * from "staging.orders" o'],
  ['select staging.orders.id from staging.orders', 'select "orders".id from "staging.orders" as "orders"'],
  [
    'select orders.id from raw.items, staging.orders',
    'select orders.id from "raw.items" as "items", "staging.orders" as "orders"',
  ],
  [
    'select * from raw.orders join staging.orders on raw.orders.id = staging.orders.id',
    'select * from "raw.orders" join "staging.orders" on "raw.orders".id = "staging.orders".id',
  ],
  ['select staging.orders from raw.items as staging', 'select staging.orders from "raw.items" as staging'],
  ['select staging.orders from raw.items staging', 'select staging.orders from "raw.items" staging'],
  ['with staging as (select 1 as orders) select staging.orders from staging', 'same'],
  ["select 'from staging.orders' -- from staging.orders\n", "select 'from staging.orders'"],
  ['select 1 as "staging.orders" /* join raw.orders */', 'select 1 as "staging.orders"'],
  [
    'select extract(day from staging.orders) from raw.items as staging',
    'select extract(day from staging.orders) from "raw.items" as staging',
  ],
  ['select 1 where a is not distinct from staging.orders', 'same'],
  [
    'select * from (select * from raw.items) x, raw.orders',
    'select * from (select * from "raw.items" as "items") x, "raw.orders" as "orders"',
  ],
  [
    'select * from (raw.items left join raw.orders using (id, staging))',
    'select * from ("raw.items" as "items" left join "raw.orders" as "orders" using (id, staging))',
  ],
  [
    'select 1 where 1 in (select id from raw.items where a = b) and c in (1, 2)',
    'select 1 where 1 in (select id from "raw.items" as "items" where a = b) and c in (1, 2)',
  ],
  ['select a, raw.orders, b from x as raw order by a, raw.items', 'same'],
  ['select * from staging.unknown', 'same'],
  ['select * from main.raw.orders', 'same'],
])('SQLite: %s', (sql, expected) => {
  expect(written(sql)).toBe(expected === 'same' ? sql : expected);
});

test('Postgres keeps its schemas, under their prefix', () => {
  expect(written('select raw.orders.id from raw.orders, only staging.orders', 'postgres')).toBe(
    'select "p_raw"."orders".id from "p_raw"."orders", only "p_staging"."orders"',
  );
});

test.each<[Engine, string, Given[], string, unknown[]]>([
  ['sqlite', 'select ?, ?', [1, 'x'], 'select ?, ?', [1n, 'x']],
  ['sqlite', 'select :b, :a, :b', [1.5, null], 'select ?, ?, ?', [1.5, null, 1.5]],
  ['postgres', "select d ? 'x', a::text", [], "select d ?? 'x', a::text", []],
  ['postgres', "select d ? 'x' and y = :y", [true], "select d ?? 'x' and y = ?", [true]],
  ['sqlite', 'select ?, :a', [1, 2], 'BAD_INPUT: Parameters are written either ? or :name, not both.', []],
  ['sqlite', 'select ?', [], 'BAD_INPUT: The statement has 1 parameter, and 0 values were given.', []],
  ['sqlite', 'select 1', [4], 'BAD_INPUT: The statement has no parameters, and 1 value was given.', []],
  ['sqlite', 'select ?1', [4], 'BAD_INPUT: ?1 is no parameter here: write ? or :name.', []],
])('%s binds %s', (engine, sql, params, expected, bound) => {
  expect(written(sql, engine, params)).toBe(expected);
  const it = prepared(sql, engine, params);
  if (!('code' in it)) expect(it.params).toEqual(bound);
});

test.each(['select 1) union select (2', 'select (1', "select 'a"])(
  '%s is not made whole by the frame around it',
  (sql) => {
    expect(prepared(sql)).toMatchObject({ code: 'SQL_FAILED' });
  },
);

test('every place in what is sent leads back to what was typed', () => {
  const sql = '-- note\n select staging.orders.id, :x as broken from staging.orders where id = :x ; -- end';
  const it = prepared(sql, 'sqlite', [7]);
  if ('code' in it) throw new Error(it.reason);
  for (const edited of [it.paged, it.whole])
    for (const piece of ['broken', '.id, ', 'where id ='])
      expect(edited.original(edited.text.indexOf(piece))).toBe(sql.indexOf(piece));
  expect(it.paged.text).toMatch(/^select \* from \(select .*\) as "page" limit \? offset \?$/);
  expect(it.params).toEqual([7n, 7n]);
});

test.each([
  'select 1;',
  'values (1), (2) ;; -- done',
  'with a as (select 1) select * from a',
  "select replace(a, 'b', 'c'), max(delete) from x",
  'explain query plan select 1',
  'select "insert into", [delete from] from x',
  "select 'drop table x'",
  'select x.into from x',
])('reads: %s', (sql) => {
  expect(written(sql)).not.toMatch(/^SQL_/);
});

test.each<[Engine, readonly string[]]>([
  ['sqlite', [...BOTH, ...SQLITE]],
  ['postgres', [...BOTH, ...POSTGRES]],
])('%s: no attempt to write gets past the reading of its words', (engine, attempts) => {
  expect(attempts.filter((sql) => !written(sql, engine).startsWith('SQL_REFUSED'))).toEqual([]);
});

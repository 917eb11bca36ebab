import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openPostgresStore,
  type PostgresConnection,
} from '../../main/warehouse/postgres/openPostgresStore.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { ok } from '../../shared/errors/failure.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';
import { column, expectWords, failureOf, ID_AND_WORD, must, write } from './store/bench.ts';

let server: PostgresServer;
let connection: PostgresConnection;
let store: Store;
beforeAll(async () => {
  server = await startPostgres();
  connection = await server.database();
  store = must(await openPostgresStore({ connection, log: quietLog(), timeouts: { lockMs: 700 } }));
});
afterAll(async () => {
  await store?.close();
  await server?.stop();
});

const sql = (text: string) => server.query(connection.database, text);
const TARGET = relationName('core', 'orders');
const SHADOW = relationName('core', 'orders__next');

async function remake(words: readonly string[], columns = ID_AND_WORD) {
  return store.write(async (session) => {
    must(await session.drop(SHADOW));
    must(await session.createTable({ name: SHADOW, columns, key: ['id'] }));
    must(
      await session.insert(
        SHADOW,
        ['id', columns[1]?.name ?? ''],
        [words.map((word, at) => [BigInt(at), word])],
      ),
    );
    must(await session.createIndex(SHADOW, [columns[1]?.name ?? '']));
    return session.replaceAll([{ shadow: SHADOW, target: TARGET }]);
  });
}

describe('replacing what others read', () => {
  it('makes their views again as they were, in every schema, views of views too', async () => {
    must(await remake(['old']));
    for (const text of [
      'create role reader',
      'create role analyst',
      'grant reader to analyst',
      'create schema bi',
      'create view bi.words with (security_barrier = true, check_option = local) as select id, word as "the Word" from core.orders',
      "comment on view bi.words is 'it''s \\ used by the report'",
      `comment on column bi.words."the Word" is 'what was said'`,
      'grant select on bi.words to reader with grant option',
      'grant select (id) on bi.words to public',
      'grant select on core.orders to reader',
      'create view analytics.counted as select count(*) as n, max(w."the Word") as last from bi.words w join core.orders o using (id)',
      'alter view analytics.counted owner to analyst',
      'create materialized view bi.kept as select n from analytics.counted',
      'create unique index kept_once on bi.kept (n)',
      "comment on materialized view bi.kept is 'kept'",
    ])
      await sql(text);
    const about = `select c.oid::regclass::text, c.relkind, c.reloptions, c.relacl::text, pg_get_userbyid(c.relowner),
      obj_description(c.oid), pg_get_viewdef(c.oid), (select array_agg(pg_get_indexdef(indexrelid)) from pg_index where indrelid = c.oid),
      (select array_agg(coalesce(a.attacl::text, '') || coalesce(col_description(c.oid, a.attnum), '') order by attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0)
      from pg_class c where c.relkind in ('v', 'm') and c.relnamespace::regnamespace::text in ('bi', 'analytics') order by 1`;
    const before = await sql(about);
    expect(before).toHaveLength(3);

    must(await remake(['new', 'newer']));
    expect(await sql(about)).toEqual(before);
    expect(await sql('select * from bi.words order by id')).toEqual([
      ['0', 'new'],
      ['1', 'newer'],
    ]);
    expect(await sql('select * from analytics.counted')).toEqual([['2', 'newer']]);
    expect(await sql('select * from bi.kept')).toEqual([['2']]);
    expect(await sql(`select has_table_privilege('reader', 'core.orders', 'select')`)).toEqual([[true]]);
  });

  it('keeps what is there, and names the view, when a view can not be made on the new one', async () => {
    const failure = failureOf(
      await remake(['changed'], [column('id', 'integer', false), column('text', 'text')]),
    );
    expectWords(failure);
    expect(failure.subject).toBe('bi.words');
    expect(failure.message).toMatch(/The view bi\.words .*word/);
    expect(await sql('select count(*) from core.orders')).toEqual([['2']]);
    expect(must(await store.describe(SHADOW))).toBeNull();
  });

  it('gives indexes and keys the same names each time', async () => {
    must(await remake(['again']));
    expect(await sql(`select indexname from pg_indexes where tablename = 'orders' order by 1`)).toEqual([
      ['orders_pkey'],
      ['orders_word_idx'],
    ]);
  });

  it('a view of one replaced relation and of the shadow of another reads both new ones', async () => {
    const [one, other] = [relationName('staging', 'one'), relationName('staging', 'other')];
    const [nextOne, nextOther] = [
      relationName('staging', 'one__next'),
      relationName('staging', 'other__next'),
    ];
    const table = (name: typeof one, id: bigint) =>
      write(store, async (session) => {
        must(await session.createTable({ name, columns: [column('id', 'integer')] }));
        return session.insert(name, ['id'], [[[id]]]);
      });
    await table(one, 1n);
    await table(nextOne, 10n);
    await table(nextOther, 100n);
    const view = relationName('core', 'both');
    await write(store, (session) =>
      session.createView(view, 'select a.id as a, b.id as b from staging.one a, staging.other__next b'),
    );
    await write(store, (session) =>
      session.replaceAll([
        { shadow: nextOne, target: one },
        { shadow: nextOther, target: other },
      ]),
    );
    expect(must(await store.query('select * from core.both')).rows).toEqual([[10n, 100n]]);
    expect(must(await store.catalog()).map(({ name }) => name)).not.toContain(nextOther);
  });

  it('says that it is busy while somebody reads for long, and succeeds afterwards', async () => {
    const client = new pg.Client({
      ...{
        host: connection.host,
        port: connection.port,
        user: connection.user,
        database: connection.database,
      },
      password: connection.password?.reveal() ?? '',
    });
    await client.connect();
    await client.query('begin; select * from core.orders');
    const failure = failureOf(await remake(['late']));
    expect(failure).toMatchObject({ code: 'STORE_BUSY', retry: true });
    const patient = remake(['later']);
    await pause(150);
    await client.query('commit');
    must(await patient);
    await client.end();
    expect(await sql('select word from core.orders')).toEqual([['later']]);
  });
});

describe('what is particular to Postgres', () => {
  it('names the column and the row of a character that no text can hold', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => [BigInt(at), at === 4_321 ? 'half\0way' : 'fine']);
    const name = relationName('raw', 'nul');
    const result = await store.write(async (session) => {
      must(await session.createTable({ name, columns: ID_AND_WORD }));
      return session.insert(name, ['id', 'word'], [rows]);
    });
    const failure = failureOf(result);
    expect(failure).toMatchObject({ code: 'BAD_INPUT', subject: name });
    expect(failure.message).toMatch(/^Row 4322 .* column word .*U\+0000/);
    expect(must(await store.describe(name))).toBeNull();
  });

  it('reads types that others use by the nearest word of ours', async () => {
    const answer = must(
      await store.query(`select 12.50::numeric(12,2) as amount, 1e30::numeric as huge, sum(x) as total, avg(x) as mean,
        1::smallint as small, 'a'::varchar as name, 1.5::real as half, timestamp '2026-03-08 10:00' as at,
        '{"b": 1}'::jsonb as doc, 'd0c5bd6e-1b4e-4f0c-9b52-9f0d8e0ad7aa'::uuid as id, array[1,2] as list, null as nothing
        from (values (9007199254740993), (1)) v (x)`),
    );
    expect(answer.columns.map(({ type }) => type.kind).join(' ')).toBe(
      'decimal number integer number integer text number instant json text text text',
    );
    expect(answer.rows).toEqual([
      [
        1250n,
        1e30,
        9007199254740994n,
        4503599627370497,
        1n,
        'a',
        1.5,
        '2026-03-08T10:00:00.000000Z',
        '{"b": 1}',
        'd0c5bd6e-1b4e-4f0c-9b52-9f0d8e0ad7aa',
        '{1,2}',
        null,
      ],
    ]);
  });

  it('says where a statement is wrong, in the lines and columns it was given in', async () => {
    const given = "select '😀?',\n  ?::int + ?::int, /* ? */ wrong\nfrom core.orders";
    const failure = failureOf(await store.query(given, [1n, 2n]));
    expect(failure.message).toMatch(/"wrong" does not exist \(line 2, column 28\)/);
    expect(failure.problems?.[0]).toMatchObject({ line: 2, column: 28 });
  });

  it('refuses a wrong number of values in words', async () => {
    expect(failureOf(await store.query('select ?', [1n, 2n])).message).toMatch(/1 placeholders.*2 values/);
  });

  it('refuses to be asked while it takes rows, rather than wait for itself', async () => {
    const result = await store
      .write(async (session) =>
        session.insert(
          TARGET,
          ['id', 'word'],
          (async function* () {
            yield [[must(await session.query('select 7::int8')).rows[0]?.[0] ?? null, 'x']];
          })(),
        ),
      )
      .catch((error: Error) => error.message);
    expect(result).toMatch(/Rows are being brought in/);
  });

  it('waits with a commit for calls that nobody awaited', async () => {
    await write(store, async (session) => {
      void session.execute(`insert into core.orders values (77, 'unawaited')`);
      return ok(undefined);
    });
    expect(await sql('select count(*) from core.orders where id = 77')).toEqual([['1']]);
  });

  it('a check that is made at the end is a failure of the write, and certain', async () => {
    await sql('create table core.parent (id int8 primary key)');
    await sql('create table core.child (id int8 references core.parent deferrable initially deferred)');
    const failure = failureOf(
      await store.write((session) => session.execute('insert into core.child values (1)')),
    );
    expect(failure).toMatchObject({ code: 'SQL_FAILED', retry: false });
    expect(failure.message).not.toMatch(/unknown/);
    expect(must(await store.exactRows(relationName('core', 'child')))).toBe(0);
  });

  it('lists partitions once, and nothing that is not a relation', async () => {
    await sql(`create table core.facts (id int8, day date) partition by range (day)`);
    await sql(
      `create table core.facts_2026 partition of core.facts for values from ('2026-01-01') to ('2027-01-01')`,
    );
    await sql(`create table core."Upper Case" (id int8)`);
    await sql(`insert into core.facts values (1, '2026-03-08')`);
    const names = must(await store.catalog()).map(({ name }) => String(name));
    expect(names.filter((name) => /facts|case/i.test(name))).toEqual(['core.facts']);
    const facts = relationName('core', 'facts');
    expect(
      must(await store.page({ relation: facts, offset: 0, limit: 5, orderBy: [{ column: 'day' }] })).rows,
    ).toEqual([[1n, '2026-03-08']]);
    await write(store, (session) => session.drop(facts));
  });

  it('estimates the rows of a large relation after tidying', async () => {
    await sql(
      `create table raw.many as select g as id, repeat('x', 50) as word from generate_series(1, 60000) g`,
    );
    await store.tidy();
    const many = must(await store.describe(relationName('raw', 'many')));
    expect(many?.rows).toBe(60_000);
    expect(many?.bytes).toBeGreaterThan(3_000_000);
  });
});

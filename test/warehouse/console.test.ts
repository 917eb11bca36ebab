import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runConsole } from '../../main/warehouse/console/runConsole.ts';
import { BOTH, POSTGRES, SQLITE } from '../../main/warehouse/console/testing/writeAttempts.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { openSqliteStore } from '../../main/warehouse/sqlite/openSqliteStore.ts';
import type { Engine, Store } from '../../main/warehouse/store.ts';
import type { ConsoleRequest } from '../../main/warehouse/warehouse.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { land, must, openResult, openWarehouse } from './durability/openWarehouse.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';

let folder = '';
let server: PostgresServer;
const stores = new Map<Engine, Store>();
const ORDERS = relationName('staging', 'orders');

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-console-')));
  server = await startPostgres();
  const connection = { ...(await server.database()), schemaPrefix: 'north_' };
  stores.set('sqlite', must(await openSqliteStore({ file: join(folder, 'warehouse.db'), log: quietLog() })));
  stores.set('postgres', must(await openPostgresStore({ connection, log: quietLog() })));
  for (const store of stores.values()) must(await fill(store));
}, 120_000);

afterAll(async () => {
  for (const store of stores.values()) await store.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function fill(store: Store) {
  return store.write(async (session) => {
    const columns = [
      { name: 'id', type: { kind: 'integer' as const }, nullable: false },
      { name: 'price', type: { kind: 'decimal' as const, scale: 2 }, nullable: true },
      { name: 'word', type: { kind: 'text' as const }, nullable: true },
    ];
    for (const name of [ORDERS, relationName('raw', 'orders')]) {
      must(await session.createTable({ name, columns, key: ['id'] }));
      const rows = Array.from({ length: 250 }, (_, i) => [BigInt(i), BigInt(i * 100), `wörd ${i}`]);
      must(await session.insert(name, ['id', 'price', 'word'], [rows]));
    }
    return ok(undefined);
  });
}

function storeOf(engine: Engine): Store {
  const store = stores.get(engine);
  if (store === undefined) throw new Error(`${engine} isn’t open`);
  return store;
}

function ask(engine: Engine, sql: string, more: Partial<ConsoleRequest> = {}) {
  const request = { sql, offset: 0, limit: 100, timeoutMs: 20_000, ...more };
  return runConsole(storeOf(engine), request, () => performance.now());
}

async function rowsOf(engine: Engine, sql: string, more?: Partial<ConsoleRequest>) {
  return must(await ask(engine, sql, more)).rows;
}

async function failureOf(engine: Engine, sql: string, more?: Partial<ConsoleRequest>) {
  const answer = await ask(engine, sql, more);
  if (answer.ok) throw new Error(`${sql} ran`);
  return answer.failure;
}

/** Everything a write could have changed. */
async function everything(engine: Engine): Promise<unknown> {
  const store = storeOf(engine);
  const catalog = must(await store.catalog()).map(({ name, columns, comment }) => ({
    name,
    columns,
    comment,
  }));
  const content = must(
    await store.query(
      `select count(*), sum(id), count(word), min(word), max(word) from ${store.quote(ORDERS)}`,
    ),
  ).rows;
  return { catalog, content, files: (await readdir(folder)).filter((name) => !/-(wal|shm)$/.test(name)) };
}

describe.each<Engine>(['sqlite', 'postgres'])('on %s', (engine) => {
  test('relations are written the same, by layer, alias, name or whole', async () => {
    for (const sql of [
      'select count(*) from staging.orders',
      'select count(staging.orders.id) from Staging.Orders',
      'select count(orders.id) from staging.orders',
      'select count(o.id) from staging . orders as o;',
      'with staging as (select id as orders from raw.orders) select count(staging.orders) from staging',
      'select count(*) from (raw.orders join "staging"."orders" on raw.orders.id = staging.orders.id)',
      'select count(*) from raw.orders a, staging.orders b where a.id = b.id and exists (select 1 from staging.orders c where c.id = a.id)',
    ])
      expect(await rowsOf(engine, sql), sql).toEqual([[250n]]);
    expect(await rowsOf(engine, 'select \'from staging.orders\' as "raw.orders" -- staging.orders')).toEqual([
      ['from staging.orders'],
    ]);
  });

  test('pages follow each other without gap or overlap, and say whether there is more', async () => {
    const sql = 'select id, price from staging.orders order by id desc';
    const first = must(await ask(engine, sql, { limit: 100 }));
    const last = must(await ask(engine, sql, { offset: 200, limit: 100 }));
    expect([first.rows.length, first.more, last.rows.length, last.more]).toEqual([100, true, 50, false]);
    expect([first.rows[0], last.rows[0]]).toEqual([
      [249n, 24_900n],
      [49n, 4900n],
    ]);
    expect(first.columns).toEqual([
      { name: 'id', type: { kind: 'integer' } },
      { name: 'price', type: { kind: 'decimal', scale: 2 } },
    ]);
    expect(must(await ask(engine, sql, { limit: 250 })).more).toBe(false);
    expect(await rowsOf(engine, 'values (1), (2), (3)', { offset: 1, limit: 1 })).toEqual([[2n]]);
    expect((await rowsOf(engine, 'select * from staging.orders limit 7 -- seven')).length).toBe(7);
    expect(must(await ask(engine, 'explain select * from staging.orders')).rows.length).toBeGreaterThan(0);
  });

  test('parameters are bound by place or by name', async () => {
    expect(await rowsOf(engine, 'select word from staging.orders where id = ?', { params: [7] })).toEqual([
      ['wörd 7'],
    ]);
    const named = 'select id from staging.orders where id >= :low and id < :low + :count order by 1';
    expect(await rowsOf(engine, named, { params: [5, 2] })).toEqual([[5n], [6n]]);
    expect((await failureOf(engine, 'select ?, ?', { params: [1] })).code).toBe('BAD_INPUT');
  });

  test.each([
    ['select idd from staging.orders', 1, 8],
    ["select 'idd', -- idd\n  idd from staging.orders", 2, 3],
    ['select id\nfrom staging.orders\nwhere wörd = :x and id in (select nope from staging.orders)', 3, null],
    ['select * form staging.orders', 1, engine === 'sqlite' ? 10 : 10],
    ['select id from staging.orders where (id = 1', 1, 37],
    ['/* ü */ select * from staging.ordres', 1, 23],
    ['select * from staging.orders where id = ? and nope = 1', 1, 47],
    ["select 'open", 1, 8],
  ])('%s fails at line %i, column %s of what was typed', async (sql, line, column) => {
    const given = (sql.match(/[?:]x?\b|\?/g) ?? []).slice(0, /\?|:x/.test(sql) ? 1 : 0).map(() => 1);
    const failure = await failureOf(engine, sql, { params: given });
    expect(failure.code).toBe('SQL_FAILED');
    expect(failure.problems?.[0]).toMatchObject(column === null ? { line } : { line, column });
    expect(failure.message).toContain(`(line ${line}`);
    expect(failure.message).not.toMatch(/north_|"page"/);
  });

  test('what computes for long ends at its time, or when it is cancelled, and the next one runs', async () => {
    const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n';
    expect((await failureOf(engine, endless, { timeoutMs: 400 })).code).toBe('TIMED_OUT');
    const controller = new AbortController();
    const running = failureOf(engine, endless, { signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    expect((await running).code).toBe('CANCELLED');
    expect(await rowsOf(engine, 'select 1')).toEqual([[1n]]);
  });

  test('every attempt to write is refused by its words, and with them unread by the connection itself', async () => {
    const own = engine === 'sqlite' ? SQLITE : POSTGRES;
    expect(BOTH.length + own.length).toBeGreaterThanOrEqual(60);
    const before = await everything(engine);
    const ran: string[] = [];
    for (const attempt of [...BOTH, ...own]) {
      const typed = attempt.replaceAll(/\bT\b/g, 'staging.orders').replaceAll('FOLDER', folder);
      const answer = await ask(engine, typed);
      if (answer.ok || answer.failure.code !== 'SQL_REFUSED') ran.push(typed);
      const direct = attempt.replaceAll(/\bT\b/g, storeOf(engine).quote(ORDERS)).replaceAll('FOLDER', folder);
      await storeOf(engine).query(direct, [], { timeoutMs: 5000 });
      expect(await everything(engine), direct).toEqual(before);
    }
    expect(ran).toEqual([]);
    // And whatever was tried, the connection that reads can still do only that.
    const write = await storeOf(engine).query(`delete from ${storeOf(engine).quote(ORDERS)}`);
    expect(write.ok).toBe(false);
    expect(await everything(engine)).toEqual(before);
  }, 120_000);
});

test('a refusal says which word and where', async () => {
  const failure = await failureOf('sqlite', 'with a as (select 1)\ndelete from staging.orders');
  expect(failure).toMatchObject({ code: 'SQL_REFUSED', problems: [{ line: 2, column: 1 }] });
  expect(failure.message).toBe('DELETE changes data, and the console only reads (line 2, column 1).');
});

test('a warehouse in a Postgres opens, loads and answers; its backups are its server’s', async () => {
  const connection = await server.database();
  const options = {
    config: { warehouse: { engine: 'postgres' as const, connection: 'shop' } },
    connectionOf: async (name: string) =>
      name === 'shop' ? ok(connection) : fail('SECRET_NOT_FOUND', { message: 'none', next: 'add it' }),
  };
  const warehouse = await openWarehouse(folder, options);
  must(await land(warehouse, 'orders', 40));
  const answer = await warehouse.console({
    sql: 'select count(*) from raw.orders',
    offset: 0,
    limit: 1,
    timeoutMs: 9000,
  });
  expect(must(answer).rows).toEqual([[40n]]);
  expect(must(await warehouse.verify()).findings).toEqual([]);
  for (const refused of [
    await warehouse.backup(),
    await warehouse.restore('x'),
    await warehouse.rehearseRestore(),
  ])
    expect(refused).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('whoever runs it') },
    });
  await warehouse.close();
  const newer = { id: MIGRATIONS.length + 1, name: 'later', statements: () => [] };
  await (await openWarehouse(folder, { ...options, migrations: [...MIGRATIONS, newer] })).close();
  expect(await openResult(folder, options)).toMatchObject({ ok: false, failure: { code: 'STORE_NEWER' } });
});

import { mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteStore, type SqliteOptions } from '../../main/warehouse/sqlite/openSqliteStore.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import type { Row } from '../../shared/domain/column.ts';
import { RelationName } from '../../shared/domain/relation.ts';
import { ok } from '../../shared/errors/failure.ts';
import { openStore } from './sqliteFolder.ts';
import { column, expectWords, failureOf, ID_AND_WORD, must, write } from './store/bench.ts';
import { describeStore } from './store.suite.ts';

// Every store here is several processes to start, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 120_000 });

const ORDERS = RelationName.parse('raw.orders');

describeStore('SQLite', async () => {
  const { store, remove } = await openStore();
  return {
    store,
    close: async () => {
      await store.close();
      await remove();
    },
  };
});

async function opened(options: Partial<SqliteOptions> = {}) {
  const one = await openStore(options);
  onTestFinished(async () => {
    await one.store.close();
    await one.remove();
  });
  return one;
}

async function fill(store: Store, rows: readonly Row[]): Promise<void> {
  await write(store, async (session) => {
    must(await session.createTable({ name: ORDERS, columns: ID_AND_WORD }));
    return session.insert(ORDERS, ['id', 'word'], [rows]);
  });
}

function many(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => [BigInt(at), `word ${at}`]);
}

describe('what every SQLite connection is set to', () => {
  const common = {
    synchronous: 2n,
    busy_timeout: 10_000n,
    foreign_keys: 1n,
    trusted_schema: 0n,
    journal_mode: 'wal',
  };

  it('the writer', async () => {
    const { store } = await opened();
    await write(store, async (session) => {
      for (const [pragma, value] of Object.entries({ ...common, query_only: 0n }))
        expect([pragma, must(await session.query(`pragma ${pragma}`)).rows]).toEqual([pragma, [[value]]]);
      return ok(undefined);
    });
  });

  it('the readers', async () => {
    const { store } = await opened();
    for (const [pragma, value] of Object.entries({ ...common, query_only: 1n }))
      expect([pragma, must(await store.query(`pragma ${pragma}`)).rows]).toEqual([pragma, [[value]]]);
    const kept = must(await store.query('pragma query_only')).rows;
    for (const sql of [
      'pragma query_only = off',
      'explain pragma query_only = off',
      'pragma query_only(0)',
      'pragma journal_mode = delete',
      "attach 'x' as x",
    ])
      expect(failureOf(await store.query(sql)).code).toBe('SQL_REFUSED');
    expect(must(await store.query('pragma query_only')).rows).toEqual(kept);
  });
});

describe('a SQLite file', () => {
  it('keeps everything when it is closed and opened again', async () => {
    const { store, file } = await opened();
    await fill(store, [[1n, 'a\0b']]);
    await write(store, (session) => session.addColumn(ORDERS, column('paid', 'boolean')));
    const before = must(await store.catalog());
    await store.close();
    const again = must(await openSqliteStore({ file, log: quietLog() }));
    expect(must(await again.catalog())).toEqual(before);
    expect(must(await again.page({ relation: ORDERS, offset: 0, limit: 9 })).rows).toEqual([
      [1n, 'a\0b', null],
    ]);
    await again.close();
    expect(failureOf(await again.catalog()).message).toContain('closed');
    expect(failureOf(await again.write(async () => ok(1))).message).toContain('closed');
  });

  it('that is no database, is cut in half, or lies nowhere is refused in words', async () => {
    const { store, file } = await opened();
    await fill(store, many(5_000));
    await store.close();
    await truncate(file, 20_000);
    const folder = join(file, '..');
    await writeFile(join(folder, 'letter.db'), 'Dear Sir or Madam, this is no database at all.'.repeat(200));
    await mkdir(join(folder, 'folder.db'));
    for (const [name, code] of [
      ['warehouse.db', 'STORE_DAMAGED'],
      ['letter.db', 'STORE_DAMAGED'],
      ['folder.db', 'STORE_UNREACHABLE'],
      ['nowhere/warehouse.db', 'STORE_UNREACHABLE'],
    ] as const) {
      const failure = failureOf(await openSqliteStore({ file: join(folder, name), log: quietLog() }));
      expect([name, failure.code]).toEqual([name, code]);
      expectWords(failure);
    }
  });

  it('is copied whole while a write is under way', async () => {
    const { store, file } = await opened();
    await fill(store, many(3_000));
    const copy = `${file}.copy`;
    await write(store, async (session) => {
      must(await session.execute('delete from "raw.orders"'));
      must(await store.vacuumInto(copy));
      return ok(undefined);
    });
    const copied = must(await openSqliteStore({ file: copy, log: quietLog() }));
    expect(must(await copied.exactRows(ORDERS))).toBe(3_000);
    expect(must(await copied.query('pragma quick_check')).rows).toEqual([['ok']]);
    await copied.close();
    expect(failureOf(await store.vacuumInto(copy)).code).toBe('SQL_FAILED');
  });

  it('held by another process is waited for, for so long and no longer (F7)', async () => {
    const mine = await opened({ busyMs: 300 });
    await fill(mine.store, many(3));
    const other = must(await openSqliteStore({ file: mine.file, log: quietLog() }));
    const held = Promise.withResolvers<void>();
    const holding = Promise.withResolvers<void>();
    const theirs = other.write(async (session) => {
      must(await session.execute('delete from "raw.orders" where id = 1'));
      holding.resolve();
      await held.promise;
      return ok(undefined);
    });
    await holding.promise;
    const refused = failureOf(
      await mine.store.write((session) => session.execute('delete from "raw.orders"')),
    );
    expect(refused).toMatchObject({ code: 'STORE_BUSY', retry: true });
    expectWords(refused);
    expect(must(await mine.store.exactRows(ORDERS))).toBe(3);
    const patient = must(await openSqliteStore({ file: mine.file, log: quietLog() }));
    const waiting = patient.write((session) => session.execute('delete from "raw.orders" where id = 2'));
    setTimeout(held.resolve, 200);
    must(await theirs);
    expect(must(await waiting)).toBe(1);
    expect(must(await mine.store.exactRows(ORDERS))).toBe(1);
    await other.close();
    await patient.close();
  });

  it('is held from the first look of a write on, so that nobody changes what it looked at', async () => {
    const mine = await opened();
    await fill(mine.store, many(3));
    const other = must(await openSqliteStore({ file: mine.file, log: quietLog(), busyMs: 100 }));
    const changed = await write(mine.store, async (session) => {
      expect(must(await session.query('select count(*) from "raw.orders"')).rows).toEqual([[3n]]);
      const theirs = await other.write((one) => one.execute('delete from "raw.orders"'));
      expect(failureOf(theirs).code).toBe('STORE_BUSY');
      return session.execute('delete from "raw.orders" where id = 1');
    });
    expect(changed).toBe(1);
    await other.close();
  });

  it('keeps its write-ahead log in bounds, and says when it grew large', async () => {
    const { store, file, log } = await opened({ walWarnBytes: 500_000 });
    await fill(store, many(100));
    expect(log.said.filter((one) => one.message.includes('write-ahead log'))).toEqual([]);
    await write(store, (session) => session.insert(ORDERS, ['id', 'word'], [many(50_000)]));
    const [warned] = log.said.filter((one) => one.message.includes('write-ahead log'));
    expect(warned?.level).toBe('warn');
    expect(Number(warned?.fields?.['bytes'])).toBeGreaterThan(500_000);
    await store.tidy();
    expect((await stat(`${file}-wal`)).size).toBe(0);
    expect(must(await store.exactRows(ORDERS))).toBe(50_100);
  });

  it('is tidied also while somebody reads', async () => {
    const { store } = await opened();
    await fill(store, many(20_000));
    const stop = new AbortController();
    const reading = store.query('select count(*) from "raw.orders" a, "raw.orders" b, "raw.orders" c', [], {
      signal: stop.signal,
    });
    await store.tidy();
    stop.abort();
    await reading;
    expect(must(await store.describe(ORDERS))?.bytes).toBeGreaterThan(100_000);
  });
});

describe('a slow statement', () => {
  it('is logged with its plan, and without the values it was given', async () => {
    const { store, log } = await opened({ slowMs: -1 });
    await fill(store, many(10));
    must(await store.query('select * from "raw.orders" where word = ?', ['canary-of-a-value']));
    const entry = log.said.find((one) => String(one.fields?.['statement']).includes('where word'));
    expect(entry).toMatchObject({ level: 'warn', message: 'A statement was slow.' });
    expect(entry?.fields?.['plan']).toEqual(['SCAN raw.orders']);
    expect(JSON.stringify(log.said)).not.toContain('canary-of-a-value');
  });
});

describe('relations made by somebody’s own SQL', () => {
  it('are read by what they declare, and by what they hold where that is wrong', async () => {
    const { store } = await opened();
    await write(store, async (session) => {
      must(
        await session.execute(
          'create table "staging.own" (flag boolean, d date, t timestamp, j json, n decimal(10, 2), w varchar(9), free, odd integer)',
        ),
      );
      return session.execute(
        `insert into "staging.own" values (1, '2026-03-08', '2026-03-08 10:00:00', '{}', 1.5, 'w', 7, 8), (0, null, null, null, 2, null, 'seven', 'eight')`,
      );
    });
    const page = must(await store.page({ relation: RelationName.parse('staging.own'), offset: 0, limit: 9 }));
    expect(page.columns.map((one) => one.type.kind)).toEqual([
      'boolean',
      'day',
      'instant',
      'json',
      'number',
      'text',
      'text',
      'text',
    ]);
    expect(page.rows).toEqual([
      [true, '2026-03-08', '2026-03-08 10:00:00', '{}', 1.5, 'w', '7', '8'],
      [false, null, null, null, 2, null, 'seven', 'eight'],
    ]);
  });

  it('made by a select count their rows exactly while nobody removed one', async () => {
    const { store } = await opened();
    await fill(store, many(1_000));
    const own = RelationName.parse('core.own');
    await write(store, (session) =>
      session.execute('create table "core.own" as select id, word, 1 as one from "raw.orders"'),
    );
    expect(must(await store.describe(own))).toMatchObject({
      rows: 1_000,
      columns: [column('id', 'integer'), column('word', 'text'), column('one', 'integer')],
    });
    await write(store, (session) => session.execute('delete from "core.own" where id = 500'));
    expect(must(await store.describe(own))?.rows).toBe(999);
    expect(must(await store.page({ relation: own, columns: ['id'], offset: 499, limit: 2 })).rows).toEqual([
      [499n],
      [501n],
    ]);
  });
});

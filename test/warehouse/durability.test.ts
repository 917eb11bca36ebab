import { copyFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import type { Progress } from '../../shared/domain/job.ts';
import {
  count,
  dataFolder,
  failed,
  land,
  must,
  openResult,
  openWarehouse,
} from './durability/openWarehouse.ts';

/** Each opens real stores, a process apiece: slow where much else runs. */
vi.setConfig({ testTimeout: 120_000 });

function watchedWork(controller = new AbortController()) {
  const steps: Progress[] = [];
  return { signal: controller.signal, report: (progress: Progress) => void steps.push(progress), steps };
}

test('a new warehouse opens, closes cleanly and opens again with nothing to say', async () => {
  const folder = await dataFolder();
  const first = await openWarehouse(folder);
  expect(first.opened).toEqual({
    migratedFrom: null,
    checked: 'clean exit',
    extractAgain: [],
    sweptRows: 0,
    warnings: [],
  });
  must(await land(first, 'orders', 1500));
  expect(await readdir(folder)).toContain('warehouse.open');
  await first.close();
  expect(await readdir(folder)).not.toContain('warehouse.open');
  const again = await openWarehouse(folder);
  expect(again.opened.checked).toBe('clean exit');
  expect(await count(again, 'raw.orders')).toBe(1500);
  expect(must(await again.verify())).toEqual({ findings: [] });
});

test('after an unclean exit every row is looked at, after a clean one the ends of relations are', async () => {
  const folder = await dataFolder();
  const first = await openWarehouse(folder);
  must(await land(first, 'orders', 100));
  must(
    await first.store.write((session) =>
      session.execute('insert into "raw.orders" select 99, "_row", "id", "note" from "raw.orders"'),
    ),
  );
  must(await land(first, 'orders', 5_000));
  const crashed = await dataFolder();
  for (const name of ['warehouse.db', 'warehouse.db-wal', 'warehouse.open'])
    await copyFile(join(folder, name), join(crashed, name));
  await first.close();
  expect((await openWarehouse(folder)).opened).toMatchObject({ checked: 'clean exit', sweptRows: 0 });
  const again = await openWarehouse(crashed);
  expect(again.opened).toMatchObject({ checked: 'unclean exit, checked and sound', sweptRows: 100 });
  expect(await count(again, 'raw.orders')).toBe(5_100);
  expect(again.opened.warnings).toEqual([]);
});

test('a backup holds what was there, while loading goes on; nothing half-made lies beside it', async () => {
  const folder = await dataFolder();
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 3000));
  const work = watchedWork();
  const [backup] = await Promise.all([warehouse.backup(work), land(warehouse, 'items', 3000)]);
  const { path, kept, bytes } = must(backup);
  expect(kept).toBe('daily');
  expect(bytes).toBe((await stat(path)).size);
  expect(work.steps.map(({ step }) => step)).toContain('Checking the copy');
  const db = new Database(path, { readonly: true });
  expect(db.prepare('select count(*) from "raw.orders"').pluck().get()).toBe(3000);
  db.close();
  expect(must(await warehouse.rehearseRestore())).toMatchObject({ backup: path });
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await readdir(join(folder, 'backups'))).toHaveLength(1);
});

test('a cancelled backup leaves nothing', async () => {
  const folder = await dataFolder();
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 20_000, { text: 400 }));
  const controller = new AbortController();
  const running = warehouse.backup({ signal: controller.signal, report: () => controller.abort() });
  expect(failed(await running).code).toBe('CANCELLED');
  expect(await readdir(join(folder, 'backups'))).toEqual([]);
  must(await warehouse.backup());
});

test('backups are thinned as they age', async () => {
  const folder = await dataFolder();
  let now = Date.UTC(2026, 0, 1, 9);
  const warehouse = await openWarehouse(folder, { clock: () => new Date(now) });
  await writeFile(join(folder, 'backups', 'my own.db'), 'kept');
  for (let day = 0; day < 16; day += 1) {
    must(await warehouse.backup());
    now += 86_400_000;
  }
  const kept = must(await warehouse.backups());
  expect(kept.map((one) => one.kept)).toEqual([...Array(7).fill('daily'), 'weekly']);
  expect(kept[0]?.at).toBe('2026-01-16T09:00:00.000Z');
  expect(await readdir(join(folder, 'backups'))).toContain('my own.db');
});

test('a restore takes effect in the open app, keeps what it replaced, and loading goes on', async () => {
  const folder = await dataFolder();
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 1000));
  const { path } = must(await warehouse.backup());
  must(await land(warehouse, 'orders', 500));
  must(await land(warehouse, 'items', 10));
  const held = warehouse.store;
  must(await warehouse.restore(path));
  expect(must(await held.query('select count(*) from "raw.orders"')).rows).toEqual([[1000n]]);
  expect(must(await held.catalog()).map(({ name }) => name)).toEqual(['raw.orders']);
  expect(must(await warehouse.loads.state('shop', 'orders'))).toEqual({ rows: 1000 });
  must(await land(warehouse, 'orders', 7));
  expect(must(await warehouse.verify()).findings).toEqual([]);
  const replaced = (await readdir(folder)).filter((name) => /^warehouse-replaced-.*\.db$/.test(name));
  expect(replaced).toHaveLength(1);
  const db = new Database(join(folder, replaced[0] ?? ''), { readonly: true });
  expect(db.prepare('select count(*) from "raw.orders"').pluck().get()).toBe(1500);
  db.close();
  await warehouse.close();
  expect((await openWarehouse(folder)).opened.checked).toBe('clean exit');
});

test('a damaged, a foreign, a newer and a missing file are refused, and the warehouse is as it was', async () => {
  const folder = await dataFolder();
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 2000));
  const { path } = must(await warehouse.backup());
  const at = (name: string) => join(folder, name);
  await copyFile(path, at('cut.db'));
  await truncate(at('cut.db'), 3 * 4096);
  new Database(at('foreign.db')).exec('create table t (a)').close();
  await copyFile(path, at('newer.db'));
  new Database(at('newer.db')).exec(`insert into _leadline_migrations values (999, 'x', 'y', 'z')`).close();
  await writeFile(at('text.db'), 'these are words and not a database'.repeat(1000));
  const codes = [];
  for (const name of ['cut.db', 'foreign.db', 'newer.db', 'text.db', 'none.db'])
    codes.push(failed(await warehouse.restore(at(name))).code);
  expect(codes).toEqual(['STORE_DAMAGED', 'FILE_INVALID', 'STORE_NEWER', 'STORE_DAMAGED', 'FILE_UNREADABLE']);
  expect(await count(warehouse, 'raw.orders')).toBe(2000);
  expect((await readdir(folder)).filter((name) => /part|restored|replaced/.test(name))).toEqual([]);
});

test('verify finds what doesn’t agree, and a sound warehouse has nothing to find', async () => {
  const folder = await dataFolder();
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 100));
  must(await land(warehouse, 'orders', 50));
  must(await land(warehouse, 'prices', 30));
  must(await land(warehouse, 'prices', 20, { disposition: 'replace' }));
  expect(must(await warehouse.verify()).findings).toEqual([]);
  must(
    await warehouse.store.write(async (session) => {
      for (const sql of [
        'delete from "raw.orders" where _load = 2 and id < 5',
        'insert into "raw.orders" (_load, _row, id, note) values (99, 1, 1, null)',
        `update _leadline_cursors set "load" = 77 where "stream" = 'prices'`,
      ])
        must(await session.execute(sql));
      return { ok: true, value: null };
    }),
  );
  expect(must(await warehouse.verify()).findings.toSorted()).toEqual([
    'The state of prices of shop comes from load 77, which the ledger doesn’t list.',
    'raw.orders holds 1 rows of load 99, which the ledger doesn’t list.',
    'raw.orders holds 45 rows of load 2, and the ledger says 50.',
  ]);
});

test('a warehouse of a newer Leadline is refused, by its number and with a way out, and stays openable there', async () => {
  const folder = await dataFolder();
  const one = (id: number) => ({ id, name: `step ${id}`, statements: () => [] });
  await (await openWarehouse(folder, { migrations: [one(1), one(2)] })).close();
  const failure = failed(await openResult(folder, { migrations: [one(1)] }));
  expect(failure.code).toBe('STORE_NEWER');
  expect(failure.message).toMatch(/number 2, and this one knows up to 1/);
  const newer = await openWarehouse(folder, { migrations: [one(1), one(2)] });
  expect(newer.opened.checked).toBe('clean exit');
});

test('a migration makes its backup first, says from where it came, and its failure changes nothing', async () => {
  const folder = await dataFolder();
  const first = { id: 1, name: 'first', statements: () => [] };
  const warehouse = await openWarehouse(folder, { migrations: [first] });
  must(await land(warehouse, 'orders', 10));
  await warehouse.close();
  const broken = {
    id: 2,
    name: 'broken',
    statements: () => ['create table "_leadline_more" (a)', 'create nonsense'],
  };
  const failure = failed(await openResult(folder, { migrations: [first, broken] }));
  expect(failure.message).toMatch(/^Migration 2 \(broken\) failed/);
  const back = await openWarehouse(folder, { migrations: [first] });
  expect(back.opened).toMatchObject({ migratedFrom: null, checked: 'clean exit' });
  await back.close();
  const good = { id: 2, name: 'good', statements: () => ['create table "_leadline_more" (a)'] };
  const moved = await openWarehouse(folder, { migrations: [first, good] });
  expect(moved.opened.migratedFrom).toBe(1);
  expect(must(await moved.backups()).every(({ kept }) => kept === 'before migration')).toBe(true);
  await moved.close();
  const renamed = { ...good, statements: () => ['create table "_leadline_other" (a)'] };
  const warned = await openWarehouse(folder, { migrations: [first, renamed] });
  expect(warned.opened.warnings).toEqual([expect.stringContaining('Migration 2 (good)')]);
});

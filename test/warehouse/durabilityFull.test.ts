import { readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { smallDisk } from '../../main/workspace/testing/folders.ts';
import { count, failed, land, must, openResult, openWarehouse } from './durability/openWarehouse.ts';

/** Each opens real stores, a process apiece: slow where much else runs. */
vi.setConfig({ testTimeout: 120_000 });

const KB = 1024;

/** A file that takes all but so much of what is free. */
async function ballast(folder: string, leave: number): Promise<string> {
  const file = join(folder, 'ballast');
  const disk = await statfs(folder);
  await writeFile(file, Buffer.alloc(Math.max(0, disk.bavail * disk.bsize - leave)));
  return file;
}

test('a full disk stops a load with a clear word; nothing is lost, and freed space is all it takes to go on', async () => {
  const folder = await smallDisk(24 * KB, 'a load on a full disk');
  if (folder === null) return;
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 2000, { attempt: 'first' }));
  const full = await ballast(folder, 1500 * KB);
  const failure = failed(await land(warehouse, 'orders', 20_000, { attempt: 'second', text: 300 }));
  expect(failure).toMatchObject({ code: 'DISK_FULL', retry: true });
  expect(failure.message).toMatch(/disk/);
  expect(await count(warehouse, 'raw.orders')).toBe(2000);
  expect(must(await warehouse.verify()).findings).toEqual([]);
  expect(must(await warehouse.loads.state('shop', 'orders'))).toEqual({ rows: 2000 });
  await rm(full);
  must(await land(warehouse, 'orders', 20_000, { attempt: 'second', text: 300 }));
  expect(await count(warehouse, 'raw.orders')).toBe(22_000);
  expect(must(await warehouse.verify()).findings).toEqual([]);
});

test('a checkpoint that finds no room loses nothing, and is made up for', async () => {
  const folder = await smallDisk(24 * KB, 'a checkpoint on a full disk');
  if (folder === null) return;
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 5000, { attempt: 'first', text: 200 }));
  const full = await ballast(folder, 0);
  await warehouse.store.tidy();
  expect(await count(warehouse, 'raw.orders')).toBe(5000);
  expect(failed(await land(warehouse, 'orders', 5000, { attempt: 'second', text: 200 })).code).toBe(
    'DISK_FULL',
  );
  await rm(full);
  must(await land(warehouse, 'orders', 5000, { attempt: 'second', text: 200 }));
  await warehouse.store.tidy();
  await warehouse.close();
  const again = await openWarehouse(folder);
  expect(again.opened.checked).toBe('clean exit');
  expect(await count(again, 'raw.orders')).toBe(10_000);
  expect(must(await again.verify()).findings).toEqual([]);
});

test('a backup and a restore on a full disk leave no half file, and the warehouse works on', async () => {
  const folder = await smallDisk(24 * KB, 'a backup on a full disk');
  if (folder === null) return;
  const warehouse = await openWarehouse(folder);
  must(await land(warehouse, 'orders', 5000, { attempt: 'first', text: 300 }));
  await warehouse.store.tidy();
  const full = await ballast(folder, 700 * KB);
  const failure = failed(await warehouse.backup());
  expect(failure).toMatchObject({ code: 'DISK_FULL', retry: true });
  expect(await readdir(join(folder, 'backups'))).toEqual([]);
  await rm(full);
  const { path } = must(await warehouse.backup());
  const again = await ballast(folder, 700 * KB);
  expect(failed(await warehouse.restore(path)).code).toBe('DISK_FULL');
  expect(failed(await warehouse.rehearseRestore()).code).toBe('DISK_FULL');
  expect((await readdir(folder)).filter((name) => /part|restored/.test(name))).toEqual([]);
  expect(await count(warehouse, 'raw.orders')).toBe(5000);
  await rm(again);
  must(await warehouse.restore(path));
  expect(await count(warehouse, 'raw.orders')).toBe(5000);
});

test('a disk too full to open on says so, and opens when there is room', async () => {
  const folder = await smallDisk(8 * KB, 'opening on a full disk');
  if (folder === null) return;
  await (await openWarehouse(folder)).close();
  const full = await ballast(folder, 0);
  const opened = await openResult(folder);
  if (opened.ok) await opened.value.close();
  else expect(opened.failure.code).toBe('DISK_FULL');
  expect(opened.ok).toBe(false);
  await rm(full);
  must(await land(await openWarehouse(folder), 'orders', 10));
});

import { createHash } from 'node:crypto';
import { copyFile, cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startThreadLane } from '../../main/warehouse/sqlite/threadLane.ts';
import type { Warehouse } from '../../main/warehouse/warehouse.ts';
import { RelationName, relationName } from '../../shared/domain/relation.ts';
import { ok } from '../../shared/errors/failure.ts';
import { dataFolder, land, must, openResult, openWarehouse } from './durability/openWarehouse.ts';
import { SPOILS, type Spoil, seeded, spoil } from './durability/spoil.ts';

/** Each opens real stores, a process apiece: slow where much else runs. */
vi.setConfig({ testTimeout: 120_000 });

/** What a process leaves that was killed with its warehouse open: file, log and marker, with and without a backup. */
let crashed = '';
let before: Map<string, string>;

beforeAll(async () => {
  crashed = await realpath(await mkdtemp(join(tmpdir(), 'leadline-crashed-')));
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-live-')));
  const first = must(await openResult(folder));
  must(await land(first, 'orders', 4000, { attempt: 'first' }));
  must(await land(first, 'items', 1500, { attempt: 'second' }));
  must(await makeModels(first));
  must(await first.backup());
  must(await land(first, 'orders', 2000, { attempt: 'third' }));
  // What was written until here lies in the file, what comes after in the log: each can be damaged by itself.
  await first.close();
  const warehouse = must(await openResult(folder));
  must(await land(warehouse, 'prices', 800, { attempt: 'fourth' }));
  before = await contents(warehouse);
  for (const name of ['warehouse.db', 'warehouse.db-wal', 'warehouse.open'])
    await copyFile(join(folder, name), join(crashed, name));
  await cp(join(folder, 'backups'), join(crashed, 'backups'), { recursive: true });
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

afterAll(() => rm(crashed, { recursive: true, force: true }));

function makeModels({ store }: Warehouse) {
  return store.write(async (session) => {
    must(
      await session.createView(
        relationName('staging', 'orders'),
        'select id, note from "raw.orders" where id > 10',
      ),
    );
    must(
      await session.execute('create table "core.numbers" as select id, id * 2 as double from "raw.orders"'),
    );
    must(await session.createIndex(relationName('core', 'numbers'), ['id']));
    return ok(undefined);
  });
}

/** A digest of every relation. */
async function contents(warehouse: Warehouse): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of must(await warehouse.store.catalog())) {
    const { rows } = must(await warehouse.store.query(`select * from "${name}"`));
    const lines = rows.map((row) => row.map(String).join('|')).toSorted();
    found.set(name, createHash('sha256').update(lines.join('\n')).digest('hex'));
  }
  return found;
}

async function crashedCopy({ backup = true } = {}): Promise<string> {
  const folder = await dataFolder();
  for (const name of ['warehouse.db', 'warehouse.db-wal', 'warehouse.open'])
    await copyFile(join(crashed, name), join(folder, name));
  if (backup) await cp(join(crashed, 'backups'), join(folder, 'backups'), { recursive: true });
  return folder;
}

test('an unclean exit without damage is checked, loses nothing and says so', async () => {
  const warehouse = await openWarehouse(await crashedCopy());
  expect(warehouse.opened).toMatchObject({
    checked: 'unclean exit, checked and sound',
    extractAgain: [],
    warnings: [],
  });
  expect(await contents(warehouse)).toEqual(before);
});

/** Each with a backup and without, and the first ones twice: 32 in all, the same ones every time. */
const CASES = SPOILS.flatMap((how, index) =>
  [true, false, ...(index < 4 ? [true] : [])].map((backup, turn): [Spoil, boolean, number] => [
    how,
    backup,
    index * 10 + turn,
  ]),
);

describe('whatever is done to the file: it opens, and what differs is named', () => {
  let salvaged = 0;

  test.each(CASES)('%s, backup: %s, seed %i', async (how, backup, seed) => {
    const folder = await crashedCopy({ backup });
    spoil(join(folder, 'warehouse.db'), how, seeded(seed));
    // Threads begin faster than processes; that processes hold up too is shown below.
    const warehouse = await openWarehouse(folder, { start: startThreadLane });
    const { checked, extractAgain, warnings } = warehouse.opened;
    const after = await contents(warehouse);
    const differ = [...before.keys()].filter((name) => after.get(name) !== before.get(name));
    const named = new Set(extractAgain.map(({ relation }) => String(relation)));
    // A view can only be as whole as what it reads.
    const unnamed = differ.filter(
      (name) => !named.has(name) && !(name === 'staging.orders' && named.has('raw.orders')),
    );
    const lostLog = warnings.some((warning) =>
      /could not be read back|the ledger says|is not there/.test(warning),
    );
    // A log cut off ends like that of any crash: the warehouse is a whole, earlier one.
    if (how !== 'log cut' && !lostLog) expect(unnamed).toEqual([]);
    if (checked === 'damaged, salvaged') {
      salvaged += 1;
      const quarantined = await readdir(join(folder, 'quarantine'), { recursive: true });
      expect(quarantined.some((name) => name.endsWith('warehouse.db'))).toBe(true);
    } else expect(extractAgain).toEqual([]);
    // With a backup rows, ledger and state agree afterwards, and work goes on.
    if (backup || how.startsWith('log')) expect(must(await warehouse.verify()).findings).toEqual([]);
    must(await land(warehouse, 'orders', 10, { attempt: 'after' }));
  });

  test('and many of these were no small matter', () => {
    expect(salvaged).toBeGreaterThanOrEqual(14);
  });
});

test('damage in processes of their own, nothing readable at all and no backup: it begins empty and names what was there', async () => {
  const folder = await crashedCopy({ backup: false });
  await rm(join(folder, 'warehouse.db-wal'));
  const random = seeded(7);
  for (let i = 0; i < 400; i += 1) spoil(join(folder, 'warehouse.db'), 'zeroed page', random);
  spoil(join(folder, 'warehouse.db'), 'first page', random);
  const warehouse = await openWarehouse(folder);
  expect(warehouse.opened.checked).toBe('damaged, salvaged');
  expect(
    warehouse.opened.extractAgain.every(({ relation }) => RelationName.safeParse(relation).success),
  ).toBe(true);
  expect(must(await warehouse.store.catalog())).toEqual([]);
  must(await land(warehouse, 'orders', 10));
});

test('damage that a clean exit hid is saved at the next opening too', async () => {
  const folder = await crashedCopy();
  await (await openWarehouse(folder)).close();
  spoil(join(folder, 'warehouse.db'), 'first page', seeded(1));
  const warehouse = await openWarehouse(folder);
  expect(warehouse.opened.checked).toBe('damaged, salvaged');
  expect(warehouse.opened.extractAgain.map(({ relation }) => relation)).toContain('raw.orders');
});

test('damage that is met while working leaves the mark for the next opening, which saves what there is', async () => {
  const folder = await crashedCopy();
  const first = await openWarehouse(folder);
  expect(must(await first.store.catalog()).length).toBeGreaterThan(0);
  // Readers keep pages in memory: only a fresh opening is sure to meet what lies on the disk.
  await first.close();
  const file = join(folder, 'warehouse.db');
  const bytes = await readFile(file);
  const size = bytes.readUInt16BE(16);
  const at = bytes.indexOf(Buffer.from('second 700 '));
  bytes.fill(0, at - (at % size), at - (at % size) + size);
  await writeFile(file, bytes);
  const second = await openResult(folder);
  if (second.ok && second.value.opened.checked === 'clean exit') {
    const read = await second.value.store.query('select count(note) from "raw.items"');
    expect(read).toMatchObject({ ok: false, failure: { code: 'STORE_DAMAGED' } });
  }
  if (second.ok) await second.value.close();
  const third = await openWarehouse(folder);
  const report =
    second.ok && second.value.opened.checked !== 'clean exit' ? second.value.opened : third.opened;
  expect(report.checked).toBe('damaged, salvaged');
  expect(report.extractAgain.map(({ relation }) => relation)).toEqual(['raw.items']);
  expect(must(await third.store.query('select count(note) from "raw.items"')).rows).toEqual([[1500n]]);
});

test('a page that took the place of another, as a misdirected write leaves it, is read without an error and yet not whole', async () => {
  const folder = await crashedCopy({ backup: false });
  const file = join(folder, 'warehouse.db');
  const bytes = await readFile(file);
  const size = bytes.readUInt16BE(16);
  const pageWith = (text: string) => {
    const at = bytes.indexOf(Buffer.from(text));
    return bytes.subarray(at - (at % size), at - (at % size) + size);
  };
  pageWith('second 1200 ').copy(pageWith('second 700 '));
  await writeFile(file, bytes);
  const warehouse = await openWarehouse(folder, { start: startThreadLane });
  const { checked, extractAgain } = warehouse.opened;
  expect(checked).toBe('damaged, salvaged');
  expect(extractAgain).toEqual([
    { relation: 'raw.items', why: expect.stringMatching(/^Some of it could not be read, .* rows are left/) },
  ]);
  const [[left]] = must(await warehouse.store.query('select count(*) from "raw.items"')).rows as [[bigint]];
  expect(left).toBeGreaterThan(1_300n);
  expect(left).toBeLessThan(1_500n);
});

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { loadFiles } from '../../main/app/loadFiles.ts';
import { MOST_FILED } from '../../main/sources/files/rejects.ts';
import { splitOutcome } from '../../main/warehouse/loads/outcome.ts';
import type { Rejected } from '../../main/warehouse/loads.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { dataFolder, must, openWarehouse } from './durability/openWarehouse.ts';

vi.setConfig({ testTimeout: 120_000 });

const ORDERS = relationName('raw', 'orders');
/** Every tenth row is whole; the others have one field of two, which no line end of another kind may take apart. */
const whole = (row: number) => row % 10 === 0;
const lineOf = (row: number) => (whole(row) ? `${row},x` : `"bad\u2028${row}"`);

async function ordersFile(folder: string, rows: number): Promise<string> {
  const path = join(folder, 'orders.csv');
  const file = createWriteStream(path);
  file.write('id,note\n');
  for (let row = 1; row <= rows; row += 1) file.write(`${lineOf(row)}\n`);
  await once(file.end(), 'close');
  return path;
}

function expected(row: number): Rejected {
  return { ordinal: row, line: row + 1, reason: 'has 1 field where 2 are expected', record: lineOf(row) };
}

it.each([
  ['as many as travel in one message', 1_000],
  ['more, through a file', 5_000],
  ['more than are kept', MOST_FILED + 1_500],
])('quarantines rejected rows in order, with their lines: %s', async (_, rejected) => {
  const rows = Math.floor((rejected * 10) / 9);
  const folder = await dataFolder();
  const path = await ordersFile(folder, rows);
  const bad = Array.from({ length: rows }, (_, index) => index + 1).filter((row) => !whole(row));
  const warehouse = await openWarehouse(folder);
  const wish = LoadWish.parse({ paths: [path], relation: ORDERS, reading: { header: true } });
  const work = { signal: new AbortController().signal, report: () => undefined };
  const counts = { rows: rows - bad.length, rejected: bad.length };

  const dry = must(await loadFiles(warehouse, wish, { dry: true, work }));
  expect(dry).toMatchObject(counts);
  const landed = must(await loadFiles(warehouse, wish, { dry: false, work }));
  expect(landed).toMatchObject({ ...counts, examples: dry.examples });
  expect(must(await warehouse.loads.ledger({ skip: 0, take: 9 }))).toMatchObject([counts]);

  const kept = Math.min(bad.length, MOST_FILED);
  const note =
    'Of the 101,500 rejected rows the first 100,000 are kept in quarantine; the others are only counted.';
  expect(landed.notes.filter((one) => one.includes('quarantine'))).toEqual(kept < bad.length ? [note] : []);
  const load = landed.loads[0] ?? 0;
  const quarantined = must(await warehouse.loads.rejected(load, { skip: 0, take: 99_000 }));
  quarantined.push(...must(await warehouse.loads.rejected(load, { skip: 99_000, take: 99_000 })));
  expect(quarantined).toEqual(bad.slice(0, kept).map(expected));
});

it('reads a file of rejected rows in slices of a few milliseconds each', async () => {
  const folder = await dataFolder();
  const path = join(folder, 'rejected');
  const file = createWriteStream(path);
  const long = { ordinal: 1, line: 2, reason: 'is long', record: '€'.repeat(4_096) };
  for (let row = 0; row < 1_000; row += 1) file.write(`${JSON.stringify(long)}\n`);
  await once(file.end(), 'close');
  let slices = 0;
  let rows = 0;
  for await (const slice of splitOutcome({ rejected: [], rejectedFile: path }).rejected) {
    slices += 1;
    rows += slice.length;
    expect(slice.length).toBeLessThanOrEqual(12);
  }
  expect(rows).toBe(1_000);
  expect(slices).toBeGreaterThan(80);
});

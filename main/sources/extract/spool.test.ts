import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSpool, type Mark, type Spool, sweepSpools } from './spool.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'leadline-spool-')), 'spool');
});
afterEach(async () => rm(join(folder, '..'), { recursive: true, force: true }));

const text = 'x'.repeat(1_000);
const batch = (number: number) =>
  Array.from({ length: 500 }, (_, index) => ({ id: number * 500 + index, big: 12345678901234567890n, text }));

async function idsOf(spool: Spool, mark: Mark): Promise<number[]> {
  const ids: number[] = [];
  for await (const records of spool.read(mark)) for (const { id } of records) ids.push(Number(id));
  return ids;
}

it('holds more than memory should, gives it back in order up to a mark, and begins anew when cleared', async () => {
  const spool = createSpool(folder, 'shop~1');
  for (let number = 0; number < 30; number += 1) await spool.add(batch(number));
  const mark = spool.mark();
  for (let number = 30; number < 45; number += 1) await spool.add(batch(number));
  const [file = ''] = await readdir(folder);
  expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  const upTo = (end: number) => Array.from({ length: end }, (_, id) => id);
  expect(await idsOf(spool, mark)).toEqual(upTo(15_000));
  expect(await idsOf(spool, spool.mark())).toEqual(upTo(22_500));
  for await (const [first] of spool.read(mark)) {
    expect(first?.['big']).toBe(12345678901234567890n);
    break;
  }
  await spool.clear();
  expect(await readdir(folder)).toEqual([]);
  await spool.add(batch(7));
  expect([spool.records, (await idsOf(spool, spool.mark()))[0]]).toEqual([500, 3_500]);
});

it('sweeps what a killed process left of a source, and of no other', async () => {
  await createSpool(folder, 'shop~1').add([{ id: 1 }]);
  await sweepSpools(folder, 'shop');
  const kept = createSpool(folder, 'shop-two~1');
  for (let number = 0; number < 40; number += 1) await kept.add(batch(number));
  await writeFile(join(folder, 'shop~9.spool'), 'left');
  await sweepSpools(folder, 'shop');
  expect(await readdir(folder)).toEqual(['shop-two~1.spool']);
  await kept.clear();
});

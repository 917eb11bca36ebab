import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { read, type WorkBook, write } from 'xlsx';
import { verifyFile } from '../../main/app/audit/check/verifyFile.ts';
import { verifyWritten } from '../../main/audit/verify/verifyWritten.ts';
import { must } from '../warehouse/store/bench.ts';
import { type KeptPackage, keptPackage, ROWS, watch } from './keptPackage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let kept: KeptPackage;
beforeAll(async () => {
  kept = await keptPackage();
});
afterAll(() => kept?.close());

const work = { signal: watch.signal, report: () => undefined };
const at = (name: string) => join(kept.folder, name);
const failed = (ticks: readonly { title: string; is: string }[]) =>
  ticks.flatMap(({ title, is }) => (is === 'failed' ? [title] : []));

async function changed(name: string, change: (book: WorkBook) => void): Promise<string> {
  const book = read(await readFile(kept.file), { cellNF: true });
  change(book);
  await writeFile(at(name), write(book, { type: 'buffer', bookType: 'xlsx' }));
  return at(name);
}

it('reads every cell back and says what it held against what', () => {
  const { ticks } = kept.kept;
  expect(failed(ticks)).toEqual([]);
  expect(ticks.map(({ title }) => title)).toEqual([
    ...['File', 'Cells', 'Rows and totals', 'Headline figures', 'Control totals', 'Links and names'],
    'Nothing foreign',
  ]);
  expect(ticks.find(({ title }) => title === 'Rows and totals')?.told).toContain(
    'Rows 1,040 rows, day 2026-01-15 to 2026-12-15',
  );
  expect(ticks.find(({ title }) => title === 'Headline figures')?.told).toBe(
    '2 figures come to what the app stored.',
  );
});

it('sees whatever was not written as it was meant', async () => {
  const { meant, file } = kept;
  const held = async (other: Partial<typeof meant>) =>
    failed(must(await verifyWritten(file, { ...meant, ...other }, watch)).ticks);
  const [set] = meant.sets;
  if (set === undefined) throw new Error('There is no set.');
  const digest = '0'.repeat(64);
  expect(await held({ sha256: digest })).toEqual(['File']);
  expect(await held({ package: 'LL-2' })).toEqual(['File']);
  for (const { name } of meant.sheets)
    expect(
      await held({ sheets: meant.sheets.map((one) => (one.name === name ? { ...one, digest } : one)) }),
      name,
    ).toEqual(['Cells']);
  expect(await held({ sets: [{ ...set, rows: ROWS + 1 }] })).toEqual(['Rows and totals']);
  expect(await held({ sets: [{ ...set, sums: [{ title: 'whole', sum: '540281' }] }] })).toEqual([
    'Rows and totals',
  ]);
  expect(await held({ sets: [{ ...set, sums: [{ title: 'whole', sum: '540280' }] }] })).toEqual([]);
  const days = [{ title: 'day', first: '2026-01-15', last: '2026-12-16' }];
  expect(await held({ sets: [{ ...set, days }] })).toEqual(['Rows and totals']);
});

it('knows a file by its digest whatever it is called, and by the id in it what differs', async () => {
  const { store, file, kept: registered } = kept;
  await copyFile(file, at('another name.zip'));
  const renamed = must(await verifyFile(store, at('another name.zip'), work));
  expect(renamed.known?.number).toBe(registered.number);
  expect(failed(renamed.ticks)).toEqual([]);
  const saved = must(await verifyFile(store, await changed('saved.xlsx', () => undefined), work));
  expect(saved.known?.number).toBe(registered.number);
  expect(failed(saved.ticks)).toEqual(['File']);
  const other = await changed('other.xlsx', ({ Sheets, SheetNames }) => {
    Object.assign(Sheets[SheetNames[0] ?? '']?.['A1'] ?? {}, { t: 's', v: 'Pots' });
    Object.assign(Sheets['Rows']?.['D1040'] ?? {}, { t: 'n', v: 1 });
  });
  const told = must(await verifyFile(store, other, work)).ticks;
  expect(failed(told)).toEqual(['File', 'Cells']);
  expect(told.find(({ title }) => title === 'Cells')?.told).toBe(
    '2 places differ: Cover A1 was “Mugs” and is “Pots”; Rows A1005:G1044 was “40 rows as written” and is “rows of which at least one differs”.',
  );
});

it('tells of what is no package of this workspace', async () => {
  const elsewhere = await keptPackage('Pots');
  try {
    const theirs = must(await verifyFile(kept.store, elsewhere.file, work));
    expect(theirs.known).toBeNull();
    expect(theirs.ticks.map(({ told }) => told).join()).toContain('which this workspace didn’t make');
  } finally {
    await elsewhere.close();
  }
  await writeFile(
    at('plain.xlsx'),
    write({ SheetNames: ['A'], Sheets: { A: { '!ref': 'A1', A1: { t: 'n', v: 1 } } } }, { type: 'buffer' }),
  );
  const plain = must(await verifyFile(kept.store, at('plain.xlsx'), work));
  expect(plain.known).toBeNull();
  expect(failed(plain.ticks)).toEqual(['Package']);
  await writeFile(at('text.xlsx'), 'no workbook');
  const text = await verifyFile(kept.store, at('text.xlsx'), work);
  expect(text.ok ? null : text.failure.code).toBe('FILE_UNREADABLE');
  const gone = await verifyFile(kept.store, at('gone.xlsx'), work);
  expect(gone.ok ? null : gone.failure.message).toContain('is not there');
});

it('never calls a file whole that was cut off or in which a byte is another', async () => {
  const whole = await readFile(kept.file);
  const path = at('broken.xlsx');
  const verdict = async (bytes: Uint8Array) => {
    await writeFile(path, bytes);
    const verified = await verifyWritten(path, kept.meant, watch);
    return verified.ok ? failed(verified.value.ticks) : [verified.failure.code];
  };
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let seed = 0; seed < 200; seed += 1) {
    const end = random(whole.length);
    expect(await verdict(whole.subarray(0, end)), `cut at ${end}`).toEqual(['FILE_UNREADABLE']);
  }
  for (let seed = 0; seed < 100; seed += 1) {
    const other = Buffer.from(whole);
    const byte = random(whole.length);
    other[byte] = (other[byte] ?? 0) ^ (1 + random(255));
    expect(await verdict(other), `byte ${byte}`).not.toEqual([]);
  }
});

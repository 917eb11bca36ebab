import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parquetOf, workbookOf } from '../../../test/warehouse/tableFiles.ts';
import { zipOf } from '../../../test/warehouse/zipFile.ts';
import { createCellReader } from './excel/cell.ts';
import readTable, { type TableHead, type TableOrder } from './tables.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: Uint8Array, order: Partial<TableOrder> & Pick<TableOrder, 'format'>) {
  const path = join(folder, 'table');
  writeFileSync(path, content);
  const items = readTable({ path, packing: { kind: 'none' }, header: null, ...order });
  const rows: (readonly unknown[])[] = [];
  const lines: number[] = [];
  let head: TableHead | null = null;
  for (;;) {
    const { done, value } = await items.next();
    if (done) return { head, rows, lines, notes: value.notes };
    if ('rows' in value) {
      rows.push(...value.rows);
      lines.push(...value.lines);
    } else head = value;
  }
}

for (const bookType of ['xlsx', 'xlsb', 'biff8'] as const)
  it(`reads values, days, instants, formulas and errors of a workbook (${bookType})`, async () => {
    const { head, rows, lines, notes } = await read(workbookOf(bookType), { format: 'excel' });
    expect(head).toMatchObject({
      header: true,
      sheets: ['Orders', '__proto__'],
      sheet: 'Orders',
      totalRows: 2,
    });
    expect(head?.columns.map(({ original }) => original)).toEqual([
      'Order ID',
      'When',
      'Day',
      'Price',
      'Paid',
      'Broken',
      '__proto__',
    ]);
    expect(rows).toEqual([
      [1, '2026-03-08T10:30:00.000000Z', '2026-03-08', 12.5, true, null, 'title 0'],
      [2, null, '2026-03-09', 7.25, false, null, 'title 1'],
    ]);
    expect(lines).toEqual([2, 3]);
    expect(notes).toContain('1 cell shows an error and became empty.');
    expect(notes).toContain('Times in a workbook carry no zone: they are read as UTC.');
  });

it('reads the sheet that was chosen, a name like __proto__ too, and names the sheets when there is none', async () => {
  const chosen = await read(workbookOf(), { format: 'excel', sheet: '__proto__' });
  expect(chosen.rows).toEqual([['x']]);
  expect({}).not.toHaveProperty('x');
  await expect(read(workbookOf(), { format: 'excel', sheet: 'Nope' })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    next: 'Choose one of: Orders, __proto__.',
  });
});

it('counts days in both calendars, over the 29 February 1900 that never was', () => {
  const cell = (v: number, date1904: boolean, z = 'yyyy-mm-dd') =>
    createCellReader(date1904).read({ t: 'n', v, z });
  expect([cell(1, false), cell(59, false), cell(61, false), cell(0, true), cell(1e300, false)]).toEqual([
    '1900-01-01',
    '1900-02-28',
    '1900-03-01',
    '1904-01-01',
    '1e+300',
  ]);
  expect(cell(0.5, false, 'hh:mm')).toBe('12:00');
  expect(cell(5, false, '"day" 0.0')).toBe(5);
});

it('refuses a workbook of a thousand to one, and one with a forged size, before SheetJS sees it', async () => {
  const parts = [{ name: '[Content_Types].xml', content: '<Types/>' }];
  const bomb = zipOf([
    ...parts,
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(20_000_000, ' ') },
  ]);
  await expect(read(bomb, { format: 'excel' })).rejects.toMatchObject({
    message: expect.stringContaining('200 times'),
  });
  const forged = zipOf([
    ...parts,
    { name: 'xl/workbook.xml', content: 'x'.repeat(8_500), localBytes: 1_900_000_000 },
  ]);
  await expect(read(forged, { format: 'excel' })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining('two different sizes'),
  });
});

it('says of a broken workbook that it is one', async () => {
  const broken = zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }]);
  await expect(read(broken, { format: 'excel' })).rejects.toMatchObject({
    message: expect.stringContaining('could not be read: it is damaged, or no workbook'),
  });
});

it('reads every type of Parquet exactly, over its row groups', async () => {
  const { head, rows, lines } = await read(parquetOf(), { format: 'parquet' });
  expect(head?.columns.map(({ type }) => type)).toEqual([
    { kind: 'integer' },
    { kind: 'decimal', scale: 2 },
    { kind: 'text' },
    { kind: 'day' },
    { kind: 'instant' },
    { kind: 'number' },
    { kind: 'boolean' },
    { kind: 'text' },
    { kind: 'bytes' },
    { kind: 'json' },
  ]);
  expect(rows).toEqual([
    [
      1n,
      '19.99',
      '12345678.901234567890',
      '2026-03-08',
      '2026-03-08T20:00:00.123456Z',
      1.5,
      true,
      'ü',
      Uint8Array.of(0, 255),
      '{"a":[1]}',
    ],
    [2n, '-0.05', null, null, null, null, false, '', null, null],
    [
      9_007_199_254_740_993n,
      null,
      '-0.000000000001',
      '1969-12-31',
      '1969-12-31T23:59:59.999999Z',
      null,
      null,
      null,
      Uint8Array.of(),
      '[2]',
    ],
  ]);
  expect(lines).toEqual([1, 2, 3]);
});

it('refuses Parquet that is cut off, encrypted, or states what it does not hold', async () => {
  const whole = parquetOf(500);
  const refuses = async (content: Uint8Array, why: string) =>
    expect(read(content, { format: 'parquet' })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(why),
    });
  await refuses(whole.subarray(0, -1), 'its beginning or end is missing');
  await refuses(whole.subarray(0, 11), 'it is too short');
  const long = Buffer.from(whole);
  long.writeUInt32LE(0x7fffffff, long.length - 8);
  await refuses(long, 'a larger description than it holds');
  await refuses(Buffer.concat([whole.subarray(0, -4), Buffer.from('PARE')]), 'encrypted');
  const holed = Buffer.from(whole);
  holed.fill(0, 4, 400);
  await refuses(holed, 'does not fit its description');
});

it('reads a packed Parquet file', async () => {
  const { rows } = await read(gzipSync(parquetOf()), {
    format: 'parquet',
    packing: { kind: 'gzip' },
    mostRows: 1,
  });
  expect(rows).toHaveLength(1);
});

import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from 'xlsx';
import { RowsTrouble } from '../../main/audit/workbook/rowsTrouble.ts';
import { digestOfRows } from '../../main/audit/workbook/spelling.ts';
import type { DataSheet, Workbook } from '../../main/audit/workbook/workbook.ts';
import { isFull } from '../../main/audit/write/sheet/dataPart.ts';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import { makeUnwritable, smallDisk, temporaryFolder } from '../../main/workspace/testing/folders.ts';
import { fail } from '../../shared/errors/failure.ts';
import { correlation, everything, PROPERTIES, SERIES, squares } from './parts/everything.ts';

const signal = new AbortController().signal;

test('SheetJS reads back what was written, of every kind', async () => {
  const path = join(await temporaryFolder(), 'book.xlsx');
  const written = await writeWorkbook(everything(), path, { signal });
  const bytes = await readFile(path);
  if (!written.ok) throw new Error(written.failure.message);
  expect(written.value).toMatchObject({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sheets: [
      { name: 'Cover', kind: 'page', rows: 14 },
      { name: 'Headline', kind: 'page', rows: 6 },
      { name: SERIES, kind: 'data', rows: 40 },
      { name: 'Review', kind: 'page', rows: 2 },
    ],
  });

  const book = read(bytes, { cellNF: true, cellStyles: true, UTC: true });
  expect(book.SheetNames).toEqual(['Cover', 'Headline', SERIES, 'Review']);
  expect(book.Props).toMatchObject({ Title: PROPERTIES.title, Subject: 'A test', Author: 'Leadline' });
  expect(book.Custprops).toEqual({ 'Leadline package': PROPERTIES.packageId });
  expect(book.Workbook?.Names).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ Name: 'lag', Ref: "'Headline'!$B$3" }),
      expect.objectContaining({ Name: '_xlnm.Print_Titles', Ref: "'Cover'!$1:$2", Sheet: 0 }),
      expect.objectContaining({ Name: '_xlnm.Print_Titles', Ref: `'${SERIES}'!$2:$2`, Sheet: 2 }),
    ]),
  );

  const {
    Cover: cover = {},
    Headline: headline = {},
    [SERIES]: series = {},
    Review: review = {},
  } = book.Sheets;
  expect(cover['!merges']).toEqual([{ s: { r: 1, c: 0 }, e: { r: 1, c: 2 } }]);
  expect(cover['B4']).toMatchObject({ t: 's', v: 'Go there', l: { location: "'Headline'!A1" } });
  expect(cover['B5'].l.Target).toBe('https://example.com/a?b=1&c="2"');
  expect(cover['B6'].l.Target).toBe('mailto:owner@example.com');
  for (const [cell, note] of [
    ['B7', 'Not a link: only https links are opened.'],
    ['B8', 'Not a link: the workbook has no such place.'],
    ['B9', 'Whole numbers past 9,007,199,254,740,991 are written as text: a spreadsheet would round them.'],
  ] as const) {
    expect(cover[cell].l).toBeUndefined();
    expect(cover[cell].c[0].t).toBe(note);
  }
  expect(cover['B9']).toMatchObject({ t: 's', v: '1152921504606846976' });
  expect(cover['C9']).toMatchObject({ t: 'n', v: 12 });
  // 2026-03-08 is 46,089 days after 1899-12-30; before March 1900 Excel counts a day too many.
  expect(cover['B10']).toMatchObject({ t: 'n', v: 46_089, w: '2026-03-08' });
  expect(cover['C10']).toMatchObject({ t: 's', v: '1900-02-28' });
  expect(cover['B11']).toMatchObject({ v: 46_089 + 3_723.456 / 86_400, w: '2026-03-08 01:02:03' });
  expect(cover['C11'].v).toBe('soon');
  expect([cover['B12'].v, cover['C12'].v]).toEqual([true, false]);
  expect([cover['B13'], cover['C13']]).toMatchObject([
    { t: 's', v: '#N/A' },
    { t: 's', v: '#N/A' },
  ]);
  expect(cover['C14']).toMatchObject({ v: 1234.5, w: '1,234.50 USD' });

  expect([headline['B3'].v, headline['B3'].c[0].t]).toEqual([3, 'Change me']);
  expect(headline['B4']).toMatchObject({ t: 'n', v: correlation(3), z: '#,##0.000000' });
  expect(headline['B4'].f).toContain('CORREL(INDEX(signal,1):');
  expect(headline['E4']).toMatchObject({ t: 's', v: 'TIES', f: 'IF(ABS(D4)<=0.000000001,"TIES","BREAK")' });
  expect(headline['B5']).toMatchObject({ t: 'e', w: '#N/A', f: 'NA()' });
  expect(headline['D5']).toMatchObject({ t: 'b', v: true });
  expect(headline['B6']).toMatchObject({ f: 'SUM(signal*signal)', F: 'B6', v: squares() });

  expect(series['!ref']).toBe('A1:E42');
  expect(series['A2'].v).toBe('Day');
  expect(series['E2'].v).toBe('Text of two lines');
  expect(series['B2'].c[0].t).toBe('What people say');
  expect(series['A3']).toMatchObject({ t: 'n', w: '2026-01-01' });
  expect(series['D10']).toBeUndefined();
  expect(series['E42']).toMatchObject({ t: 's', v: '=day(39)' });
  expect(series['E42'].f).toBeUndefined();
  // 100 to 139 without 107.
  expect(review['A1'].v).toBe('Amounts come to 4673');
});

test('the same workbook makes the same bytes, whatever pieces its rows come in', async () => {
  const folder = await temporaryFolder();
  const inOne: Workbook = {
    ...everything(),
    sheets: everything().sheets.map((sheet) =>
      sheet.kind === 'page'
        ? sheet
        : {
            ...sheet,
            rows: async function* () {
              yield [...(sheet.rows() as Iterable<never[]>)].flat();
            },
          },
    ),
  };
  for (const [name, book] of [
    ['one', everything()],
    ['other', inOne],
  ] as const)
    expect(await writeWorkbook(book, join(folder, name), { signal })).toMatchObject({ ok: true });
  expect(await readFile(join(folder, 'one'))).toEqual(await readFile(join(folder, 'other')));
});

function counting(rows: number, from = 0): DataSheet {
  return {
    kind: 'data',
    name: 'Rows of a very long name indeed',
    heading: [],
    columns: [{ title: 'Number', width: 10, format: { kind: 'integer' }, summed: true }],
    expected: rows,
    *rows() {
      for (let at = from; at < rows; at += 10_000)
        yield Array.from({ length: Math.min(10_000, rows - at) }, (_, index) => [at + index]);
    },
  };
}

test('past the last row of a sheet the rows go on in the next, and pages know it', async () => {
  const path = join(await temporaryFolder(), 'book.xlsx');
  let told: unknown;
  const progress: unknown[] = [];
  const rows = 1_048_580;
  const book: Workbook = {
    properties: PROPERTIES,
    names: [],
    sheets: [
      counting(rows),
      {
        kind: 'page',
        name: 'Totals',
        make(written) {
          told = written.get('Rows of a very long name indeed');
          return { widths: [], rows: [] };
        },
      },
    ],
  };
  const done = await writeWorkbook(book, path, { signal, onProgress: (one) => progress.push(one) });
  const digest = createHash('sha256');
  for (let at = 0; at < rows; at += 1) digest.update(`n${at}\u001E`);
  expect(done).toMatchObject({
    value: {
      sheets: [
        { name: 'Rows of a very long name indeed', rows: 1_048_575 },
        {
          name: 'Rows of a very long name in (2)',
          rows: 5,
          digest: digestOfRows([1_048_575, 1_048_576, 1_048_577, 1_048_578, 1_048_579].map((at) => [at])),
        },
        { name: 'Totals', rows: 0 },
      ],
    },
  });
  expect(told).toEqual({
    parts: [
      { sheet: 'Rows of a very long name indeed', from: 2, to: 1_048_576 },
      { sheet: 'Rows of a very long name in (2)', from: 2, to: 6 },
    ],
    rows,
    digest: digest.digest('hex'),
    sums: new Map([['Number', (rows * (rows - 1)) / 2]]),
    days: new Map(),
  });
  expect(progress.at(-1)).toEqual({ rows, expected: rows, sheet: 'Totals' });
  const second = read(await readFile(path), { sheets: 1 }).Sheets['Rows of a very long name in (2)'] ?? {};
  expect([second['A1'].v, second['A2'].v, second['A6'].v]).toEqual(['Number', 1_048_575, 1_048_579]);
  // A zip entry of plain form tells sizes up to 4 GB.
  expect([isFull(1_048_576, 0), isFull(1_048_577, 0), isFull(2, 2 ** 32 / 3)]).toEqual([false, true, true]);
});

test('cancelled, failed or thrown midway, nothing is left and what was there stays', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'book.xlsx');
  await writeFile(path, 'the one before');
  const midway = (end: () => void): Workbook => ({
    properties: PROPERTIES,
    names: [],
    sheets: [
      {
        ...counting(0),
        *rows() {
          for (let at = 0; at < 40; at += 1) {
            if (at === 20) end();
            yield Array.from({ length: 5_000 }, (_, index) => [at * index]);
          }
        },
      },
    ],
  });
  const control = new AbortController();
  expect(
    await writeWorkbook(
      midway(() => control.abort()),
      path,
      { signal: control.signal },
    ),
  ).toMatchObject({
    failure: { code: 'CANCELLED' },
  });
  const failure = fail('STORE_BUSY', { message: 'Busy.', next: 'Wait.' }).failure;
  const failing = midway(() => {
    throw new RowsTrouble(failure);
  });
  expect(await writeWorkbook(failing, path, { signal })).toEqual({ ok: false, failure });
  const broken = midway(() => {
    throw new Error('a defect');
  });
  await expect(writeWorkbook(broken, path, { signal })).rejects.toThrow('a defect');
  expect(await readdir(folder)).toEqual(['book.xlsx']);
  expect(await readFile(path, 'utf8')).toBe('the one before');
});

test('a full disk, a folder that can’t be written to and one that isn’t there are told as such', async () => {
  const folder = await temporaryFolder();
  const write = (path: string, book = everything()) => writeWorkbook(book, path, { signal });
  expect(await write(join(folder, 'none', 'a.xlsx'))).toMatchObject({
    failure: { code: 'FOLDER_NOT_FOUND' },
  });
  expect(await write(folder)).toMatchObject({ failure: { code: 'FOLDER_UNWRITABLE' } });
  expect(await readdir(folder)).toEqual([]);
  const disk = await smallDisk(256, 'writing a workbook to a full disk');
  if (disk !== null) {
    await writeFile(join(disk, 'book.xlsx'), 'the one before');
    const large: Workbook = { properties: PROPERTIES, names: [], sheets: [counting(400_000)] };
    expect(await write(join(disk, 'book.xlsx'), large)).toMatchObject({
      failure: { code: 'DISK_FULL', retry: true, message: expect.stringContaining(disk) },
    });
    expect(await readdir(disk)).toEqual(['book.xlsx']);
    expect((await stat(join(disk, 'book.xlsx'))).size).toBe(14);
  }
  if (await makeUnwritable(folder, 'writing a workbook where one may not'))
    expect(await write(join(folder, 'a.xlsx'))).toMatchObject({ failure: { code: 'FOLDER_UNWRITABLE' } });
});

import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { type OpenPackage, readPackage } from '../../main/audit/read/readPackage.ts';
import type { ReadCell } from '../../main/audit/read/workbook/readSheet.ts';
import { cellName } from '../../main/audit/workbook/reference.ts';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import { temporaryFolder } from '../../main/workspace/testing/folders.ts';
import { makeZip } from '../archives.ts';
import { savedByLibreOffice } from './libreOffice.ts';
import { correlation, everything, PROPERTIES, SERIES } from './parts/everything.ts';
import { readParts } from './parts/readParts.ts';

/** More than a cell or a tag may hold, and unlike enough not to pack too well. */
const LONG = Array.from({ length: 220_000 }, (_, at) => at).join('-');

const signal = new AbortController().signal;

async function everyCell(book: OpenPackage): Promise<Map<string, ReadCell>> {
  const cells = new Map<string, ReadCell>();
  for (const sheet of book.sheets)
    for await (const rows of book.rows(sheet))
      for (const { at, cells: row } of rows)
        for (const cell of row) cells.set(`${sheet}!${cellName(at, cell.column)}`, cell);
  return cells;
}

async function written(): Promise<{ path: string; bytes: Buffer }> {
  const path = join(await temporaryFolder(), 'book.xlsx');
  expect(await writeWorkbook(everything(), path, { signal })).toMatchObject({ ok: true });
  return { path, bytes: await readFile(path) };
}

/** What is read of a file with these bytes: its cells, or the sentence that refuses it. */
async function told(bytes: Uint8Array): Promise<string | ReadonlyMap<string, ReadCell>> {
  const path = join(await temporaryFolder(), 'other.xlsx');
  await writeFile(path, bytes);
  const done = await readPackage(path, everyCell, { signal });
  return done.ok ? done.value : done.failure.message.replace(path, 'IT');
}

/** The parts of a workbook, some changed, zipped anew. */
function changed(bytes: Buffer, change: Readonly<Record<string, (text: string) => string>>): Buffer {
  const parts = readParts(bytes);
  return makeZip(Object.fromEntries([...parts].map(([name, text]) => [name, change[name]?.(text) ?? text])));
}

test('what was written is read, with what may be changed; and so is what another program made of it', async () => {
  const { path } = await written();
  const read = await readPackage(path, async (book) => ({ ...book, cells: await everyCell(book) }), {
    signal,
  });
  if (!read.ok) throw new Error(read.failure.message);
  const { packageId, sheets, foreign, cells } = read.value;
  expect({ packageId, sheets, foreign }).toEqual({
    packageId: PROPERTIES.packageId,
    sheets: ['Cover', 'Headline', SERIES, 'Review'],
    foreign: [],
  });
  expect(cells.get('Headline!B3')).toEqual({ column: 2, value: 3, formula: null, locked: false });
  expect(cells.get('Headline!E4')).toMatchObject({
    value: 'TIES',
    formula: expect.stringContaining('IF('),
    locked: true,
  });
  expect(cells.get('Cover!B10')?.value).toEqual({ day: '2026-03-08' });
  expect(cells.get('Cover!B11')?.value).toEqual({ instant: '2026-03-08T01:02:03.456Z' });
  expect(cells.get('Headline!B5')?.value).toEqual({ error: '#N/A' });

  const [saved] = (await savedByLibreOffice([path], 'reading a workbook that another program saved')) ?? [];
  if (saved === undefined) return;
  expect(readParts(saved).has('xl/sharedStrings.xml')).toBe(true);
  const again = await told(saved);
  if (typeof again === 'string') throw new Error(again);
  for (const [name, { value, formula, locked }] of cells) {
    const theirs = again.get(name);
    if (typeof value === 'number') expect(Math.abs(Number(theirs?.value) - value), name).toBeLessThan(1e-12);
    else if (value !== null) expect(theirs?.value, name).toEqual(value);
    // It makes formulas of TRUE and FALSE.
    if (typeof value !== 'boolean') expect(theirs?.formula === null, name).toBe(formula === null);
    if (value !== null) expect(theirs?.locked, name).toBe(locked);
  }
  expect(again.get('Headline!B4')?.value).toBeCloseTo(correlation(3), 9);
});

test('what Excel writes and we don’t is read: shared texts and formulas, runs of type, days since 1904', async () => {
  const { bytes } = await written();
  const sheet = (rows: string) => (text: string) =>
    text.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows}</sheetData>`);
  const cells = await told(
    changed(bytes, {
      'xl/workbook.xml': (text) => text.replace('<workbookPr', '<workbookPr date1904="1"'),
      'xl/worksheets/sheet3.xml': sheet(
        `<row><c><v>1</v></c><c t="inlineStr"><is><r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></is></c></row>
        <!-- <c r="A9"/> --><row r="4"><c r="B4"><f t="shared" ref="B4:B6" si="0">A4*$A$1+SUM('A1 B2'!A4:A$5)&amp;"A4"</f><v>1</v></c></row>
        <row r="5"><c r="B5"><f t="shared" si="0"/><v>2</v></c><c r='C5' t='str' note="x > s='7' y"><v><![CDATA[<a>]]>&#x41;_x0042_</v></c></row>`,
      ),
    }),
  );
  if (typeof cells === 'string') throw new Error(cells);
  expect(cells.get('Headline!A1')?.value).toBe(1);
  expect(cells.get('Headline!B1')?.value).toBe('two runs');
  expect(cells.get('Headline!B5')?.formula).toBe(`A5*$A$1+SUM('A1 B2'!A5:A$5)&"A4"`);
  expect(cells.get('Headline!C5')?.value).toBe('<a>AB');
  expect(cells.get('Cover!B10')?.value).toEqual({ day: '2030-03-09' });
  const theirs = await told(
    write(
      { SheetNames: ['One'], Sheets: { One: utils.aoa_to_sheet([['text', 'text', 1.5, true]]) } },
      { type: 'buffer', bookSST: true },
    ),
  );
  expect([...(theirs as ReadonlyMap<string, ReadCell>).values()].map(({ value }) => value)).toEqual([
    'text',
    'text',
    1.5,
    true,
  ]);
});

test('what is no workbook, is cut off, lies about itself or would grow without end is refused with the reason', async () => {
  const { path, bytes } = await written();
  const part = 'xl/worksheets/sheet3.xml';
  const rows = (text: string) =>
    changed(bytes, { [part]: (old) => old.replace('<sheetData>', `<sheetData>${text}`) });
  const lying = Buffer.from(bytes);
  const at = lying.lastIndexOf(part);
  // The directory states another size than the entry itself.
  lying.writeUInt32LE(lying.readUInt32LE(at - 22) + 1, at - 22);
  const flipped = Buffer.from(bytes);
  const body = flipped.indexOf(part) + part.length + 40;
  flipped.writeUInt8(flipped.readUInt8(body) ^ 0xff, body);
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [Buffer.from('name,amount\n'), /no audit workbook: it is a file of another kind/],
    [Buffer.alloc(0), /another kind/],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /password, or is of the kind before 2007/],
    [makeZip({ 'a.txt': 'x' }), /it holds no workbook/],
    [bytes.subarray(0, bytes.length - 200), /damaged: its end is missing/],
    [lying, /states two different sizes/],
    [flipped, /damaged: xl\/worksheets\/sheet3\.xml/],
    [makeZip({ '../up.xml': 'x' }), /leads out of the file/],
    [twice(bytes), /is in it twice/],
    [bomb(), /would grow more than 200 times/],
    [
      changed(bytes, {
        [part]: (text) => text.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
      }),
      /document type/,
    ],
    [changed(bytes, { [part]: (text) => text.slice(0, 900) }), /not well formed: it ends too early/],
    [changed(bytes, { [part]: () => `<a>${'<a>'.repeat(200)}` }), /lie too deep/],
    [changed(bytes, { [part]: () => `<a b="${LONG}` }), /a tag has no end/],
    [rows('<row r="3"/><row r="2"/>'), /rows out of order/],
    [rows('<row r="1"><c r="B1"/><c r="A1"/></row>'), /cells out of order in row 1/],
    [rows('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), /a text that is not there/],
    [rows('<row r="1"><c r="A1"><v>three</v></c></row>'), /holds “three” as a number/],
    [rows(`<row r="1"><c r="A1" t="str"><v>${LONG}</v></c></row>`), /holds too much text/],
  ];
  const answers = await Promise.all(cases.map(([file]) => told(file)));
  answers.forEach((answer, index) => {
    expect(answer, `case ${index}`).toMatch(cases[index]?.[1] ?? /never/);
  });

  await truncate(path, bytes.length - 1);
  expect(await readPackage(path, everyCell, { signal })).toMatchObject({
    failure: { code: 'FILE_UNREADABLE', retry: false },
  });
  expect(await readPackage(`${path}.gone`, everyCell, { signal })).toMatchObject({
    failure: { message: expect.stringContaining('is not there') },
  });
  expect(await readPackage(join(path, '..'), everyCell, { signal })).toMatchObject({ ok: false });
  await writeFile(path, bytes);
  const late = new AbortController();
  const leaving = async (book: OpenPackage) => {
    late.abort();
    return await everyCell(book);
  };
  expect(await readPackage(path, leaving, { signal: late.signal })).toMatchObject({
    failure: { code: 'CANCELLED' },
  });
});

/** Its last two parts have one name. */
function twice(bytes: Buffer): Buffer {
  const names = [...readParts(bytes).keys()].slice(0, 2);
  return makeZip({ [names[0] ?? '']: 'x', [(names[0] ?? '').toUpperCase()]: 'y' });
}

/** Sixty-four million blanks in sixty-four thousand bytes, stated truly. */
function bomb(): Buffer {
  const raw = Buffer.alloc(64_000_000, 0x20);
  const packed = deflateRawSync(raw, { level: 9 });
  const name = Buffer.from('xl/workbook.xml');
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(crc32(raw), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(raw.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, name, packed]);
  const entry = Buffer.concat([Buffer.from('504b01021403', 'hex'), facts, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

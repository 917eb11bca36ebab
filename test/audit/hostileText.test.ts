import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from 'xlsx';
import { readPackage } from '../../main/audit/read/readPackage.ts';
import type { ReadCell, ReadValue } from '../../main/audit/read/workbook/readSheet.ts';
import type { Cell, NumberFormat } from '../../main/audit/workbook/cell.ts';
import { cellName } from '../../main/audit/workbook/reference.ts';
import { sheetNameOf } from '../../main/audit/workbook/sheetName.ts';
import { digestOfRows, type SpelledValue, spelledRow } from '../../main/audit/workbook/spelling.ts';
import type { Sheet, Workbook } from '../../main/audit/workbook/workbook.ts';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import { temporaryFolder } from '../../main/workspace/testing/folders.ts';
import { faultsOf } from './parts/checkParts.ts';
import { PROPERTIES } from './parts/everything.ts';
import { readParts } from './parts/readParts.ts';

const signal = new AbortController().signal;

const TEXTS = [
  '=HYPERLINK("https://evil.example","x")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  "'=1",
  ' leading and trailing ',
  'two\nlines\r\nand\rmore',
  '<c><f>1</f></c>&amp;&#0;]]>',
  '_x000D_ _x0041_ _X000a_ _x005F_',
  '"quoted" \'text\'',
  '\u0000\u0001\u0008\u000B\u001F\u007F\u0085control\uFFFE\uFFFF',
  'half \uD83D and \uDE00, whole 😀',
  'مرحبا \u202Eevil',
  '名前',
  '001',
  '1e5',
  '2026-03-08',
  'TRUE',
  '#N/A',
  'x'.repeat(40_000),
  `${'😀'.repeat(16_400)}`,
  '',
];

/** What a cell is to hold, by rules written here a second time. */
function held(text: string): string {
  let kept = '';
  for (const character of text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\r', '\n')) {
    const code = character.codePointAt(0) ?? 0;
    const control = (code < 32 && !'\t\n'.includes(character)) || (code > 126 && code < 160);
    if (!control && code !== 0xfffe && code !== 0xffff) kept += character;
  }
  return kept;
}

/** The same numbers on every machine. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const FORMATS: readonly NumberFormat[] = [
  { kind: 'general' },
  { kind: 'integer' },
  { kind: 'percent' },
  { kind: 'day' },
  { kind: 'instant' },
  { kind: 'text' },
  { kind: 'number', digits: 3 },
  { kind: 'money', currency: 'J"P<Y', digits: 0 },
];

function anyCell(roll: () => number): Cell {
  const text = TEXTS[Math.floor(roll() * TEXTS.length)] ?? '';
  const number = (roll() - 0.5) * 10 ** Math.floor(roll() * 40 - 20);
  const cells: readonly Cell[] = [
    text,
    text,
    number,
    Math.round(number),
    BigInt(Math.round(roll() * 2 ** 60)),
    roll() < 0.5,
    null,
    { day: new Date(Math.floor(roll() * 4e12) - 1e12).toISOString().slice(0, 10) },
    { instant: new Date(Math.floor(roll() * 4e12) - 1e12).toISOString() },
    { day: text },
    { instant: text },
    Number.NaN,
    { value: text, note: text, look: 'wrapped' },
    {
      text: text || 'x',
      to: { address: `https://example.com/${encodeURIComponent(text.toWellFormed().slice(0, 50))}` },
    },
    { text: text || 'x', to: { address: text } },
    { value: text, look: 'input' },
    { formula: `"${text.slice(0, 200).replaceAll('"', '""')}"&""`, cached: text.slice(0, 200) },
  ];
  return cells[Math.floor(roll() * cells.length)] ?? null;
}

function anyWorkbook(seed: number): Workbook {
  const roll = dice(seed);
  const taken: string[] = [];
  const sheets = Array.from({ length: 3 }, (_, index): Sheet => {
    const name = sheetNameOf(TEXTS[Math.floor(roll() * TEXTS.length)] ?? '', taken);
    taken.push(name);
    const columns = 1 + Math.floor(roll() * 30);
    const rows = Array.from({ length: Math.floor(roll() * 30) }, () =>
      Array.from({ length: Math.floor(roll() * (columns + 1)) }, () => anyCell(roll)),
    );
    if (index === 1) return { kind: 'page', name, make: () => ({ widths: [], rows }) };
    const title = () => TEXTS[Math.floor(roll() * TEXTS.length)] ?? '';
    return {
      kind: 'data',
      name,
      heading: [anyCell(roll)],
      columns: Array.from({ length: columns }, () => ({
        title: title(),
        width: roll() * 300,
        format: FORMATS[Math.floor(roll() * FORMATS.length)] ?? { kind: 'general' },
        note: title(),
      })),
      expected: null,
      rows: () => [rows],
    };
  });
  const text = () => TEXTS[Math.floor(roll() * TEXTS.length)] ?? '';
  const properties = { ...PROPERTIES, title: text(), subject: text(), creator: text(), packageId: text() };
  return { properties, names: [], sheets };
}

test('whatever text, it is text: two programs read it as it was, and nothing becomes a formula', async () => {
  const path = join(await temporaryFolder(), 'book.xlsx');
  const book: Workbook = {
    properties: PROPERTIES,
    names: [],
    sheets: [
      {
        kind: 'page',
        name: 'Texts',
        make: () => ({ widths: [20], rows: TEXTS.map((text) => [text, 'after']) }),
      },
    ],
  };
  expect(await writeWorkbook(book, path, { signal })).toMatchObject({ ok: true });
  const bytes = await readFile(path);
  const sheet = read(bytes, { cellStyles: true }).Sheets['Texts'] ?? {};
  const own = await cellsOf(path, 'Texts');
  TEXTS.forEach((text, index) => {
    const name = `A${index + 1}`;
    const cell = sheet[name];
    const wanted = held(text);
    if (wanted === '') {
      expect(cell).toBeUndefined();
      return;
    }
    expect(cell).toMatchObject({ t: 's' });
    expect(cell.f).toBeUndefined();
    expect(own.get(name)).toMatchObject({ value: cell.v, formula: null });
    if (wanted.length <= 32_767) expect(cell.v).toBe(wanted);
    else {
      expect(cell.v.length).toBeLessThanOrEqual(32_767);
      expect(cell.v).toMatch(/[x😀] … \(cut here: a cell holds no more\)$/u);
    }
  });
  // Excel keeps it a text also when someone types into the cell and leaves it again.
  const parts = readParts(bytes);
  const styles = [...(parts.get('xl/styles.xml') ?? '').matchAll(/<xf [^>]*>/g)].slice(1);
  const quoted = [
    ...(parts.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<c r="(A\d+)" s="(\d+)"/g),
  ].flatMap(([, name, style]) => (styles[Number(style)]?.[0].includes('quotePrefix="1"') ? [name] : []));
  expect(quoted).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']);
});

test('any workbook is sound, and is read back as it was by SheetJS and by our own reader', async () => {
  const folder = await temporaryFolder();
  for (let seed = 1; seed <= 15; seed += 1) {
    const book = anyWorkbook(seed);
    const path = join(folder, `${seed}.xlsx`);
    const written = await writeWorkbook(book, path, { signal });
    if (!written.ok) throw new Error(`${seed}: ${written.failure.message}`);
    const bytes = await readFile(path);
    expect(faultsOf(readParts(bytes)), `seed ${seed}`).toEqual([]);
    const other = read(bytes, { UTC: true });
    for (const { name, kind, rows, digest } of written.value.sheets) {
      const cells = await cellsOf(path, name);
      for (const [cell, { value, formula }] of cells) {
        const theirs = other.Sheets[name]?.[cell];
        expect(theirs?.f ?? null, `${seed} ${name} ${cell}`).toBe(formula);
        if (value === null || typeof value === 'object') continue;
        // SheetJS takes the escapes of a formula's result off twice.
        if (formula !== null && /&|_x/.test(String(value))) continue;
        expect(theirs?.v, `${seed} ${name} ${cell}`).toBe(value);
      }
      // A data sheet has one line of heading here, then its titles; and each of its rows counts, also an empty one.
      const spelled = spelledRows(cells, kind === 'data' ? 3 : 1);
      if (kind === 'page') expect(digestOfRows(spelled), `${seed} ${name}`).toBe(digest);
      else {
        const hash = createHash('sha256');
        for (let row = 0; row < rows; row += 1) hash.update(spelledRow(spelled[row] ?? []));
        expect(hash.digest('hex'), `${seed} ${name}`).toBe(digest);
      }
    }
  }
});

async function cellsOf(path: string, sheet: string): Promise<Map<string, ReadCell>> {
  const cells = new Map<string, ReadCell>();
  const done = await readPackage(
    path,
    async (book) => {
      for await (const rows of book.rows(sheet))
        for (const row of rows) for (const cell of row.cells) cells.set(cellName(row.at, cell.column), cell);
    },
    { signal },
  );
  if (!done.ok) throw new Error(done.failure.message);
  return cells;
}

function spelledRows(cells: ReadonlyMap<string, ReadCell>, from: number): SpelledValue[][] {
  const rows: SpelledValue[][] = [];
  for (const [name, cell] of cells) {
    const row = Number(name.replace(/\D/g, '')) - from;
    if (row < 0) continue;
    while (rows.length <= row) rows.push([]);
    const line = rows[row] ?? [];
    while (line.length < cell.column) line.push(null);
    if (cell.locked)
      line[cell.column - 1] = cell.formula === null ? spellable(cell.value) : { formula: cell.formula };
  }
  return rows;
}

function spellable(value: ReadValue): SpelledValue {
  return value !== null && typeof value === 'object' && 'error' in value ? value.error : value;
}

import { statSync, writeFileSync } from 'node:fs';
import { utils, write } from 'xlsx';
import type { Cell } from '../../../main/audit/workbook/cell.ts';
import type { DataColumn } from '../../../main/audit/workbook/workbook.ts';
import { writeWorkbook } from '../../../main/audit/write/writeWorkbook.ts';

/** Run as a process of its own, so that its memory is its own: writes rows as `ours` or as `sheetjs`, and tells what that took. */
const [, , writer = '', path = '', count = ''] = process.argv;
const ROWS = Number(count);
const BATCH = 5_000;
const KINDS = ['Home & garden', 'Toys', 'Books', 'Electronics'];
const COLUMNS = [
  'id',
  'ordered',
  'customer',
  'category',
  'price',
  'quantity',
  'gift',
  'note',
  'score',
  'lineage',
];

function dayOf(row: number): string {
  return new Date(Date.UTC(2020, 0, 1 + (row % 1_500))).toISOString().slice(0, 10);
}

function values(row: number): readonly (string | number | boolean)[] {
  return [
    `customer ${(row * 7_919) % 100_003}`,
    KINDS[row % KINDS.length] ?? '',
    ((row * 7) % 10_000) / 100,
    (row % 9) + 1,
    row % 3 === 0,
    `note for row ${row}, with some text`,
    Math.sin(row),
    `3:${row}`,
  ];
}

function* batches(): Generator<Cell[][]> {
  for (let from = 0; from < ROWS; from += BATCH)
    yield Array.from({ length: Math.min(BATCH, ROWS - from) }, (_, index) => {
      const row = from + index;
      return [row, { day: dayOf(row) }, ...values(row)];
    });
}

async function ours(): Promise<void> {
  const kinds = [
    'integer',
    'day',
    'text',
    'text',
    'general',
    'integer',
    'general',
    'text',
    'general',
    'text',
  ] as const;
  const columns = COLUMNS.map(
    (title, index): DataColumn => ({ title, width: 14, format: { kind: kinds[index] ?? 'text' } }),
  );
  const written = await writeWorkbook(
    {
      properties: {
        title: 'Rows',
        subject: '',
        creator: 'Leadline',
        description: '',
        created: '2026-01-01T00:00:00Z',
        packageId: 'bench',
      },
      names: [],
      sheets: [{ kind: 'data', name: 'Rows', heading: [], columns, rows: batches, expected: ROWS }],
    },
    path,
    { signal: new AbortController().signal },
  );
  if (!written.ok) throw new Error(written.failure.message);
}

function sheetJs(): void {
  const rows: unknown[][] = [COLUMNS];
  for (let row = 0; row < ROWS; row += 1)
    rows.push([row, new Date(`${dayOf(row)}T00:00:00Z`), ...values(row)]);
  const sheet = utils.aoa_to_sheet(rows, { dense: true, cellDates: true, UTC: true });
  const book = { SheetNames: ['Rows'], Sheets: { Rows: sheet } };
  writeFileSync(path, write(book, { type: 'buffer', compression: true }));
}

if (writer === 'ours') await ours();
else sheetJs();
const { user, system } = process.cpuUsage();
const told = {
  cpuSeconds: (user + system) / 1_000_000,
  peak: process.resourceUsage().maxRSS,
  bytes: statSync(path).size,
};
process.stdout.write(`${JSON.stringify(told)}\n`);

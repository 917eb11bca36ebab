import { expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import type { Column } from '../../../shared/domain/column.ts';
import { type TableColumn, tableFile } from './tableFile.ts';

const columns: TableColumn[] = [
  { name: '=name', type: { kind: 'text' } },
  ...(['integer', 'number', 'boolean', 'day', 'instant', 'bytes'] as const).map((kind) => ({
    name: kind,
    type: { kind } as Column['type'],
  })),
  { name: 'price', type: { kind: 'decimal', scale: 2 } },
];

function cells(bytes: Uint8Array) {
  const book = read(bytes, { type: 'array', cellFormula: true, cellNF: true, cellText: true });
  const sheet = book.Sheets['Rows'];
  if (sheet === undefined) throw new Error('it has the sheet');
  return { sheet, rows: utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null }) };
}

it('holds every value as what it is: hostile text as text, long numbers with every digit', () => {
  const bytes = tableFile(columns, [
    ['=1+1', 5n, 0.1, true, '2026-03-08', '2026-03-08T12:00:00.000000Z', new Uint8Array([1, 255]), 1250n],
    ['@a\u0000b', 9_007_199_254_740_993n, Number.NaN, false, '0800-01-01', null, null, -5n],
    [null, null, null, null, null, null, null, 900_719_925_474_099_312n],
  ]);
  const { sheet, rows } = cells(bytes);
  expect(rows).toEqual([
    ['=name', 'integer', 'number', 'boolean', 'day', 'instant', 'bytes', 'price'],
    ['=1+1', 5, 0.1, true, new Date('2026-03-08'), new Date('2026-03-08T12:00Z'), '01ff', 12.5],
    ['@ab', '9007199254740993', 'NaN', false, '0800-01-01', null, null, -0.05],
    [null, null, null, null, null, null, null, '9007199254740993.12'],
  ]);
  expect(Object.values(sheet).some((cell) => typeof cell === 'object' && cell !== null && 'f' in cell)).toBe(
    false,
  );
  expect([sheet['E2'].w, sheet['H2'].w, sheet['!autofilter']?.ref]).toEqual(['2026-03-08', '12.50', 'A1:H4']);
});

it('of no rows holds the headings', () => {
  expect(cells(tableFile(columns.slice(0, 2), [])).rows).toEqual([['=name', 'integer']]);
});

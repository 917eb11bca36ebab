import { expect, it } from 'vitest';
import { RelationName } from '../../../shared/domain/relation.ts';
import type { Cell } from '../workbook/cell.ts';
import type { Page, Workbook, WrittenData } from '../workbook/workbook.ts';
import type { Measure } from './material/common.ts';
import type { RelationMaterial } from './material/relation.ts';
import type { RowColumn } from './material/rowSet.ts';
import { packageOf } from './packageOf.ts';
import { formulaOf } from './sheet/measured.ts';
import { createTally } from './sheet/tally.ts';

const column = (name: string, kind: 'integer' | 'text' | 'day' | 'boolean'): RowColumn => ({
  ...{ name, type: { kind }, holds: 'figure', told: '' },
});
const COLUMNS = [
  column('day', 'day'),
  column('product', 'text'),
  column('units', 'integer'),
  column('revenue_minor', 'integer'),
];
const ROWS = [
  ['2026-03-01', 'mug', 3n, 2_700n],
  ['2026-03-02', 'mug', null, null],
  ['2026-03-02', 'it"s', 1n, 1_900n],
];
const PRICE: Measure = {
  is: 'ratio',
  over: { is: 'ratio', over: { is: 'sum', column: 'revenue_minor' }, under: { is: 'constant', value: 100 } },
  under: { is: 'sum', column: 'units' },
};

function material(units: number): RelationMaterial {
  const relation = RelationName.parse('core.sales');
  const figure = (id: string, measure: Measure, stored: number) => ({
    ...{ id, title: id, definition: id, table: 'Rows', measure, stored },
    ...{ format: { kind: 'general' } as const, tolerance: 1e-9 },
  });
  return {
    ...{
      kind: 'relation',
      subject: { kind: 'relation', relation },
      title: relation,
      conclusion: 'It holds 3 rows.',
    },
    ...{ status: 'whole', scope: ['All of it.'], workspace: 'Shop', zone: 'UTC', currency: 'EUR' },
    ...{ asOf: '2026-03-03T00:00:00.000Z', program: '1.0.0', engine: 'sqlite', parameters: [], queries: [] },
    ...{
      sources: [],
      refused: [],
      relations: [],
      checks: [],
      notRecomputed: [],
      names: [],
      difference: null,
    },
    exceptions: [{ id: 'check one', severity: 'high', found: 'check', told: 'Two rows are alike.', rows: 2 }],
    controls: [
      {
        id: 'rows',
        stage: 'core',
        of: relation,
        what: 'rows',
        value: { is: 'stored', value: 3 },
        against: null,
        told: '',
      },
      {
        ...{ id: 'sheet', stage: 'sheet', of: 'Rows', what: 'rows', against: 'rows', told: '' },
        value: { is: 'live', table: 'Rows', measure: { is: 'rows' }, format: 'general' },
      },
    ],
    rows: { name: 'Rows', title: 'Rows', columns: COLUMNS, count: 3, rows: null },
    figures: [figure('units', { is: 'sum', column: 'units' }, units), figure('price', PRICE, 11.5)],
    columns: [],
  };
}

/** What a writer does with it: data first, then a page when its turn comes. */
async function pages(book: Workbook): Promise<ReadonlyMap<string, Page>> {
  const written = new Map<string, WrittenData>();
  for (const sheet of book.sheets)
    if (sheet.kind === 'data') {
      let rows = 0;
      for await (const some of sheet.rows()) rows += some.length;
      const first = sheet.heading.length + 2;
      const parts = [{ sheet: sheet.name, from: first, to: first + rows - 1 }];
      written.set(sheet.name, { parts, rows, digest: 'd', sums: new Map(), days: new Map() });
    }
  return new Map(
    book.sheets.flatMap((sheet) =>
      sheet.kind === 'page' ? [[sheet.name, sheet.make(written)] as const] : [],
    ),
  );
}

const made = (units: number, variant: 'full' | 'summary' = 'full') =>
  packageOf(material(units), variant, async function* () {
    yield ROWS.slice(0, 2);
    yield ROWS.slice(2);
  });

function lineOf(page: Page | undefined, id: string): readonly Cell[] {
  const text = (cell: Cell | undefined) =>
    typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell;
  return page?.rows.find(([first]) => text(first) === id) ?? [];
}

it('makes each figure by a formula over the rows, and says what ties and what breaks', async () => {
  const headline = (await pages(made(4))).get('Headline');
  expect(lineOf(headline, 'units').slice(3)).toMatchObject([
    { formula: "SUM('Rows'!$D$5:$D$7)", cached: 4 },
    { value: 4 },
    { cached: 0 },
    { value: 1e-9 },
    { cached: 'TIES' },
  ]);
  // 46 euros for 4 units.
  expect(lineOf(headline, 'price').slice(3)).toMatchObject([
    { formula: "(SUM('Rows'!$E$5:$E$7)/100)/SUM('Rows'!$D$5:$D$7)", cached: 11.5 },
    { value: 11.5 },
    { cached: 0 },
    {},
    { cached: 'TIES' },
  ]);
  const other = await pages(made(5));
  expect(lineOf(other.get('Headline'), 'units').slice(5)).toMatchObject([
    { cached: -1 },
    {},
    { cached: 'BREAK' },
  ]);
  expect(lineOf(other.get('Cover'), 'Figures that break')[1]).toMatchObject({ cached: 1 });
  expect(lineOf(other.get('Control totals'), 'sheet').slice(4, 8)).toMatchObject([
    { formula: "COUNT('Rows'!$A$5:$A$7)", cached: 3 },
    { value: 'rows' },
    { cached: 0 },
    { cached: 'TIES' },
  ]);
});

it('lets the reviewer write beside every figure and exception, and nowhere else but on the cover', async () => {
  const all = await pages(made(4));
  const inputs = [...all].flatMap(([name, { rows }]) => {
    const count = rows
      .flat()
      .filter(
        (cell) => typeof cell === 'object' && cell !== null && 'look' in cell && cell.look === 'input',
      ).length;
    return count === 0 ? [] : [[name, count] as const];
  });
  expect(Object.fromEntries(inputs)).toEqual({
    Cover: 6,
    // One of them explains the colour.
    Index: 1,
    Exceptions: 4,
    // Two figures, the conclusion, the parameters, control totals and sources; mark, comment, initials and day of each.
    Review: 4 * 6,
  });
  expect(lineOf(all.get('Exceptions'), 'check one')[5]).toMatchObject({ value: 'open', look: 'input' });
});

it('has no rows in a summary, and says that its figures weren’t made again', async () => {
  const book = made(4, 'summary');
  expect(book.sheets.some(({ kind }) => kind === 'data')).toBe(false);
  const all = await pages(book);
  expect(lineOf(all.get('Headline'), 'units').slice(3)).toMatchObject([
    { value: null },
    { value: 4 },
    {},
    {},
    { value: 'not recomputed' },
  ]);
  expect(book.properties.packageId).not.toBe(made(4).properties.packageId);
  expect(made(4).properties.packageId).toBe(made(4).properties.packageId);
  expect(made(5).properties.packageId).not.toBe(made(4).properties.packageId);
});

it('counts as Excel counts: texts to the letter, and rows that went on to another sheet', () => {
  const measures: Measure[] = [
    { is: 'count where', column: 'product', equals: 'it"s' },
    { is: 'sum where', column: 'units', where: 'product', equals: 'mug' },
    { is: 'least', column: 'day' },
    { is: 'average', column: 'units' },
    { is: 'known', column: 'units' },
  ];
  const tally = createTally(COLUMNS, measures);
  for (const row of ROWS) tally.add(row);
  // 46082 is 2026-03-01.
  expect(measures.map(tally.valueOf)).toEqual([1, 3, 46_082, 2, 2]);
  const parts = [
    { sheet: 'Rows', from: 5, to: 6 },
    { sheet: 'Rows (2)', from: 2, to: 2 },
  ];
  const written = measures.map((measure) => formulaOf(measure, { parts, columns: COLUMNS }));
  expect(written.slice(0, 4)).toEqual([
    `SUMPRODUCT(--EXACT('Rows'!$C$5:$C$6,"it""s"))+SUMPRODUCT(--EXACT('Rows (2)'!$C$2:$C$2,"it""s"))`,
    `SUMPRODUCT(--EXACT('Rows'!$C$5:$C$6,"mug"),'Rows'!$D$5:$D$6)+SUMPRODUCT(--EXACT('Rows (2)'!$C$2:$C$2,"mug"),'Rows (2)'!$D$2:$D$2)`,
    "MIN('Rows'!$B$5:$B$6,'Rows (2)'!$B$2:$B$2)",
    "(SUM('Rows'!$D$5:$D$6)+SUM('Rows (2)'!$D$2:$D$2))/(COUNT('Rows'!$D$5:$D$6)+COUNT('Rows (2)'!$D$2:$D$2))",
  ]);
});

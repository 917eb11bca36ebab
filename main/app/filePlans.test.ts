import { describe, expect, it } from 'vitest';
import { LoadWish } from '../../shared/contract/files.ts';
import type { Preview, PreviewColumn } from '../sources/files/plan.ts';
import { columnsOfPlan } from '../sources/files/plan.ts';
import {
  asInRelation,
  foundColumns,
  leftUnread,
  planAs,
  shownPreview,
  suggestedRelation,
} from './filePlans.ts';

function preview(columns: readonly PreviewColumn[], part: Partial<Preview> = {}): Preview {
  return {
    path: '/data/orders.csv',
    packing: { kind: 'none' },
    format: {
      kind: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      quote: '"',
      header: true,
      skipLines: 0,
    },
    confidence: 1,
    columns,
    rows: [],
    notes: [],
    fingerprint: { bytes: 1, changed: 1, inode: '1' },
    choices: [],
    ...part,
  };
}

const PRICE: PreviewColumn = { original: 'Price', name: 'price', type: { kind: 'decimal', scale: 2 } };
const WHOLE: PreviewColumn = { original: 'Price', name: 'price', type: { kind: 'integer' } };
const SOLD: PreviewColumn = { original: 'Sold', name: 'sold', type: { kind: 'text' }, note: 'Which first?' };

function wish(part: object = {}): LoadWish {
  return LoadWish.parse({ paths: ['/data'], relation: 'raw.orders', ...part });
}

describe('a plan', () => {
  it('gives a column of a later file the type it has in the first', () => {
    const plan = planAs(preview([WHOLE]), wish(), foundColumns([PRICE]));
    expect(columnsOfPlan(plan)).toMatchObject([{ name: 'price', type: { kind: 'decimal', scale: 2 } }]);
  });

  it('finds what a person changed by the name in the file, wherever the column stands', () => {
    const changes = wish({
      columns: [
        { from: 'Sold', name: 'sold_on', type: { kind: 'day' }, dayOrder: 'dmy' },
        { from: 'Price', skip: true },
      ],
    });
    const plan = planAs(preview([PRICE, SOLD]), changes, foundColumns([SOLD, PRICE]));
    expect(columnsOfPlan(plan)).toMatchObject([{ name: 'sold_on', type: { kind: 'day' } }]);
    expect(plan.columns[1]).toMatchObject({ dayOrder: 'dmy' });
  });

  it.each([
    ['discard-value', 'null'],
    ['discard-row', 'reject'],
    ['evolve', 'reject'],
  ])('under the contract %s an unreadable value is: %s', (contract, unreadable) => {
    expect(planAs(preview([PRICE]), wish({ contract }), []).rules.unreadable).toBe(unreadable);
  });
});

it('tells two columns of one name apart, and names one without a name', () => {
  const twice = foundColumns([PRICE, { ...PRICE, name: 'price_2' }, { ...PRICE, original: ' ' }]);
  expect(twice.map(({ from }) => from)).toEqual(['Price', 'Price (2)', 'column 3']);
});

it('shows how the file was read, and says when that is not certain', () => {
  const shown = shownPreview(preview([SOLD], { confidence: 0.4 }), {}, []);
  expect(shown).toMatchObject({
    reading: { encoding: 'utf-8', delimiter: ';', header: true },
    columns: [{ from: 'Sold', note: 'Which first?' }],
  });
  expect(shown.notes).toHaveLength(1);
});

const ZIP = {
  packing: { kind: 'zip', entry: 'jan/orders.csv' },
  choices: ['jan/orders.csv', 'prices.csv'],
} as const;
const BOOK = {
  path: '/data/plan.xlsx',
  format: { kind: 'excel', sheet: 'Costs', header: true },
  choices: ['Sales', 'Costs'],
} as const;

it('says which part of an archive or a workbook is read, unless it was chosen', () => {
  expect(leftUnread(preview([SOLD], ZIP), {})).toEqual([
    'The archive holds 2 files; jan/orders.csv is read: jan/orders.csv, prices.csv.',
  ]);
  expect(leftUnread(preview([SOLD], BOOK), {})).toEqual([
    'The workbook has 2 sheets; “Costs” is read: Sales, Costs.',
  ]);
  expect(leftUnread(preview([SOLD], ZIP), { entry: 'jan/orders.csv' })).toEqual([]);
  expect(leftUnread(preview([SOLD], BOOK), { sheet: 'Costs' })).toEqual([]);
  expect(leftUnread(preview([SOLD]), {})).toEqual([]);
});

it('names the relation after a part of an archive or workbook, and after the folder of several files', () => {
  const suggested = (part: Partial<Preview>, files = 1) =>
    shownPreview(preview([SOLD], part), {}, Array(files).fill({ path: '/data/x.csv', bytes: 1 })).suggested;
  expect(suggested(ZIP)).toBe('raw.orders');
  expect(suggested(BOOK)).toBe('raw.plan_costs');
  expect(suggested({ ...BOOK, choices: ['Costs'] })).toBe('raw.plan');
  expect(suggested({ path: '/data/months/2025-01.csv' }, 3)).toBe('raw.months');
});

it.each([
  ['/data/Orders March 2026.csv', 'raw.orders_march_2026'],
  ['C:\\data\\orders.csv.gz', 'raw.orders'],
  ['/data/2026.csv', 'raw.file_2026'],
  ['/data/заказы.csv', 'raw.file'],
])('suggests for %s the relation %s', (path, relation) => {
  expect(suggestedRelation(path)).toBe(relation);
});

it.each([
  [{ kind: 'integer' }, { kind: 'decimal', scale: 2 }, true],
  [{ kind: 'decimal', scale: 1 }, { kind: 'decimal', scale: 2 }, true],
  [{ kind: 'decimal', scale: 3 }, { kind: 'decimal', scale: 2 }, false],
  [{ kind: 'day' }, { kind: 'text' }, true],
  [{ kind: 'text' }, { kind: 'integer' }, false],
  [{ kind: 'decimal', scale: 2 }, { kind: 'integer' }, false],
] as const)('reads %j as the relation has it, %j, where nothing is lost: %s', (found, there, follows) => {
  const columns = foundColumns([{ original: 'Price', name: 'price', type: found }]);
  const renamed = wish({ columns: [{ from: 'Price', name: 'amount' }] });
  const [column] = asInRelation(columns, renamed, [{ name: 'amount', type: there, nullable: true }]);
  expect(column?.type).toEqual(follows ? there : found);
});

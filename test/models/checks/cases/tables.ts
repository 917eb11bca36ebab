import { dayAfter, type TestTable } from '../tables.ts';

/** Some checks ask the database's own clock. */
const TODAY = new Date().toISOString().slice(0, 10);

const at = (hour: number) => `2024-01-01T${String(hour).padStart(2, '0')}:00:00.000000Z`;

/** 12 Mondays to Sundays with 20 orders a day, a quarter of that on Sundays; the last week is what tests change. */
function weeks(change: (day: number) => number): TestTable {
  const rows: [string][] = [];
  for (let day = 0; day < 84; day += 1) {
    const usual = day % 7 === 6 ? 5 : 20 + (day % 3);
    const count = day < 77 ? usual : change(day - 77);
    for (let order = 0; order < count; order += 1) rows.push([dayAfter('2024-01-01', day)]);
  }
  return { columns: { day: 'date' }, rows };
}

/** Data of Mondays to Fridays at six in the morning, for ten weeks. */
function workdays(): TestTable {
  const rows: [string][] = [];
  for (let day = 0; day < 70; day += 1)
    if (day % 7 < 5) rows.push([`${dayAfter('2024-01-01', day)}T06:00:00.000000Z`]);
  return { columns: { loaded: 'timestamp' }, rows };
}

export const TABLES: Readonly<Record<string, TestTable>> = {
  items: {
    columns: {
      id: 'integer',
      n: 'integer',
      amount: 'numeric',
      word: 'text',
      day: 'date',
      at: 'timestamp',
      grp: 'text',
    },
    rows: [
      [1, 1, 1.5, 'apple', '2024-01-01', at(10), 'a'],
      [2, 2, 2.5, 'Berry', '2024-01-02', at(11), 'a'],
      [3, 3, null, 'cherry', '2024-01-03', at(12), 'b'],
      [4, 4, 4, '  ', '2024-01-05', at(14), 'b'],
      [5, null, 10, null, null, null, 'b'],
    ],
  },
  others: {
    columns: { item: 'integer', word: 'text', total: 'numeric', grp: 'text' },
    rows: [
      [1, 'apple', 1.5, 'a'],
      [2, 'Berry', 2.5, 'a'],
      [9, 'cherry', 13, 'b'],
    ],
  },
  ranges: {
    columns: { who: 'text', lo: 'integer', hi: 'integer' },
    rows: [
      ['a', 1, 3],
      ['a', 3, 5],
      ['a', 4, 6],
      ['b', 1, 2],
      ['b', 5, 5],
    ],
  },
  same: {
    columns: { v: 'integer', w: 'text', x: 'text', e: 'text' },
    rows: [
      [7, 'One', 'one', null],
      [7, 'one', 'two', null],
      [7, 'two', 'two', null],
    ],
  },
  empty: { columns: { v: 'integer', at: 'timestamp', grp: 'text' }, rows: [] },
  long_ago: {
    columns: { at: 'timestamp', grp: 'text' },
    rows: [
      ['2001-05-05T00:00:00.000000Z', 'a'],
      ['2001-05-06T00:00:00.000000Z', 'b'],
    ],
  },
  to_come: { columns: { at: 'timestamp', grp: 'text' }, rows: [['2101-05-05T00:00:00.000000Z', 'a']] },
  lately: {
    columns: { v: 'integer', day: 'date' },
    rows: Array.from({ length: 30 }, (_, ago) => [ago === 5 ? 900 : 100 + (ago % 4), dayAfter(TODAY, -ago)]),
  },
  outlier: {
    columns: { v: 'integer', day: 'date' },
    rows: Array.from({ length: 30 }, (_, day) => [
      day === 28 ? 900 : 100 + (day % 4),
      dayAfter('2024-01-01', day),
    ]),
  },
  clean: {
    columns: { day: 'date', currency: 'text', units: 'integer', revenue_minor: 'integer' },
    rows: [
      ['2024-01-01', 'EUR', 2, 1000],
      ['2024-01-01', 'USD', 1, 500],
      ['2024-01-02', 'EUR', 3, 1500],
    ],
  },
  marted: {
    columns: { day: 'date', currency: 'text', quantity: 'integer', amount: 'integer' },
    rows: [
      ['2024-01-01', 'EUR', 1, 400],
      ['2024-01-01', 'EUR', 1, 600],
      ['2024-01-01', 'USD', 1, 498],
      ['2024-01-03', 'EUR', 3, 1500],
    ],
  },
  usual_weeks: weeks((day) => (day === 6 ? 5 : 21)),
  odd_weeks: weeks((day) => (day === 2 ? 0 : day === 6 ? 20 : 21)),
  few_weeks: {
    columns: { day: 'date' },
    rows: [['2024-01-01'], ['2024-01-08'], ['2024-01-15'], ['2024-01-15'], ['2024-01-15']],
  },
  workdays: workdays(),
};

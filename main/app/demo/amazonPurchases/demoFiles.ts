import { join } from 'node:path';
import type { Work } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { DemoFile } from '../demoFile.ts';
import { createDraw, seedOf } from '../draw.ts';
import { writeCsv } from '../writeCsv.ts';
import { createOrders, type Orders } from './orders.ts';
import { QUESTIONS } from './people.ts';
import { STATES } from './states.ts';

export interface DemoWish {
  /** Order lines; people and products are in proportion. */
  readonly rows: number;
  readonly seed: number;
}

export const MOST_ROWS = 50_000_000;
const YEARS = [2018, 2019, 2020, 2021, 2022, 2023];
const OF_A_STATE = 5;

export const ORDERS_HEADER = [
  'Order Date',
  'Purchase Price Per Unit',
  'Quantity',
  'Shipping Address State',
  'Title',
  'ASIN/ISBN (Product Code)',
  'Category',
  'Survey ResponseID',
] as const;

/**
 * Invented files in the shape of the public ones (Open e-commerce 1.0; Census), the same for the same seed on every
 * machine. They are as dirty as the real ones: lines twice, blank states, prices of nothing, quotes and line ends in titles.
 */
export async function writeDemoFiles(
  folder: string,
  { rows, seed }: DemoWish,
  work: Work,
): Promise<Result<readonly DemoFile[]>> {
  const orders = createOrders(seed, rows);
  const asked: readonly [
    string,
    DemoFile['relation'],
    number,
    readonly string[],
    Iterable<readonly string[]>,
  ][] = [
    ['amazon-purchases.csv', 'raw.amazon_purchases', rows, ORDERS_HEADER, orders.lines()],
    [
      'survey.csv',
      'raw.survey',
      orders.people.length,
      ['Survey ResponseID', ...Object.keys(QUESTIONS)],
      survey(orders),
    ],
    [
      'fields.csv',
      'raw.fields',
      Object.keys(QUESTIONS).length,
      ['Field', 'Question'],
      Object.entries(QUESTIONS),
    ],
    [
      'state-demographics.csv',
      'raw.state_demographics',
      STATES.length * YEARS.length,
      ['State', 'Year', 'Population', 'Median Household Income'],
      demographics(seed),
    ],
  ];
  const files: DemoFile[] = [];
  for (const [name, relation, count, header, lines] of asked) {
    const path = join(folder, name);
    const written = await writeCsv(path, header, lines, count, work);
    if (!written.ok) return written;
    files.push({ path, relation, rows: written.value });
  }
  return ok(files);
}

/** The month after, for a refresh: `rows` lines, of which about one in a hundred was there before or corrects what was. */
export async function writeLaterOrders(
  path: string,
  { rows, seed }: DemoWish,
  later: number,
  work: Work,
): Promise<Result<number>> {
  return writeCsv(path, ORDERS_HEADER, createOrders(seed, rows).later(later), later, work);
}

function* survey({ people }: Orders): Generator<readonly string[]> {
  for (const { id, answers } of people) yield [id, ...answers];
}

function* demographics(seed: number): Generator<readonly string[]> {
  for (const [index, { name, thousands, income }] of STATES.entries()) {
    const draw = createDraw(seedOf(seed, OF_A_STATE, index));
    const growth = 0.996 + 0.016 * draw.unit();
    for (const year of YEARS) {
      const people = Math.round(thousands * 1_000 * growth ** (year - 2020) + draw.below(900));
      const dollars = Math.round(income * 1_000 * (0.94 + 0.04 * (year - 2018)) + draw.below(900));
      yield [name, String(year), String(people), String(dollars)];
    }
  }
}

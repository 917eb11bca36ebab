import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDemoFiles, writeLaterOrders } from './demoFiles.ts';

const WORK = { signal: new AbortController().signal, report: () => undefined };
const WISH = { rows: 30_000, seed: 3 };

let folder: string;
let orders: string[][];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-demo-files-'));
  await writeDemoFiles(folder, WISH, WORK);
  orders = await records('amazon-purchases.csv');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function records(name: string): Promise<string[][]> {
  return parse(await readFile(join(folder, name)));
}

function column(rows: readonly string[][], at: number): string[] {
  return rows.slice(1).map((row) => row[at] ?? '');
}

test('the same wish makes the same bytes, on every machine; another seed makes others', async () => {
  const hash = async (name: string) =>
    createHash('md5')
      .update(await readFile(join(folder, name)))
      .digest('hex');
  const first = await hash('amazon-purchases.csv');
  expect(first).toBe('408c8f9c99a3ac8d18241fa1d0439689');
  await writeDemoFiles(join(folder, 'again'), WISH, WORK);
  await writeDemoFiles(join(folder, 'other'), { ...WISH, seed: 4 }, WORK);
  expect(await hash('again/amazon-purchases.csv')).toBe(first);
  expect(await hash('other/amazon-purchases.csv')).not.toBe(first);
});

test('orders are as many as wished, people in proportion, and as dirty as real ones', () => {
  expect(orders).toHaveLength(WISH.rows + 1);
  expect(orders[0]).toEqual([
    'Order Date',
    'Purchase Price Per Unit',
    'Quantity',
    'Shipping Address State',
    'Title',
    'ASIN/ISBN (Product Code)',
    'Category',
    'Survey ResponseID',
  ]);
  expect(new Set(column(orders, 7)).size).toBe(82);
  const share = (at: number, test: (field: string) => boolean) =>
    column(orders, at).filter(test).length / WISH.rows;
  for (const at of [3, 4, 6]) expect(share(at, (field) => field === '')).toBeGreaterThan(0.01);
  expect(share(1, (price) => price === '0.00')).toBeGreaterThan(0.002);
  expect(share(3, (state) => /^ [a-z]{2}$/.test(state))).toBeGreaterThan(0.001);
  expect(share(6, (category) => category === 'GIFT_CARD')).toBeGreaterThan(0.012);
  for (const sign of ['"', ',', '\n', 'é', 'コ'])
    expect([sign, share(4, (title) => title.includes(sign)) > 0]).toEqual([sign, true]);
  const said = new Set(orders.map((row) => row.join()));
  expect(said.size).toBeGreaterThan(WISH.rows * 0.99);
  expect(said.size).toBeLessThan(WISH.rows * 0.998);
  expect(column(orders, 0).every((day) => day >= '2018-01-01' && day <= '2022-12-31')).toBe(true);
});

test('everybody who orders has answered, and every question and state is there', async () => {
  const survey = await records('survey.csv');
  expect(new Set(column(survey, 0))).toEqual(new Set(column(orders, 7)));
  expect(survey[0]?.slice(1)).toEqual(column(await records('fields.csv'), 0));
  const states = await records('state-demographics.csv');
  expect(new Set(column(states, 0)).size).toBe(51);
  expect(states).toHaveLength(51 * 6 + 1);
});

test('the month after brings new lines, old ones again, and old ones with another price', async () => {
  const path = join(folder, 'later.csv');
  expect(await writeLaterOrders(path, WISH, 3_000, WORK)).toEqual({ ok: true, value: 3_000 });
  const later = await records('later.csv');
  const known = new Set(orders.map((row) => row.join()));
  const key = (row: readonly string[]) => [row[0], row[5], row[7]].join();
  const keys = new Set(orders.map(key));
  const old = later.slice(1).filter((row) => keys.has(key(row)));
  const again = old.filter((row) => known.has(row.join()));
  expect(again.length).toBeGreaterThan(0);
  expect(old.length).toBeGreaterThan(again.length);
  expect(old.length).toBeLessThan(60);
});

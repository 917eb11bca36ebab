import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSocialDemo } from '../../main/app/demo/socialToSales/loadSocialDemo.ts';
import { writeSocialDemo } from '../../main/app/demo/socialToSales/socialDemo.ts';
import { sortTrends } from '../../main/app/trends/sortTrends.ts';
import { createTrendsDesk } from '../../main/app/trends/trendsDesk.ts';
import { writtenTrends } from '../../main/app/trends/trendsFile.ts';
import { openYard, WORK, type Yard } from '../models/purchases/yard.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FILES = join(import.meta.dirname, '../../resources/templates/social-to-sales/files');
const clock = () => new Date();

let server: PostgresServer;
let folder: string;
let yards: readonly Yard[];
beforeAll(async () => {
  server = await startPostgres();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-trends-')));
  await mkdir(join(folder, 'seeds'));
  await cp(join(FILES, 'trends.yml'), join(folder, 'trends.yml'));
  const files = must(await writeSocialDemo(folder, { seed: 4, days: 60 }, WORK));
  yards = [
    await openYard(undefined, 'social-to-sales'),
    await openYard(await server.database(), 'social-to-sales'),
  ];
  for (const { opened } of yards) must(await loadSocialDemo(opened.warehouse, files, WORK));
});
afterAll(async () => {
  for (const yard of yards ?? []) await yard.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const storeOf = ({ opened }: Yard) => opened.warehouse.store;
const sort = async (yard: Yard) => must(await sortTrends({ store: storeOf(yard), folder, clock }, WORK));

async function builds(yard: Yard): Promise<readonly string[]> {
  const { results } = await yard.build();
  expect(results.filter(({ status }) => !['success', 'pass', 'unchanged'].includes(status))).toEqual([]);
  return results.flatMap(({ id, status }) => (status === 'success' ? [id.split('.').at(-1) ?? ''] : []));
}

async function linked(yard: Yard, trend: string, product: string) {
  const name = yard.opened.name('core', 'bridge_trend_product');
  const [row] = await yard.run(
    `select affiliation, affiliation_by from ${name} where trend = '${trend}' and product = '${product}'`,
  );
  return row?.map(String);
}

async function sortedAs(yard: Yard, trend: string) {
  const name = yard.opened.name('core', 'dim_trend');
  const [row] = await yard.run(`select category, category_by from ${name} where trend = '${trend}'`);
  return row?.map(String);
}

test('its trends.yml has no faults, and one that would overwrite what it reads is refused where it says so', async () => {
  const text = await readFile(join(FILES, 'trends.yml'), 'utf8');
  expect(writtenTrends(text).problems).toEqual([]);
  const wrong = writtenTrends(text.replace('raw.trend_category', 'staging.stg_trends'));
  expect(wrong.trends).toBeNull();
  expect(wrong.problems[0]).toMatchObject({ file: 'trends.yml', line: expect.any(Number) });
});

test('decisions reach both engines’ models alike, and leave them when they are taken back', async () => {
  const desk = createTrendsDesk(folder, clock);
  const [sqlite] = yards;
  if (sqlite === undefined) throw new Error('There is no yard.');
  expect(must(await desk.state(storeOf(sqlite))).missing).toMatchObject({ kind: 'unbuilt' });
  for (const yard of yards) {
    await builds(yard);
    const told = await sort(yard);
    expect([told.trends, told.accepted, told.rejected]).toEqual([40, 0, 0]);
    expect(told.proposed).toBeGreaterThan(5);
    expect(await builds(yard)).toEqual(expect.arrayContaining(['dim_trend', 'bridge_trend_product']));
    // Sorted again to the same, there is nothing to make anew.
    await sort(yard);
    expect(await builds(yard)).not.toContain('dim_trend');
    expect(await linked(yard, 'mushroom-lamp', 'mushroom-mug')).toEqual(['proposed', 'likeness']);
    expect(await linked(yard, 'pumpkin-porch', 'pumpkin-candle')).toEqual(['proposed', 'source']);
    expect(await sortedAs(yard, 'desk-setup')).toEqual(['how-to', 'source']);
  }
  const store = storeOf(sqlite);
  const said = must(await desk.correct(store, { trend: 'desk-setup', category: 'Product' }));
  const accepted = must(
    await desk.decide(store, { trend: 'mushroom-lamp', product: 'mushroom-mug', decision: 'accepted' }),
  );
  must(await desk.decide(store, { trend: 'pumpkin-porch', product: 'pumpkin-candle', decision: 'rejected' }));
  const inbox = must(await desk.inbox(store, { which: 'all', skip: 0, take: 100 }));
  expect(inbox.trends.find(({ trend }) => trend === 'desk-setup')).toMatchObject({
    category: 'product',
    by: 'correction',
    asks: false,
  });
  expect(must(await desk.state(store)).waiting).toEqual({ categories: 1, links: 2 });
  for (const yard of yards) {
    await sort(yard);
    await builds(yard);
    expect(await linked(yard, 'mushroom-lamp', 'mushroom-mug')).toEqual(['accepted', 'decision']);
    expect(await linked(yard, 'pumpkin-porch', 'pumpkin-candle')).toEqual(['rejected', 'decision']);
    expect(await sortedAs(yard, 'desk-setup')).toEqual(['product', 'correction']);
    expect(must(await desk.state(storeOf(yard))).waiting).toEqual({ categories: 0, links: 0 });
  }
  must(await desk.takeBack({ trend: 'desk-setup', at: said.at }));
  must(await desk.takeBack({ trend: 'mushroom-lamp', product: 'mushroom-mug', at: accepted.at }));
  expect(must(await desk.state(store)).waiting).toEqual({ categories: 1, links: 1 });
  for (const yard of yards) {
    await sort(yard);
    await builds(yard);
    expect(await linked(yard, 'mushroom-lamp', 'mushroom-mug')).toEqual(['proposed', 'likeness']);
    expect(await sortedAs(yard, 'desk-setup')).toEqual(['how-to', 'source']);
  }
  const all = await Promise.all(
    yards.map(async (yard) => [
      await yard.rows('raw', 'trend_category'),
      await yard.rows('raw', 'proposed_link'),
    ]),
  );
  expect(all[1]).toEqual(all[0]);
});

test('proposals of text leave what the demo plants where it is, and link no more than a few to each trend', async () => {
  const [sqlite] = yards;
  if (sqlite === undefined) throw new Error('There is no yard.');
  const { links } = must(
    await createTrendsDesk(folder, clock).links(storeOf(sqlite), {
      which: 'all',
      search: '',
      skip: 0,
      take: 500,
    }),
  );
  const alike = links.filter(({ by }) => by === 'likeness');
  const perTrend = Map.groupBy(alike, ({ trend }) => trend);
  expect(Math.max(...[...perTrend.values()].map(({ length }) => length))).toBeLessThanOrEqual(2);
  expect(alike.length).toBeLessThanOrEqual(15);
  const kinds = must(await createTrendsDesk(folder, clock).kinds(storeOf(sqlite)));
  expect([kinds.studiedAt, kinds.categories]).toEqual([null, []]);
  expect(kinds.next).not.toBeNull();
});

test('findings tell on both engines alike which kinds of trend move which products, and by how long', async () => {
  const found = [];
  for (const yard of yards) {
    const finding = yard.opened.name('analytics', 'finding');
    const pairs = [
      ['sourdough-scoring', 'sourdough-apron', 'confirmed', 16],
      ['sourdough-scoring', 'garden-tote', 'confirmed', 12],
      ['capybara', 'capybara-mug', 'no evidence', null],
    ] as const;
    const rows = pairs.map(
      ([trend, product, verdict, lead]) =>
        `('social-to-sales', 'on/${trend}', '${product}/units', '${verdict}', ${lead}, 0.4, '${trend}', '${product}', '2026-11-22T07:40:00Z')`,
    );
    const instant = yard === yards[0] ? 'text' : 'timestamptz';
    await yard.run(`drop table if exists ${finding}`);
    await yard.run(
      `create table ${finding} (study text, signal text, outcome text, verdict text, lead bigint, strength double precision, trend text, product text, run_at ${instant})`,
    );
    await yard.run(`insert into ${finding} values ${rows.join(', ')}`);
    found.push(must(await createTrendsDesk(folder, clock).kinds(storeOf(yard))));
  }
  expect(found[1]?.categories).toEqual(found[0]?.categories);
  for (const { studiedAt } of found) expect(Date.parse(studiedAt ?? '')).toBe(Date.UTC(2026, 10, 22, 7, 40));
  const howTo = found[0]?.categories.find(({ category }) => category === 'how-to');
  expect(howTo).toMatchObject({ tried: 2, confirmed: 2, lead: { days: 14, shortest: 12, longest: 16 } });
  expect(howTo?.products.map(({ product, lead }) => [product, lead?.days])).toEqual([
    ['Garden Tote', 12],
    ['Sourdough Apron', 16],
  ]);
});

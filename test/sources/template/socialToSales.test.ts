import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSocialDemo } from '../../../main/app/demo/socialToSales/loadSocialDemo.ts';
import { writeSocialDemo } from '../../../main/app/demo/socialToSales/socialDemo.ts';
import { loadFiles } from '../../../main/app/loadFiles.ts';
import { LoadWish } from '../../../shared/contract/files.ts';
import { openYard, WORK, type Yard } from '../../models/purchases/yard.ts';
import { type PostgresServer, startPostgres } from '../../warehouse/postgresServer.ts';
import { must } from '../../warehouse/store/bench.ts';
import { landOrders } from './landOrders.ts';
import { landReady } from './landReady.ts';
import { landWaiting } from './landWaiting.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const OWN_TRENDS = `trend,label,category,hashtags,first_day
moss-art,Moss art,,#moss,2024-01-01
boot-jam,Boot jam,Crafts,,2024-01-01
`;

let server: PostgresServer;
let folder: string;
let yards: readonly Yard[];

/** Every source, by its file in the template and played by its vendor on this machine, into both engines; then one build. */
beforeAll(async () => {
  server = await startPostgres();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-sources-of-')));
  const files = must(await writeSocialDemo(folder, { seed: 4, days: 10 }, WORK));
  const trends = join(folder, 'own-trends.csv');
  await writeFile(trends, OWN_TRENDS);
  yards = [
    await openYard(undefined, 'social-to-sales'),
    await openYard(await server.database(), 'social-to-sales'),
  ];
  for (const yard of yards) {
    const { warehouse } = yard.opened;
    must(await loadSocialDemo(warehouse, files, WORK));
    const wish = LoadWish.parse({ paths: [trends], relation: 'raw.demo_trends' });
    must(await loadFiles(warehouse, wish, { dry: false, work: WORK }));
    await landReady(yard);
    await landWaiting(yard);
    await landOrders(yard);
  }
});
afterAll(async () => {
  for (const yard of yards ?? []) await yard.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('all checks pass on what sources bring, but that two warn of a new kind and of a topic of no trend', async () => {
  for (const yard of yards) {
    const { results } = await yard.build();
    const speaking = results.filter(({ status }) => !['success', 'pass', 'unchanged'].includes(status));
    const told = speaking.map(({ id, status, message }) => `${id.split('.')[2]} ${status}: ${message}`);
    expect(told.sort()).toEqual([
      expect.stringMatching(/^accepted_values_stg_trends_category.* warn: /),
      expect.stringMatching(/^relationships_topics_trend.* warn: /),
    ]);
    const found = await yard.run(`select trend, category, category_by
      from ${yard.opened.name('core', 'dim_trend')} where trend in ('moss-art', 'boot-jam') order by trend`);
    expect(found).toEqual([
      ['boot-jam', 'crafts', 'source'],
      ['moss-art', 'uncategorised', 'nobody'],
    ]);
  }
});

test.each([
  ['staging', 'stg_signals'],
  ['core', 'fct_signal_daily'],
  ['analytics', 'signal_daily'],
])('what sources tell is in %s.%s, on its days and by its trends', async (schema, name) => {
  for (const { run, opened } of yards) {
    const series =
      await run(`select platform || '/' || trend || '/' || metric as signal, min(day), max(day), count(*), sum(value)
      from ${opened.name(schema, name)} where metric not in ('views', 'saves', 'mentions') or platform = 'wikipedia'
      group by platform, trend, metric`);
    expect(series.map(line).sort()).toEqual([
      // 399 to 499 and 0 to 262.
      'facebook/capybara-spa/page_follows 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_media_view 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_post_engagements 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_total_media_view_unique 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_views_total 2023-02-11 2024-02-09 364 79802',
      'hackernews/desk-setup/stories 2024-01-15 2024-01-18 4 3',
      'hackernews/retro-arcade/stories 2024-01-15 2024-01-18 4 1',
      // One a minute, back from midnight.
      'instagram/junk-journal/posts 2024-02-10 2024-02-11 2 2',
      'instagram/sourdough-scoring/posts 2024-02-10 2024-02-11 2 3',
      'instagram/visible-mending/posts 2024-02-10 2024-02-11 2 1',
      // A year of 17 articles a day.
      'news/giant-tumbler/articles 2023-01-20 2024-01-19 365 6205',
      'news/sourdough-scoring/articles 2023-01-20 2024-01-19 365 6205',
      'news/spooky-season/articles 2023-01-20 2024-01-19 365 6205',
      'pinterest/junk-journal/searches 2026-06-01 2026-06-08 2 160',
      'reddit/sourdough-scoring/posts 2024-02-08 2024-02-10 3 3',
      // One of two campaigns: 1,200 a day for half a year and today.
      'tiktok/giant-tumbler/ad_views 2023-08-15 2024-02-11 181 217200',
      // 723 and so on to 741.
      'wikipedia/sourdough-scoring/views 2024-01-01 2024-01-19 19 13908',
      'wikipedia/visible-mending/views 2024-01-01 2024-01-19 19 13908',
      'youtube/balcony-garden/videos 2024-02-09 2024-02-10 2 2',
      'youtube/candle-pouring/videos 2024-02-09 2024-02-10 2 2',
      'youtube/sourdough-scoring/videos 2024-02-09 2024-02-10 2 2',
    ]);
  }
});

test('days on which nothing happened are days of none', async () => {
  for (const { run, opened } of yards) {
    const days = await run(`select day, value from ${opened.name('analytics', 'signal_daily')}
      where platform = 'hackernews' and trend = 'desk-setup' order by day`);
    expect(days.map(line)).toEqual(['2024-01-15 2', '2024-01-16 0', '2024-01-17 0', '2024-01-18 1']);
  }
});

test('orders of Amazon are units and revenue of a product and a day in New York, where they count', async () => {
  for (const { run, opened } of yards) {
    const sold = await run(`select product, day, units, revenue_minor, currency
      from ${opened.name('core', 'fct_outcome_daily')} where day >= '2026-01-01' order by product, day`);
    expect(sold.map(line)).toEqual([
      'BASKET 2026-08-14 2 3998 USD',
      'BASKET 2026-08-15 2 3498 USD',
      'BASKET 2026-08-16 0 0 USD',
      // Pending: what it costs isn't known yet.
      'BASKET 2026-08-17 1 0 USD',
      'BASKET 2026-08-18 0 0 USD',
      'BASKET 2026-08-19 0 0 USD',
      'capybara-mug 2026-08-18 1 1600 USD',
      'capybara-mug 2026-08-19 0 0 USD',
    ]);
    const products = await run(`select product, title, price_minor, valid_from
      from ${opened.name('core', 'dim_product')} where valid_from >= '2026-01-01'`);
    expect(products.map(line)).toEqual(['BASKET Crochet basket "Ä", 30 cm 1999 2026-08-14']);
  }
});

function line(cells: readonly unknown[]): string {
  return cells.map(String).join(' ');
}

import { appendFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSocialDemo } from '../../../main/app/demo/socialToSales/loadSocialDemo.ts';
import { writeSocialDemo } from '../../../main/app/demo/socialToSales/socialDemo.ts';
import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';
import { openYard, WORK, type Yard } from '../../models/purchases/yard.ts';
import { type PostgresServer, startPostgres } from '../../warehouse/postgresServer.ts';
import { must } from '../../warehouse/store/bench.ts';
import { startAmazon } from '../servers/amazon/amazon.ts';
import { orderLine } from '../servers/amazon/reportBodies.ts';
import { startFacebookPageInsights } from '../servers/facebookPageInsights.ts';
import { startGdelt } from '../servers/gdelt.ts';
import { startHackerNews } from '../servers/hackerNews.ts';
import { startInstagramHashtags } from '../servers/instagramHashtags.ts';
import { startPinterestTrends } from '../servers/pinterestTrends.ts';
import { startReddit } from '../servers/reddit.ts';
import { startTiktokBusiness } from '../servers/tiktokBusiness.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { startWikimediaPageviews } from '../servers/wikimediaPageviews.ts';
import { startYoutube } from '../servers/youtube.ts';
import { type Landed, landSource } from './landSource.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Filling = Pick<Landed, 'filledIn' | 'secrets'>;

const AT = (text: string) => Date.parse(text) / 1000;
const FOUND = `platform not in ('tiktok', 'instagram', 'youtube', 'pinterest', 'reddit')
  or metric in ('ad_views', 'posts', 'videos', 'searches')`;

let server: PostgresServer;
let folder: string;
let yards: readonly Yard[];
beforeAll(async () => {
  server = await startPostgres();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-sources-of-')));
  const files = must(await writeSocialDemo(folder, { seed: 4, days: 10 }, WORK));
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

/** Everything is checked, and nothing of it fails. */
async function built(yard: Yard): Promise<void> {
  const { results } = await yard.build();
  const wrong = results.filter(({ status }) => !['success', 'pass', 'unchanged', 'skipped'].includes(status));
  expect(wrong.map(({ id, status, message, sample }) => ({ id, status, message, sample }))).toEqual([]);
}

/** Each series of a source in the daily mart: its first day, its last, its days and what they add up to. */
async function series({ run, opened }: Yard, schema: string, name: string): Promise<readonly string[]> {
  const rows = await run(`select platform || '/' || trend || '/' || metric as signal,
      min(day), max(day), count(*), sum(value)
    from ${opened.name(schema, name)} where ${FOUND} group by platform, trend, metric order by signal`);
  return rows.map((cells) => cells.map(shown).join(' ')).sort();
}

function shown(cell: unknown): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

test('what the ready sources tell reaches the daily mart, on its days and by its trends', async () => {
  const hits = [
    { id: 1, at: AT('2024-01-15T23:59:59Z'), text: 'My desk setup', tag: 'story' as const },
    { id: 2, at: AT('2024-01-15T00:00:00Z'), text: 'Another desk setup', tag: 'story' as const },
    { id: 3, at: AT('2024-01-18T00:00:00Z'), text: 'A third desk setup', tag: 'story' as const },
    { id: 4, at: AT('2024-01-16T10:00:00Z'), text: 'A desk setup again', tag: 'comment' as const },
    { id: 5, at: AT('2024-01-16T12:00:00Z'), text: 'A retro game', tag: 'story' as const },
  ];
  for (const yard of yards) {
    const clock = createVirtualClock(Date.parse('2024-01-20T02:00:00Z'));
    const vendors = [
      [
        'wikipedia',
        await startWikimediaPageviews(clock, ['Sourdough', 'Visible_mending']),
        'https://wikimedia.org',
      ],
      ['news', await startGdelt(clock), 'https://api.gdeltproject.org'],
      ['hackernews', await startHackerNews(clock, hits), 'https://hn.algolia.com'],
    ] as const;
    for (const [name, { origin, stop }, vendor] of vendors) {
      await landSource(yard, clock, { name, origin, vendor: [vendor] });
      await stop();
    }
    await built(yard);
    const found = await series(yard, 'staging', 'stg_signals');
    expect(found).toEqual([
      'hackernews/desk-setup/stories 2024-01-15 2024-01-18 4 3',
      'hackernews/retro-arcade/stories 2024-01-15 2024-01-18 4 1',
      // A year of 17 articles a day.
      'news/giant-tumbler/articles 2023-01-20 2024-01-19 365 6205',
      'news/sourdough-scoring/articles 2023-01-20 2024-01-19 365 6205',
      'news/spooky-season/articles 2023-01-20 2024-01-19 365 6205',
      // 723 and so on to 741.
      'wikipedia/sourdough-scoring/views 2024-01-01 2024-01-19 19 13908',
      'wikipedia/visible-mending/views 2024-01-01 2024-01-19 19 13908',
    ]);
    expect(await series(yard, 'core', 'fct_signal_daily')).toEqual(found);
    expect(await series(yard, 'analytics', 'signal_daily')).toEqual(found);
    const days = await yard.run(`select day, value from ${yard.opened.name('analytics', 'signal_daily')}
      where signal = 'hackernews/desk-setup/stories' order by day`);
    expect(days.map((cells) => cells.map(shown).join(' '))).toEqual([
      '2024-01-15 2',
      '2024-01-16 0',
      '2024-01-17 0',
      '2024-01-18 1',
    ]);
  }
});

test('what waits for its credentials is counted as soon as it has them', async () => {
  const bought = (count: number) =>
    Array.from({ length: count }, (_, index) => AT('2024-02-10T12:00:00Z') - index * 86_400);
  for (const yard of yards) {
    const clock = createVirtualClock(Date.parse('2024-02-11T00:00:00Z'));
    const topics = 'tiktok,1700000000000002,giant-tumbler\nfacebook,1000001,capybara-spa\n';
    await appendFile(join(yard.folder, 'seeds/topics.csv'), topics);
    const land = async (name: string, server: VendorServer, vendor: readonly string[], more: Filling) => {
      await landSource(yard, clock, { name, origin: server.origin, vendor, ...more });
      await server.stop();
    };
    await land(
      'tiktok',
      await startTiktokBusiness(clock, ['7001'], 2, 'token'),
      ['https://business-api.tiktok.com'],
      {
        filledIn: { advertiser_ids: "['7001']" },
        secrets: { 'tiktok.access_token': 'token' },
      },
    );
    await land(
      'facebook',
      await startFacebookPageInsights(clock, '1000001', 'EAAB'),
      ['https://graph.facebook.com'],
      {
        filledIn: { page_id: "'1000001'" },
        secrets: { 'facebook.access_token': 'EAAB' },
      },
    );
    const tagged = { sourdough: 3, visiblemending: 1, junkjournal: 2 };
    await land(
      'instagram',
      await startInstagramHashtags(clock, tagged, 'EAAB'),
      ['https://graph.facebook.com'],
      {
        filledIn: { user_id: "'17841400000000000'", approved: '2024-01-31' },
        secrets: { 'instagram.access_token': 'EAAB' },
      },
    );
    const videos = bought(2).map((at) => at * 1000);
    await land('youtube', await startYoutube(clock, videos, 'AIza'), ['https://www.googleapis.com'], {
      secrets: { 'youtube.api_key': 'AIza' },
    });
    const app = { id: 'a', secret: 'b', refreshToken: 'pinr' };
    await land(
      'reddit',
      await startReddit(clock, { sourdough: bought(3) }, app),
      ['https://oauth.reddit.com', 'https://www.reddit.com'],
      {
        filledIn: { client_id: 'a', username: 'shop', approved: '2024-01-31' },
        secrets: { 'reddit.client_secret': 'b' },
      },
    );
    await land(
      'pinterest',
      await startPinterestTrends(clock, ['junk journal', 'nails'], app),
      ['https://api.pinterest.com'],
      {
        filledIn: { app_id: 'a', approved: '2024-01-31' },
        secrets: { 'pinterest.app_secret': 'b', 'pinterest.refresh_token': 'pinr' },
      },
    );
    await built(yard);
    const found = await series(yard, 'analytics', 'signal_daily');
    expect(found.filter((one) => !/^(hackernews|news|wikipedia)/.test(one))).toEqual([
      // 399 to 499 and 0 to 262.
      'facebook/capybara-spa/page_follows 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_media_view 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_post_engagements 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_total_media_view_unique 2023-02-11 2024-02-09 364 79802',
      'facebook/capybara-spa/page_views_total 2023-02-11 2024-02-09 364 79802',
      // One a minute, back from midnight.
      'instagram/junk-journal/posts 2024-02-10 2024-02-11 2 2',
      'instagram/sourdough-scoring/posts 2024-02-10 2024-02-11 2 3',
      'instagram/visible-mending/posts 2024-02-10 2024-02-11 2 1',
      'pinterest/junk-journal/searches 2026-06-01 2026-06-08 2 160',
      'reddit/sourdough-scoring/posts 2024-02-08 2024-02-10 3 3',
      // One of two campaigns: 1,200 a day for half a year and today.
      'tiktok/giant-tumbler/ad_views 2023-08-15 2024-02-11 181 217200',
      'youtube/balcony-garden/videos 2024-02-09 2024-02-10 2 2',
      'youtube/candle-pouring/videos 2024-02-09 2024-02-10 2 2',
      'youtube/sourdough-scoring/videos 2024-02-09 2024-02-10 2 2',
    ]);
  }
});

test('orders of Amazon are units and revenue of a product and day, where they count', async () => {
  for (const yard of yards) {
    const clock = createVirtualClock(Date.parse('2026-08-20T15:00:00Z'));
    const line = (order: string, at: string, more: Parameters<typeof orderLine>[0] = {}) =>
      orderLine({ 'amazon-order-id': order, 'purchase-date': at, sku: 'BASKET', ...more });
    const seller = {
      clientId: 'amzn1.application-oa2-client.1',
      clientSecret: 'secret',
      refreshToken: 'Atzr|refresh',
      marketplaces: ['ATVPDKIKX0DER'],
      roles: ['Inventory and Order Tracking'],
      endings: [],
      queuedMs: 20_000,
      workingMs: 40_000,
      orders: [
        // The evening of the 14th in New York.
        line('1', '2026-08-15T03:59:59+00:00', { quantity: '2', 'item-price': '39.98' }),
        line('2', '2026-08-15T04:00:00+00:00', { 'item-promotion-discount': '5.00' }),
        line('2', '2026-08-15T04:00:00+00:00'),
        line('3', '2026-08-15T12:00:00+00:00', { 'order-status': 'Cancelled', 'item-price': '' }),
        line('4', '2026-08-15T13:00:00+00:00', { 'item-status': 'Cancelled' }),
        // Pending: what it costs isn't known yet.
        line('5', '2026-08-17T13:00:00+00:00', { 'order-status': 'Pending', 'item-price': '', currency: '' }),
        line('6', '2026-08-18T13:00:00+00:00', { sku: 'capybara-mug', 'item-price': '16.00' }),
        line('7', '2026-08-18T13:00:00+00:00', { sku: 'NEVER-PRICED', 'item-price': '', currency: '' }),
      ],
    };
    const amazon = await startAmazon(clock, seller);
    await landSource(yard, clock, {
      name: 'amazon',
      origin: amazon.origin,
      vendor: ['https://api.amazon.com', 'https://sellingpartnerapi-na.amazon.com'],
      filledIn: { client_id: 'amzn1.application-oa2-client.1' },
      secrets: { 'amazon.client_secret': 'secret', 'amazon.refresh_token': 'Atzr|refresh' },
    });
    await amazon.stop();
    await built(yard);
    const sold = await yard.run(`select product, day, units, revenue_minor, currency
      from ${yard.opened.name('core', 'fct_outcome_daily')} where day >= '2026-01-01' order by product, day`);
    expect(sold.map((cells) => cells.map(shown).join(' '))).toEqual([
      'BASKET 2026-08-14 2 3998 USD',
      'BASKET 2026-08-15 2 3498 USD',
      'BASKET 2026-08-16 0 0 USD',
      'BASKET 2026-08-17 1 0 USD',
      'BASKET 2026-08-18 0 0 USD',
      'BASKET 2026-08-19 0 0 USD',
      'capybara-mug 2026-08-18 1 1600 USD',
      'capybara-mug 2026-08-19 0 0 USD',
    ]);
    const products = await yard.run(`select product, title, price_minor, valid_from
      from ${yard.opened.name('core', 'dim_product')} where valid_from >= '2026-01-01'`);
    expect(products.map((cells) => cells.map(shown).join(' '))).toEqual([
      'BASKET Crochet basket "Ä", 30 cm 1999 2026-08-14',
    ]);
  }
});

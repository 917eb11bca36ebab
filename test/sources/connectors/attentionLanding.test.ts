import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { must } from '../../warehouse/store/bench.ts';
import { type ExtractBench, openExtractBench } from '../extract/extractBench.ts';
import { startBluesky } from '../servers/bluesky.ts';
import { startDummyJson } from '../servers/dummyjson.ts';
import { startFacebookPageInsights } from '../servers/facebookPageInsights.ts';
import { startGdelt } from '../servers/gdelt.ts';
import { startHackerNews } from '../servers/hackerNews.ts';
import { startInstagramHashtags } from '../servers/instagramHashtags.ts';
import { startMastodon } from '../servers/mastodon.ts';
import { startPinterestTrends } from '../servers/pinterestTrends.ts';
import { startReddit } from '../servers/reddit.ts';
import { startTiktokAccount } from '../servers/tiktokAccount.ts';
import { startTiktokBusiness } from '../servers/tiktokBusiness.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { startWikimediaPageviews } from '../servers/wikimediaPageviews.ts';
import { startYoutube } from '../servers/youtube.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';

/** The time of the bench's own clock: three in the morning of the 9th in London, still the 8th in New York. */
const NOW = Date.parse('2026-03-09T02:00:00Z');
const DAY = 86_400_000;
/** The person said that what the vendor's terms ask for is granted. */
const APPROVED = { approved: '2026-01-31' };

let warehouse: ExtractBench;
let clock: VirtualClock;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  warehouse = await openExtractBench();
});
afterAll(() => warehouse.close());
beforeEach(() => {
  warehouse.begin();
  clock = createVirtualClock(NOW);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(
  name: string,
  server: VendorServer,
  vendor: readonly string[],
  config: JsonObject,
): Promise<OpenedConnector> {
  closing.push(server.stop);
  const one = await openConnector(name, { clock, origin: server.origin, vendor, config });
  closing.push(one.close);
  must(await one.source.check(new AbortController().signal));
  return one;
}

/** Lands a stream and tells its rows and the kinds of its columns, without those every row has. */
async function land({ source, facts }: OpenedConnector, stream: string) {
  const [outcome] = await warehouse.run(source, { streams: [stream], facts, file: APPROVED });
  expect(outcome).toMatchObject({ failures: [], status: 'done', rejected: 0 });
  const found = must(await warehouse.store.describe(warehouse.relation(stream)));
  const columns = Object.fromEntries((found?.columns ?? []).map(({ name, type }) => [name, type.kind]));
  const rows = (await warehouse.rows(stream)) as readonly Readonly<Record<string, unknown>>[];
  return { rows, columns };
}

function advance(milliseconds: number): void {
  clock.advance(milliseconds);
  warehouse.advance(milliseconds);
}

const hours = (count: number) => Array.from({ length: count }, (_, index) => NOW / 1000 - index * 3600 - 60);

test('DummyJSON: prices with two decimals, and nobody who wrote a review', async () => {
  const server = await startDummyJson(clock, { products: 120, users: 5, carts: 5 });
  const one = await open('dummyjson', server, [], { address: server.origin });
  const { rows, columns } = await land(one, 'products');
  expect(rows).toHaveLength(120);
  expect(columns).toMatchObject({ price: 'decimal', stock: 'integer' });
  const everything = JSON.stringify([rows, await warehouse.rows('products__reviews').catch(() => [])]);
  expect(everything).not.toMatch(/Ada|@x\.dummyjson/);
});

test('Wikimedia: one row a day and article, and the last days again without doubling', async () => {
  const server = await startWikimediaPageviews(clock, ['Crochet']);
  const config = { articles: ['Crochet'], contact: 'owner@shop.example', start_date: '2026-02-01' };
  const one = await open('wikimedia-pageviews', server, ['https://wikimedia.org'], config);
  const first = await land(one, 'article_views');
  expect(first.rows).toHaveLength(36);
  expect(first.columns).toMatchObject({ day: 'day', views: 'integer' });
  advance(DAY);
  expect((await land(one, 'article_views')).rows).toHaveLength(37);
});

test('Hacker News: hits that come twice are one row', async () => {
  const hits = hours(300).flatMap((at, index) =>
    [0, 1, 2].map((part) => ({ id: index * 3 + part, at, text: 'A lamp', tag: 'story' as const })),
  );
  const config = { queries: ['lamp'], start_date: '2026-02-10' };
  const one = await open(
    'hacker-news',
    await startHackerNews(clock, hits),
    ['https://hn.algolia.com'],
    config,
  );
  const { rows, columns } = await land(one, 'stories');
  expect(rows).toHaveLength(900);
  expect(columns).toMatchObject({ created_at: 'instant', created_at_i: 'integer', points: 'integer' });
});

test('GDELT: days and counts', async () => {
  const config = { queries: ['"resin art"'], start_date: '2026-01-01' };
  const one = await open('gdelt', await startGdelt(clock), ['https://api.gdeltproject.org'], config);
  const coverage = await land(one, 'coverage');
  expect(coverage.rows).toHaveLength(67);
  expect(coverage.columns).toMatchObject({ day: 'day', articles: 'integer', all_articles: 'integer' });
  expect((await land(one, 'tone')).columns).toMatchObject({ day: 'day', tone: 'number' });
});

test('Bluesky: times written in any way are instants', async () => {
  const posts = hours(150).map((at, index) => ({
    key: `p${index}`,
    handle: 'shop.bsky.social',
    text: 'crochet',
    createdAt: new Date(at * 1000).toISOString().replace('.000Z', index % 2 === 0 ? '+00:00' : '.123Z'),
    indexedAt: new Date(at * 1000 + 500).toISOString(),
  }));
  const config = { queries: ['crochet'], accounts: ['shop.bsky.social'], start_date: '2026-03-01' };
  const one = await open(
    'bluesky',
    await startBluesky(clock, posts),
    ['https://public.api.bsky.app'],
    config,
  );
  const { rows, columns } = await land(one, 'posts');
  expect(rows).toHaveLength(150);
  expect(columns).toMatchObject({ created_at: 'instant', indexed_at: 'instant' });
  expect((await land(one, 'account_posts')).rows).toHaveLength(150);
});

test('Mastodon: each day that is read is kept, and days of tags grow into a history', async () => {
  const server = await startMastodon(clock, ['craft', 'yarn']);
  const one = await open('mastodon-trends', server, [], { address: server.origin });
  await land(one, 'tags');
  expect((await land(one, 'tag_days')).rows).toHaveLength(14);
  advance(DAY);
  const { rows, columns } = await land(one, 'tags');
  // Its days are UTC's, wherever the shop is.
  expect(new Set(rows.map((row) => String(row['snapshot_day'])))).toEqual(
    new Set(['2026-03-09', '2026-03-10']),
  );
  expect(rows).toHaveLength(4);
  expect(columns).toMatchObject({ snapshot_day: 'day', uses_today: 'integer' });
  const history = await land(one, 'tag_days');
  expect(history.rows).toHaveLength(16);
  expect(history.columns).toMatchObject({ day: 'day', uses: 'integer' });
});

test('TikTok account: counts are kept day by day', async () => {
  const server = await startTiktokAccount(clock, hours(30), 'rft.first');
  const config = { client_key: 'key', client_secret: 'secret', refresh_token: 'rft.first' };
  const one = await open('tiktok-account', server, ['https://open.tiktokapis.com'], config);
  expect((await land(one, 'videos')).rows).toHaveLength(30);
  await land(one, 'video_counts');
  advance(DAY);
  expect((await land(one, 'video_counts')).rows).toHaveLength(60);
});

test('TikTok Business: spend with two decimals', async () => {
  const server = await startTiktokBusiness(clock, ['7001'], 3, 'token-1');
  const config = { access_token: 'token-1', advertiser_ids: ['7001'], start_date: '2026-03-01' };
  const one = await open('tiktok-business', server, ['https://business-api.tiktok.com'], config);
  const { rows, columns } = await land(one, 'campaign_days');
  expect(rows).toHaveLength(27);
  expect(columns).toMatchObject({
    day: 'day',
    spend: 'decimal',
    impressions: 'integer',
    campaign_id: 'text',
  });
});

test('Instagram: Meta’s way of writing a time is an instant', async () => {
  const server = await startInstagramHashtags(clock, { beads: 60 }, 'EAAB');
  const config = { access_token: 'EAAB', user_id: '17841400000000000', hashtags: ['beads'] };
  const one = await open('instagram-hashtags', server, ['https://graph.facebook.com'], config);
  const { rows, columns } = await land(one, 'recent_media');
  expect(rows).toHaveLength(60);
  expect(columns).toMatchObject({ timestamp: 'instant', like_count: 'integer', id: 'text' });
});

test('Facebook: a value a metric and day', async () => {
  const server = await startFacebookPageInsights(clock, '1000001', 'EAAB');
  const config = { access_token: 'EAAB', page_id: '1000001', start_date: '2026-03-01' };
  const one = await open('facebook-page-insights', server, ['https://graph.facebook.com'], config);
  const { rows, columns } = await land(one, 'page_days');
  expect(rows).toHaveLength(8 * 5);
  expect(columns).toMatchObject({ day: 'day', metric: 'text', value: 'integer' });
});

test('YouTube: views of recent videos are kept day by day', async () => {
  const server = await startYoutube(
    clock,
    hours(60).map((at) => at * 1000),
    'AIza',
  );
  const config = { api_key: 'AIza', queries: ['basket'] };
  const one = await open('youtube', server, ['https://www.googleapis.com'], config);
  const found = await land(one, 'search');
  expect(found.rows).toHaveLength(60);
  expect(found.columns).toMatchObject({ published_at: 'instant' });
  const { rows, columns } = await land(one, 'video_statistics');
  expect(rows).toHaveLength(60);
  expect(columns).toMatchObject({ snapshot_day: 'day', view_count: 'integer', published_at: 'instant' });
});

test('Pinterest: the keywords of each day that was read', async () => {
  const app = { id: '15', secret: 'app-secret', refreshToken: 'pinr' };
  const config = { app_id: '15', app_secret: 'app-secret', refresh_token: 'pinr' };
  const server = await startPinterestTrends(clock, ['nails', 'resin'], app);
  const one = await open('pinterest-trends', server, ['https://api.pinterest.com'], config);
  await land(one, 'keywords');
  advance(DAY);
  const { rows, columns } = await land(one, 'keywords');
  expect(rows).toHaveLength(4);
  expect(columns).toMatchObject({ snapshot_day: 'day', pct_growth_wow: 'integer' });
  // Its weeks are rows, not a column each that next week is gone.
  expect(Object.keys(columns).filter((name) => /20\d\d/.test(name))).toEqual([]);
  const weeks = await warehouse.rows('keywords__weeks');
  expect(weeks).toHaveLength(8);
  expect(weeks[0]).toMatchObject({ week: '2026-06-01', searches: 60 });
});

test('Reddit: counts of posts and nothing of people', async () => {
  const server = await startReddit(clock, { crochet: hours(130) }, { id: 'a', secret: 'b' });
  const config = { client_id: 'a', client_secret: 'b', username: 'shop', communities: ['crochet'] };
  const vendor = ['https://oauth.reddit.com', 'https://www.reddit.com'];
  const one = await open('reddit', server, vendor, config);
  const { rows, columns } = await land(one, 'community_posts');
  expect(rows).toHaveLength(130);
  expect(columns).toMatchObject({ created_utc: 'integer', score: 'integer', over_18: 'boolean' });
  expect(Object.keys(columns).filter((name) => /author|title|text/.test(name))).toEqual([]);
});

test.each([
  [
    'instagram-hashtags',
    { access_token: 'EAAB', user_id: '1', hashtags: ['beads'] },
    'https://graph.facebook.com',
  ],
  ['pinterest-trends', { app_id: '1', app_secret: 's', refresh_token: 'r' }, 'https://api.pinterest.com'],
  [
    'reddit',
    { client_id: '1', client_secret: 's', username: 'shop', communities: ['crochet'] },
    'https://oauth.reddit.com',
  ],
])(
  '%s asks nothing of its vendor before the person says that it is allowed',
  async (name, config, vendor) => {
    const server = await startMastodon(clock, []);
    closing.push(server.stop);
    const one = await openConnector(name, { clock, origin: server.origin, vendor: [vendor], config });
    closing.push(one.close);
    const refused = await warehouse.try(one.source, { facts: one.facts });
    expect(refused.ok ? null : refused.failure.code).toBe('TERMS_REFUSED');
    expect(server.requests).toEqual([]);
  },
);

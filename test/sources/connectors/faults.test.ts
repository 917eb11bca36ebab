import { afterEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
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
import type { Arrived, Reply, VendorServer } from '../servers/vendorServer.ts';
import { startWikimediaPageviews } from '../servers/wikimediaPageviews.ts';
import { startYoutube } from '../servers/youtube.ts';
import { openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const HOURS = Array.from({ length: 8 }, (_, index) => NOW / 1000 - index * 3600 - 60);

interface Vendor {
  readonly start: (clock: VirtualClock) => Promise<VendorServer>;
  readonly at: readonly string[];
  readonly config: (origin: string) => JsonObject;
  readonly stream: string;
}

const VENDORS: Readonly<Record<string, Vendor>> = {
  dummyjson: {
    start: (clock) => startDummyJson(clock, { products: 8, users: 0, carts: 0 }),
    at: [],
    config: (origin) => ({ address: origin }),
    stream: 'products',
  },
  'wikimedia-pageviews': {
    start: (clock) => startWikimediaPageviews(clock, ['Crochet']),
    at: ['https://wikimedia.org'],
    config: () => ({ articles: ['Crochet'], contact: 'owner@shop.example', start_date: '2026-06-07' }),
    stream: 'article_views',
  },
  'hacker-news': {
    start: (clock) =>
      startHackerNews(
        clock,
        HOURS.map((at) => ({ id: at, at, text: 'lamp', tag: 'story' })),
      ),
    at: ['https://hn.algolia.com'],
    config: () => ({ queries: ['lamp'], start_date: '2026-06-07' }),
    stream: 'stories',
  },
  gdelt: {
    start: startGdelt,
    at: ['https://api.gdeltproject.org'],
    config: () => ({ queries: ['crochet'] }),
    stream: 'coverage',
  },
  bluesky: {
    start: (clock) =>
      startBluesky(
        clock,
        HOURS.map((at) => {
          const time = new Date(at * 1000).toISOString();
          return { key: `p${at}`, handle: 'shop', text: 'crochet', createdAt: time, indexedAt: time };
        }),
      ),
    at: ['https://public.api.bsky.app'],
    config: () => ({ queries: ['crochet'] }),
    stream: 'posts',
  },
  'mastodon-trends': {
    start: (clock) => startMastodon(clock, HOURS.map(String)),
    at: [],
    config: (origin) => ({ address: origin }),
    stream: 'tags',
  },
  'tiktok-account': {
    start: (clock) => startTiktokAccount(clock, [...HOURS], 'rft'),
    at: ['https://open.tiktokapis.com'],
    config: () => ({ client_key: 'key', client_secret: 'secret', refresh_token: 'rft' }),
    stream: 'videos',
  },
  'tiktok-business': {
    start: (clock) => startTiktokBusiness(clock, ['7001'], 1, 'token'),
    at: ['https://business-api.tiktok.com'],
    config: () => ({ access_token: 'token', advertiser_ids: ['7001'], start_date: '2026-06-08' }),
    stream: 'advertiser_days',
  },
  'instagram-hashtags': {
    start: (clock) => startInstagramHashtags(clock, { beads: 8 }, 'EAAB'),
    at: ['https://graph.facebook.com'],
    config: () => ({ access_token: 'EAAB', user_id: '17841400000000000', hashtags: ['beads'] }),
    stream: 'recent_media',
  },
  'facebook-page-insights': {
    start: (clock) => startFacebookPageInsights(clock, '1', 'EAAB'),
    at: ['https://graph.facebook.com'],
    config: () => ({ access_token: 'EAAB', page_id: '1', start_date: '2026-06-08' }),
    stream: 'page_days',
  },
  youtube: {
    start: (clock) =>
      startYoutube(
        clock,
        HOURS.map((at) => at * 1000),
        'AIza',
      ),
    at: ['https://www.googleapis.com'],
    config: () => ({ api_key: 'AIza', queries: ['basket'] }),
    stream: 'trending',
  },
  'pinterest-trends': {
    start: (clock) =>
      startPinterestTrends(clock, HOURS.map(String), { id: '1', secret: 's', refreshToken: 'r' }),
    at: ['https://api.pinterest.com'],
    config: () => ({ app_id: '1', app_secret: 's', refresh_token: 'r' }),
    stream: 'keywords',
  },
  reddit: {
    start: (clock) => startReddit(clock, { crochet: HOURS }, { id: '1', secret: 's' }),
    at: ['https://oauth.reddit.com', 'https://www.reddit.com'],
    config: () => ({ client_id: '1', client_secret: 's', username: 'shop', communities: ['crochet'] }),
    stream: 'community_posts',
  },
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Reads the stream while its first answers, logins aside, are disturbed. */
async function readDisturbed(name: string, reply: Reply, times: number) {
  const vendor = VENDORS[name];
  if (vendor === undefined) throw new Error(name);
  const clock = createVirtualClock(NOW);
  const server = await vendor.start(clock);
  closing.push(server.stop);
  const isLogin = ({ path }: Arrived) => path.includes('token');
  server.disturb(reply, times, (arrived) => !isLogin(arrived));
  const one = await openConnector(name, {
    clock,
    origin: server.origin,
    vendor: vendor.at,
    config: vendor.config(server.origin),
  });
  closing.push(one.close);
  return readStream(one.source, vendor.stream, {
    mode: one.source.streams.some(
      (stream) => stream.name === vendor.stream && stream.syncModes.includes('incremental'),
    )
      ? 'incremental'
      : 'full_refresh',
  });
}

const HTML =
  '<!DOCTYPE html><html><head><title>Please log in to the Wi-Fi</title></head><body></body></html>';
const names = Object.keys(VENDORS);

test.each(names)(
  '%s: a page for people with status 200 is said to be one, and nothing of it is a row',
  async (name) => {
    const read = await readDisturbed(name, { text: HTML, type: 'text/html' }, 99);
    expect(read.records).toEqual([]);
    expect(read.status).toBe('incomplete');
    expect(read.troubles[0]?.failure.code).not.toBe('INTERNAL');
    expect(read.troubles[0]?.failure.message).toMatch(/Wi-Fi|HTML/);
  },
);

test.each(names)('%s: faults of the vendor that heal are gone through', async (name) => {
  const read = await readDisturbed(name, { status: 503, text: 'upstream connect error' }, 2);
  expect(read.troubles).toEqual([]);
  expect(read.records.length).toBeGreaterThanOrEqual(8);
});

test.each(names)('%s: an answer that breaks off is asked for again', async (name) => {
  const cut = { json: { data: 'x'.repeat(2000) }, cutAfter: 500 };
  const read = await readDisturbed(name, cut, 1);
  expect(read.troubles).toEqual([]);
  expect(read.records.length).toBeGreaterThanOrEqual(8);
});

test.each(names)('%s: answers of another shape are no defect of ours', async (name) => {
  for (const json of [{ error: 'something' }, { error: { errors: [] } }, { data: null }, [], null, 7]) {
    const read = await readDisturbed(name, { status: 400, json }, 99);
    expect(read.troubles[0]?.failure.code).toMatch(/SOURCE_/);
    expect(read.troubles[0]?.failure.message).toMatch(/status 400/);
  }
});

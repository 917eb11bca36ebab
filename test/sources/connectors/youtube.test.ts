import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { quotaExceeded, startYoutube } from '../servers/youtube.ts';
import { type OpenedConnector, openConnector, type Remembered } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const KEY = 'AIza-test-key';
let clock: VirtualClock;
let server: VendorServer;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(NOW);
  // One every two hours, back to the end of March.
  const videos = Array.from({ length: 900 }, (_, index) => NOW - index * 7_200_000 - 1000);
  server = await startYoutube(clock, videos, KEY);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(
  config: Record<string, unknown> = {},
  remembered: Remembered = new Map(),
): Promise<OpenedConnector> {
  const one = await openConnector('youtube', {
    clock,
    origin: server.origin,
    vendor: ['https://www.googleapis.com'],
    remembered,
    config: { api_key: KEY, queries: ['"crochet basket"'], start_date: '2026-05-01', ...config } as never,
  });
  opened.push(one);
  return one;
}

test('reads what a search finds in ranges of thirty days', async () => {
  const { source } = await open();
  const read = await readStream(source, 'search');
  expect(read.troubles).toEqual([]);
  // Twelve a day from 1 May.
  expect(new Set(read.records.map(({ id }) => id)).size).toBe(45 * 12 + 6);
  expect(schemaFaults(source, 'search', read.records)).toEqual([]);
  expect(server.requests[0]?.query['q']).toBe('"crochet basket"');
  expect(server.requests[0]?.query).not.toHaveProperty('regionCode');
  expect(server.requests[0]?.query).toMatchObject({
    publishedAfter: '2026-05-01T00:00:00Z',
    maxResults: '50',
  });
});

test('asks the second time only for what is new', async () => {
  const { source } = await open();
  const first = await readStream(source, 'search');
  server.forget();
  clock.advance(86_400_000);
  await readStream(source, 'search', { state: first.state });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.query['publishedAfter']).toBe('2026-06-14T11:59:59Z');
});

test('looks up the counts of recent videos fifty at a time', async () => {
  const { source } = await open();
  const read = await readStream(source, 'video_statistics', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  // Four weeks of twelve a day.
  expect(read.records).toHaveLength(28 * 12 + 6);
  expect(schemaFaults(source, 'video_statistics', read.records)).toEqual([]);
  expect(server.requests.filter(({ path }) => path.endsWith('/videos'))).toHaveLength(7);
  expect(server.requests.filter(({ path }) => path.endsWith('/search'))).toHaveLength(7);
});

test('what trends needs no search', async () => {
  const { source } = await open({ region: 'DE' });
  const read = await readStream(source, 'trending', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(60);
  expect(schemaFaults(source, 'trending', read.records)).toEqual([]);
  expect(server.requests.every(({ path }) => path.endsWith('/videos'))).toBe(true);
});

test('keeps to a hundred searches a day over restarts, until midnight in California', async () => {
  const remembered = new Map<string, unknown>();
  const queries = Array.from({ length: 15 }, (_, index) => `basket ${index}`);
  const one = await open({ queries }, remembered);
  const read = await readStream(one.source, 'video_statistics', { mode: 'full_refresh' });
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.failure.message).toMatch(/100 searches a day/);
  const searches = () => server.requests.filter(({ path }) => path.endsWith('/search')).length;
  expect(searches()).toBe(100);
  const next = await open({}, remembered);
  expect((await readStream(next.source, 'search')).records).toEqual([]);
  expect(searches()).toBe(100);
  // It is five in the morning there.
  clock.advance(19.5 * 3_600_000);
  expect((await readStream(next.source, 'search')).status).toBe('complete');
});

test('a used up day is said at once, and what was read stays', async () => {
  const { source, facts } = await open({ start_date: '2026-06-01' });
  expect(facts.quotas).toMatchObject([{ most: 100, within: { day: 'America/Los_Angeles' } }]);
  server.disturb(quotaExceeded(), 9, ({ query }) => query['pageToken'] === 'P100');
  const read = await readStream(source, 'search');
  expect(read.records).toHaveLength(100);
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.kind).toBe('transient');
  expect(read.troubles[0]?.failure.message).toMatch(/midnight in California/);
  expect(clock.waited()).toBe(0);
});

test('words a key that isn’t accepted, and shows it nowhere', async () => {
  const one = await open({ api_key: 'AIza-revoked-key' });
  const read = await readStream(one.source, 'trending', { mode: 'full_refresh' });
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/doesn't accept the API key/);
  expect(JSON.stringify([read.troubles, one.exchanges])).not.toContain('AIza-revoked-key');
});

test('waits when it asks too fast, and a search that finds nothing is no failure', async () => {
  const { source } = await open({ queries: ['nothing'] });
  const error = { code: 403, message: 'Rate Limit Exceeded', errors: [{ reason: 'rateLimitExceeded' }] };
  server.disturb({ status: 403, json: { error } });
  expect(await readStream(source, 'search')).toMatchObject({ records: [], status: 'complete' });
  expect(clock.waited()).toBeGreaterThan(0);
});

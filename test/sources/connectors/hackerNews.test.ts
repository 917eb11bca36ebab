import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type Hit, startHackerNews } from '../servers/hackerNews.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
let clock: VirtualClock;
let server: VendorServer;
const opened: OpenedConnector[] = [];

beforeEach(() => {
  clock = createVirtualClock(NOW);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(
  hits: readonly Hit[],
  queries: readonly string[] = ['keyboard'],
): Promise<OpenedConnector> {
  server = await startHackerNews(clock, hits);
  const one = await openConnector('hacker-news', {
    clock,
    origin: server.origin,
    vendor: ['https://hn.algolia.com'],
    config: { queries, start_date: '2026-06-01' },
  });
  opened.push(one);
  return one;
}

/** One a minute going back from now, in pairs of the same second. */
function stories(count: number, text = 'Mechanical keyboard'): Hit[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 1000 + index,
    at: NOW / 1000 - Math.floor(index / 2) * 60,
    text,
    tag: 'story',
  }));
}

test('more hits than the vendor hands out of one search are all there', async () => {
  const { source } = await open(stories(2600));
  const read = await readStream(source, 'stories');
  expect(read.troubles).toEqual([]);
  expect(new Set(read.records.map(({ objectID }) => objectID)).size).toBe(2600);
  expect(schemaFaults(source, 'stories', read.records)).toEqual([]);
  // Nobody went beyond what the vendor hands out.
  expect(server.requests.every(({ query }) => query['page'] === undefined)).toBe(true);
});

test('more hits in one second than the vendor can show are said, not lost', async () => {
  const { source } = await open(stories(1200).map((hit) => ({ ...hit, at: NOW / 1000 - 60 })));
  const read = await readStream(source, 'stories');
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.kind).toBe('loop');
});

test('asks the second time from a week before the last', async () => {
  const { source } = await open(stories(20));
  const first = await readStream(source, 'stories');
  server.forget();
  clock.advance(3_600_000);
  await readStream(source, 'stories', { state: first.state });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.query['numericFilters']).toBe(
    `created_at_i>=${NOW / 1000 - 7 * 86_400},created_at_i<=${NOW / 1000 + 3600}`,
  );
});

test('comments are counted without what they say or who says it', async () => {
  const { source } = await open([{ id: 1, at: NOW / 1000 - 60, text: 'I like my keyboard', tag: 'comment' }]);
  const read = await readStream(source, 'comments');
  expect(read.records).toHaveLength(1);
  expect(schemaFaults(source, 'comments', read.records)).toEqual([]);
  expect(JSON.stringify(read.records)).not.toMatch(/someone|I like/);
});

test('two searches are read apart, and one that finds nothing is no failure', async () => {
  const { source } = await open(stories(3), ['keyboard', '"macramé"']);
  const read = await readStream(source, 'stories');
  expect(read.status).toBe('complete');
  expect(read.records.map(({ query }) => query)).toEqual(['keyboard', 'keyboard', 'keyboard']);
  expect(server.requests.map(({ query }) => query['query'])).toEqual(['keyboard', '"macramé"']);
});

test('waits when the hour is used up, and words what the vendor refuses', async () => {
  const { source } = await open(stories(3));
  server.disturb({ status: 429, json: { message: 'Too Many Requests', status: 429 } });
  expect((await readStream(source, 'stories')).records).toHaveLength(3);
  expect(clock.waited()).toBeGreaterThanOrEqual(60_000);
  server.disturb({ status: 400, json: { message: 'Invalid syntax', status: 400 } });
  const refused = await readStream(source, 'stories');
  expect(refused.troubles[0]?.kind).toBe('config');
  expect(refused.troubles[0]?.failure.message).toMatch(/search words/);
});

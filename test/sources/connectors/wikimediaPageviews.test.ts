import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { startWikimediaPageviews } from '../servers/wikimediaPageviews.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const STREAM = 'article_views';
let clock: VirtualClock;
let server: VendorServer;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  server = await startWikimediaPageviews(clock, ['Crochet', 'Moby-Dick;_or,_The_Whale', 'AC/DC', "Ain't"]);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(config: Record<string, unknown>): Promise<OpenedConnector> {
  const one = await openConnector('wikimedia-pageviews', {
    clock,
    origin: server.origin,
    vendor: ['https://wikimedia.org'],
    config: { contact: 'owner@shop.example', start_date: '2026-01-01', ...config } as never,
  });
  opened.push(one);
  return one;
}

test('one request an article and project, whatever is in their titles', async () => {
  const { source } = await open({
    articles: ['Crochet', 'Moby-Dick; or, The Whale', 'AC/DC', "Ain't"],
    projects: ['en.wikipedia', 'de.wikipedia'],
  });
  const read = await readStream(source, STREAM);
  expect(read.troubles).toEqual([]);
  expect(server.requests).toHaveLength(8);
  // 1 January to 14 June, of four articles on two projects.
  expect(read.records).toHaveLength(165 * 8);
  expect(schemaFaults(source, STREAM, read.records)).toEqual([]);
  expect(read.records[0]).toMatchObject({ project: 'en.wikipedia', article: 'Crochet', day: '2026-01-01' });
});

test('asks the second time only for days that are new or may have changed', async () => {
  const { source } = await open({ articles: ['Crochet'] });
  const first = await readStream(source, STREAM);
  clock.advance(2 * 86_400_000);
  server.forget();
  const second = await readStream(source, STREAM, { state: first.state });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.path).toMatch(/\/daily\/20260611\/20260616$/);
  expect(second.records.at(-1)?.['day']).toBe('2026-06-16');
});

test('an article without views leaves the others alone', async () => {
  const one = await open({ articles: ['Crotchet hook', 'Crochet'] });
  const read = await readStream(one.source, STREAM);
  expect(read.status).toBe('complete');
  expect(new Set(read.records.map(({ article }) => article))).toEqual(new Set(['Crochet']));
  expect(one.said.join(' ')).toMatch(/spelling/);
});

test('does as Retry-After says', async () => {
  const { source } = await open({ articles: ['Crochet'] });
  const before = clock.now();
  server.disturb({ status: 429, headers: { 'Retry-After': '90' }, text: 'Too many requests' });
  const read = await readStream(source, STREAM);
  expect(read.records).toHaveLength(165);
  expect((server.requests[1]?.at ?? 0) - before).toBeGreaterThanOrEqual(90_000);
});

test('tells soon that nobody can be connected to, however many pages there are', async () => {
  const articles = Array.from({ length: 40 }, (_, index) => `Crochet ${index}`);
  const { source, exchanges } = await open({ articles });
  await server.stop();
  const before = clock.now();
  const read = await readStream(source, STREAM);
  expect(read.troubles[0]?.failure).toMatchObject({ code: 'SOURCE_UNREACHABLE', retry: true });
  expect(read.troubles[0]?.failure.message).toMatch(/refused the connection.*asked 7 times over 31 s/);
  expect((clock.now() - before) / 1000).toBe(31);
  expect(exchanges.filter(({ milliseconds }) => milliseconds > 0).length).toBeLessThanOrEqual(7);
});

test('says whose program asks, and whom to turn to where the person says it', async () => {
  const agents: (string | undefined)[] = [];
  for (const contact of [null, 'owner@shop.example']) {
    const { source } = await open({ articles: ['Crochet'], contact });
    expect((await readStream(source, STREAM)).troubles).toEqual([]);
    agents.push(server.requests.at(-1)?.headers['user-agent']);
  }
  expect(agents).toEqual(['Leadline/1.0.0', 'Leadline/1.0.0 (owner@shop.example)']);
});

test('says what to do when Wikimedia wants to know more', async () => {
  const { source } = await open({ articles: ['Crochet'], contact: null });
  server.disturb({ status: 403, text: 'Please set a user-agent and respect our robot policy.' });
  const read = await readStream(source, STREAM);
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/Contact/);
});

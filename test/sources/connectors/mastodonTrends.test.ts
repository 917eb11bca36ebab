import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { startMastodon } from '../servers/mastodon.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

let clock: VirtualClock;
let server: VendorServer;
let opened: OpenedConnector;

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  await open(Array.from({ length: 45 }, (_, index) => `craft${index}`));
});

afterEach(async () => {
  await opened.close();
  await server.stop();
});

async function open(tags: readonly string[]): Promise<void> {
  server = await startMastodon(clock, tags);
  opened = await openConnector('mastodon-trends', {
    clock,
    origin: server.origin,
    vendor: [],
    config: { address: server.origin },
  });
}

test('reads the tags of today, twenty at a time', async () => {
  const read = await readStream(opened.source, 'tags', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(45);
  expect(read.records[0]).toEqual({
    name: 'craft0',
    url: 'https://mastodon.example/tags/craft0',
    uses_today: 20,
    accounts_today: 10,
  });
  expect(schemaFaults(opened.source, 'tags', read.records)).toEqual([]);
  expect(server.requests.map(({ query }) => query['offset'] ?? '0')).toEqual(['0', '20', '40']);
  // Nothing of yesterday can be had tomorrow, so each day is kept.
  expect(opened.facts.streams['tags']?.daily_snapshot).toBe(true);
});

test('keeps each tag’s last seven days as rows of their own', async () => {
  const read = await readStream(opened.source, 'tag_days', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(45 * 7);
  expect(read.records[1]).toEqual({ name: 'craft0', day: '2026-06-14', uses: 21, accounts: 11 });
  expect(schemaFaults(opened.source, 'tag_days', read.records)).toEqual([]);
});

test('waits when it is asked to', async () => {
  const reset = new Date(clock.now() + 200_000).toISOString();
  server.disturb({
    status: 429,
    headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset },
    json: { error: 'Too many requests' },
  });
  const before = clock.now();
  const read = await readStream(opened.source, 'tags', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(45);
  expect((server.requests[1]?.at ?? 0) - before).toBeGreaterThanOrEqual(200_000);
});

test('words a server that shows its trends to nobody', async () => {
  server.disturb({ status: 422, json: { error: 'This method requires an authenticated user' } });
  const read = await readStream(opened.source, 'tags', { mode: 'full_refresh' });
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/logged in/);
});

test('a server without trends is no failure', async () => {
  await opened.close();
  await server.stop();
  await open([]);
  expect(await readStream(opened.source, 'tags', { mode: 'full_refresh' })).toMatchObject({
    records: [],
    status: 'complete',
  });
});

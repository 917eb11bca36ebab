import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { startDummyJson } from '../servers/dummyjson.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

let clock: VirtualClock;
let server: VendorServer;
let opened: OpenedConnector;

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  server = await startDummyJson(clock, { products: 194, users: 208, carts: 50 });
  opened = await openConnector('dummyjson', {
    clock,
    origin: server.origin,
    vendor: ['https://dummyjson.com'],
    config: { address: server.origin },
  });
});

afterEach(async () => {
  await opened.close();
  await server.stop();
});

test.each([
  ['products', 194],
  ['users', 208],
  ['carts', 50],
])('reads all %s over several pages, as their schema says', async (stream, count) => {
  const read = await readStream(opened.source, stream, { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(read.status).toBe('complete');
  expect(new Set(read.records.map(({ id }) => id)).size).toBe(count);
  expect(read.records).toHaveLength(count);
  expect(schemaFaults(opened.source, stream, read.records)).toEqual([]);
  expect(server.requests.map(({ query }) => query['skip'] ?? '0')).toEqual(
    Array.from({ length: Math.floor(count / 100) + 1 }, (_, index) => String(index * 100)),
  );
});

test('asks for nothing of users that a study has no use for', async () => {
  const read = await readStream(opened.source, 'users', { mode: 'full_refresh' });
  expect(server.requests[0]?.query['select']).not.toMatch(/password|bank|ssn|email/);
  expect(Object.keys(read.records[0] ?? {}).sort()).toEqual(
    ['age', 'birthDate', 'city', 'country', 'gender', 'id', 'role', 'state'].sort(),
  );
});

test('waits until the time that the vendor names', async () => {
  const until = Math.ceil(clock.now() / 1000) + 40;
  server.disturb({
    status: 429,
    headers: { 'X-RateLimit-Reset': String(until) },
    json: { message: 'Too many requests' },
  });
  const read = await readStream(opened.source, 'carts', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(50);
  expect(server.requests[1]?.at).toBeGreaterThanOrEqual(until * 1000);
});

test('a shop without products is no failure', async () => {
  await server.stop();
  server = await startDummyJson(clock, { products: 0, users: 0, carts: 0 });
  const empty = await openConnector('dummyjson', {
    clock,
    origin: server.origin,
    vendor: ['https://dummyjson.com'],
    config: { address: server.origin },
  });
  const read = await readStream(empty.source, 'products', { mode: 'full_refresh' });
  expect(read).toMatchObject({ records: [], status: 'complete', troubles: [] });
  await empty.close();
});

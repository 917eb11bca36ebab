import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type PinterestTrends, startPinterestTrends } from '../servers/pinterestTrends.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const APP = { id: '1500000', secret: 'app-secret', refreshToken: 'pinr_refresh' };
let clock: VirtualClock;
let server: PinterestTrends;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  server = await startPinterestTrends(
    clock,
    Array.from({ length: 70 }, (_, index) => `nails ${index}`),
    APP,
  );
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(config: Record<string, unknown> = {}): Promise<OpenedConnector> {
  const one = await openConnector('pinterest-trends', {
    clock,
    origin: server.origin,
    vendor: ['https://api.pinterest.com'],
    config: {
      app_id: APP.id,
      app_secret: APP.secret,
      refresh_token: APP.refreshToken,
      regions: ['US', 'GB+IE'],
      trend_types: ['growing', 'seasonal'],
      ...config,
    } as never,
  });
  opened.push(one);
  return one;
}

test('reads the keywords of today for each region and kind, after one login', async () => {
  const { source, facts } = await open();
  const read = await readStream(source, 'keywords', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(4 * 50);
  expect(schemaFaults(source, 'keywords', read.records)).toEqual([]);
  expect(server.requests.map(({ path }) => path)).toEqual([
    '/v5/oauth/token',
    '/v5/trends/keywords/US/top/growing',
    '/v5/trends/keywords/US/top/seasonal',
    '/v5/trends/keywords/GB+IE/top/growing',
    '/v5/trends/keywords/GB+IE/top/seasonal',
  ]);
  expect(server.requests[1]?.query).toEqual({ limit: '50' });
  // There is no yesterday to be had, so each day is kept, and only once Pinterest agreed.
  expect(facts.streams['keywords']?.daily_snapshot).toBe(true);
  expect(facts.terms.approval_needed).toBeDefined();
});

test('waits as long as the rate headers say', async () => {
  const { source } = await open();
  server.disturb(
    {
      status: 429,
      headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '120' },
      json: { code: 8, message: 'You have exceeded your rate limit. Try again later.' },
    },
    1,
    ({ path }) => path.includes('/trends/'),
  );
  const read = await readStream(source, 'keywords', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(200);
  expect(clock.waited()).toBeGreaterThanOrEqual(120_000);
});

test('says what to do when the login was taken back, and shows no secret', async () => {
  const one = await open();
  server.revoke();
  const read = await readStream(one.source, 'keywords', { mode: 'full_refresh' });
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.kind).toBe('config');
  expect(JSON.stringify([read.troubles, one.exchanges, one.said])).not.toMatch(
    /app-secret|pinr_|pina_|Basic [A-Za-z0-9]/,
  );
});

test('words trends that were not granted', async () => {
  const { source } = await open();
  const refusal = {
    code: 3,
    message: 'Authorization failed. Your application consumer type is not supported',
  };
  server.disturb({ status: 403, json: refusal }, 9, ({ path }) => path.includes('/trends/'));
  const read = await readStream(source, 'keywords', { mode: 'full_refresh' });
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/granted it access/);
});

test('a region that isn’t known leaves the others alone', async () => {
  const { source } = await open({ regions: ['XX', 'US'], trend_types: ['growing'] });
  const read = await readStream(source, 'keywords', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(50);
  expect(read.troubles[0]?.failure.message).toMatch(/doesn't know one of the regions/);
});

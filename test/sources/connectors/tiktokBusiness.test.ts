import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { startTiktokBusiness, type TiktokBusiness } from '../servers/tiktokBusiness.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const ADVERTISERS = ['7000000000000000001', '7000000000000000002'];
let clock: VirtualClock;
let server: TiktokBusiness;
let opened: OpenedConnector;

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  server = await startTiktokBusiness(clock, ADVERTISERS, 40, 'token-1');
  opened = await openConnector('tiktok-business', {
    clock,
    origin: server.origin,
    vendor: ['https://business-api.tiktok.com'],
    config: { access_token: 'token-1', advertiser_ids: ADVERTISERS, start_date: '2026-03-01' },
  });
});

afterEach(async () => {
  await opened.close();
  await server.stop();
});

test('reads each account in ranges of thirty days', async () => {
  const read = await readStream(opened.source, 'advertiser_days');
  expect(read.troubles).toEqual([]);
  // 1 March to 15 June.
  expect(read.records).toHaveLength(107 * 2);
  expect(read.records[0]).toEqual({
    advertiser_id: '7000000000000000001',
    day: '2026-03-01',
    spend: '12.30',
    impressions: 4500,
    clicks: 61,
    conversions: 3,
    video_views: 1200,
  });
  expect(schemaFaults(opened.source, 'advertiser_days', read.records)).toEqual([]);
});

test('reads campaigns over several pages', async () => {
  const read = await readStream(opened.source, 'campaign_days');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(107 * 2 * 40);
  expect(schemaFaults(opened.source, 'campaign_days', read.records)).toEqual([]);
  expect(server.requests.some(({ query }) => query['page'] === '2')).toBe(true);
  // The vendor's ten a second are kept to: nobody was told to wait.
  expect(opened.said).toEqual([]);
});

test('reads four weeks again the second time, since conversions come in late', async () => {
  const first = await readStream(opened.source, 'advertiser_days');
  server.forget();
  clock.advance(86_400_000);
  await readStream(opened.source, 'advertiser_days', { state: first.state });
  expect(server.requests.map(({ query }) => [query['start_date'], query['end_date']])).toEqual([
    ['2026-05-18', '2026-06-16'],
    ['2026-05-18', '2026-06-16'],
  ]);
});

test('a throttle with status 200 is waited out for five minutes', async () => {
  server.disturb({
    json: {
      code: 40100,
      message: 'Requests made too frequently. Please try again later.',
      request_id: '1',
      data: {},
    },
  });
  const read = await readStream(opened.source, 'advertiser_days');
  expect(read.records).toHaveLength(107 * 2);
  expect((server.requests[1]?.at ?? 0) - (server.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(300_000);
});

test('a revoked token, though it comes with status 200, is worded', async () => {
  server.revoke();
  const read = await readStream(opened.source, 'advertiser_days');
  expect(read.records).toEqual([]);
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(/doesn't accept the access token/);
  expect(JSON.stringify(read.troubles)).not.toContain('token-1');
});

test('an account that is not covered leaves the other alone', async () => {
  await opened.close();
  opened = await openConnector('tiktok-business', {
    clock,
    origin: server.origin,
    vendor: ['https://business-api.tiktok.com'],
    config: {
      access_token: 'token-1',
      advertiser_ids: ['7999', ADVERTISERS[0] ?? ''],
      start_date: '2026-06-01',
    },
  });
  const read = await readStream(opened.source, 'advertiser_days');
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.failure.message).toMatch(/does not cover this advertiser/);
  expect(read.records).toHaveLength(15);
});

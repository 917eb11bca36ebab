import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type FacebookPageInsights, startFacebookPageInsights } from '../servers/facebookPageInsights.ts';
import { graphError } from '../servers/metaGraph.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const TOKEN = 'EAAB-page-token';
let clock: VirtualClock;
let server: FacebookPageInsights;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  server = await startFacebookPageInsights(clock, '1000001', TOKEN);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(config: JsonObject = {}): Promise<OpenedConnector> {
  const one = await openConnector('facebook-page-insights', {
    clock,
    origin: server.origin,
    vendor: ['https://graph.facebook.com'],
    config: { access_token: TOKEN, page_id: '1000001', start_date: '2026-01-01', ...config },
  });
  opened.push(one);
  return one;
}

test('reads each metric and day once, ninety days at a time', async () => {
  const { source } = await open();
  const read = await readStream(source, 'page_days');
  expect(read.troubles).toEqual([]);
  // 1 January to 14 June, the last day that is whole.
  expect(read.records).toHaveLength(165 * 5);
  expect(new Set(read.records.map(({ metric, day }) => `${metric} ${day}`)).size).toBe(165 * 5);
  expect(read.records[0]).toMatchObject({ page_id: '1000001', metric: 'page_media_view', day: '2026-01-01' });
  expect(schemaFaults(source, 'page_days', read.records)).toEqual([]);
  expect(server.requests.map(({ query }) => [query['since'], query['until']])).toEqual([
    ['2026-01-01', '2026-03-31'],
    ['2026-03-31', '2026-06-15'],
  ]);
});

test('asks the second time only for the last week', async () => {
  const { source } = await open();
  const first = await readStream(source, 'page_days');
  server.forget();
  clock.advance(86_400_000);
  const second = await readStream(source, 'page_days', { state: first.state });
  expect(server.requests.map(({ query }) => query['since'])).toEqual(['2026-06-07']);
  expect(second.records.at(-1)?.['day']).toBe('2026-06-15');
});

test('never asks for what is older than two years', async () => {
  const { source } = await open({ start_date: '2019-01-01' });
  await readStream(source, 'page_days');
  expect(server.requests[0]?.query['since']).toBe('2024-06-16');
});

test.each([
  [4, 'Application request limit reached'],
  [32, 'Page request limit reached'],
  [80001, 'There have been too many calls to this Page account'],
])('waits out throttling by code %i', async (code, message) => {
  const { source } = await open();
  const usage = { type: 'pages', call_count: 100, estimated_time_to_regain_access: 7 };
  server.disturb(graphError(400, code, `(#${code}) ${message}`, { usage }));
  const read = await readStream(source, 'page_days');
  expect(read.records).toHaveLength(165 * 5);
  expect((server.requests[1]?.at ?? 0) - (server.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(7 * 60_000);
});

test('words an expired token, a retired metric and a missing permission', async () => {
  const retired = await open({ metrics: ['page_impressions_unique'] });
  const read = await readStream(retired.source, 'page_days');
  expect(read.troubles[0]?.failure.message).toMatch(/retires metrics/);
  const { source } = await open();
  server.disturb(graphError(403, 200, '(#200) Provide valid app ID'));
  expect((await readStream(source, 'page_days')).troubles[0]?.failure.message).toMatch(/read_insights/);
  server.expire();
  const expired = await readStream(source, 'page_days');
  expect(expired.troubles[0]?.kind).toBe('config');
  expect(expired.troubles[0]?.failure.message).toMatch(/expired or was revoked/);
  expect(JSON.stringify(expired.troubles)).not.toContain(TOKEN);
});

test('a page without figures is no failure', async () => {
  const { source } = await open();
  server.disturb({ json: { data: [] } }, 9);
  expect(await readStream(source, 'page_days')).toMatchObject({ records: [], status: 'complete' });
});

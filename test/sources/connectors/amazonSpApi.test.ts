import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AmazonBench, openAmazonBench, US } from './amazonBench.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

let bench: AmazonBench;

beforeEach(async () => {
  bench = await openAmazonBench();
});

afterEach(async () => {
  // Whatever a test was about: each request is one that Amazon documents.
  expect(bench.faults()).toEqual([]);
  await bench.close();
});

test('reads order figures by days of the seller’s zone, over the change of clocks, half-open', async () => {
  const { source } = await bench.open({ start_date: '2026-02-20' });
  const read = await readStream(source, 'order_metrics');
  expect(read.troubles).toEqual([]);
  expect(schemaFaults(source, 'order_metrics', read.records)).toEqual([]);
  // 19 August is the last day that is over everywhere.
  expect(read.records).toHaveLength(181);
  expect(read.records[0]).toMatchObject({
    marketplace_id: US,
    day: '2026-02-20',
    time_zone: 'America/Los_Angeles',
  });
  expect(read.records.at(-1)).toMatchObject({ day: '2026-08-19' });
  expect(bench.asked(/orderMetrics/)[0]?.query).toEqual({
    marketplaceIds: US,
    interval: '2026-02-20T00:00:00-08:00--2026-04-21T00:00:00-07:00',
    granularity: 'Day',
    granularityTimeZone: 'America/Los_Angeles',
  });
  expect(bench.asked(/orderMetrics/)).toHaveLength(4);
  expect(bench.asked(/orderMetrics/).every(({ headers }) => headers['x-amz-access-token'] === 'Atza|1')).toBe(
    true,
  );
  expect(read.state?.stream).toEqual({ day: '2026-08-19' });
});

test('reads the last thirty days again, because orders are cancelled later', async () => {
  const { source } = await bench.open({ start_date: '2026-01-01' });
  bench.clock.advance(86_400_000);
  const state = { stream: { day: '2026-08-19' } };
  const read = await readStream(source, 'order_metrics', { state });
  expect(read.records[0]).toMatchObject({ day: '2026-07-20' });
  expect(read.records.at(-1)).toMatchObject({ day: '2026-08-20' });
  expect(bench.asked(/orderMetrics/)).toHaveLength(1);
});

test('no day is read before it is over in the seller’s zone', async () => {
  await bench.close();
  bench = await openAmazonBench(Date.parse('2026-08-20T05:00:00Z'));
  const { source } = await bench.open();
  // It is still 19 August in Los Angeles.
  expect((await readStream(source, 'order_metrics')).records.at(-1)).toMatchObject({ day: '2026-08-18' });
});

test('waits as long as the limit that Amazon tells asks for', async () => {
  const { source } = await bench.open();
  bench.server.disturb(
    {
      status: 429,
      headers: { 'x-amzn-RateLimit-Limit': '0.01' },
      json: {
        errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.' }],
      },
    },
    1,
    ({ path }) => path === '/sales/v1/orderMetrics',
  );
  const read = await readStream(source, 'order_metrics');
  expect(read.troubles).toEqual([]);
  const [first, second] = bench.asked(/orderMetrics/).map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(99_000);
});

test('signs in again when the token has run out in between, and once only', async () => {
  const { source } = await bench.open();
  await readStream(source, 'order_metrics');
  bench.clock.advance(2 * 3_600_000);
  const read = await readStream(source, 'order_metrics');
  expect(read.troubles).toEqual([]);
  expect(bench.server.signIns()).toBe(2);
});

test('signs in again when Amazon takes a token back before its time', async () => {
  const { source } = await bench.open();
  await readStream(source, 'order_metrics');
  bench.server.revoke();
  const read = await readStream(source, 'order_metrics');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(19);
  bench.server.revoke();
  bench.seller.refreshToken = 'Atzr|another';
  const refused = await readStream(source, 'order_metrics');
  expect(refused.troubles[0]?.failure.message).toMatch(/does not accept the refresh token/);
});

test('says what is wrong: refresh token, secret, app authorization, role, marketplace', async () => {
  const told = async (config: Record<string, string>, stream = 'order_metrics') => {
    const { source } = await bench.open(config);
    const read = await readStream(source, stream);
    expect(read.records).toEqual([]);
    expect(read.troubles).toHaveLength(1);
    const text = JSON.stringify(read.troubles);
    expect(text).not.toMatch(/oa2-cs\.v1|Atzr\||Atza\|/);
    return `${read.troubles[0]?.kind}: ${read.troubles[0]?.failure.message}`;
  };
  expect(await told({ refresh_token: 'Atzr|other' })).toMatch(/^config.*does not accept the refresh token/);
  expect(await told({ client_secret: 'amzn1.oa2-cs.v1.old' })).toMatch(/^config.*identifier and secret/);
  bench.seller.roles.splice(0, 2, 'Inventory and Order Tracking');
  expect(await told({}, 'sales_and_traffic_by_date')).toMatch(
    /^config.*lacks the role it needs: Brand Analytics/,
  );
  bench.seller.roles.splice(0);
  expect(await told({})).toMatch(/^config.*lacks the role it needs: Inventory and Order Tracking/);
  bench.seller.roles.push('Pricing');
  expect(await told({ marketplace_id: 'A2EUQ1WTGCTBG2' })).toMatch(/Marketplace is not valid/);
  expect(await told({ time_zone: 'Los Angeles' })).toMatch(/^config.*is not a time zone/);
});

test('asks the host of the marketplace’s region', async () => {
  for (const [marketplace_id, region] of [
    ['A1PA6795UKMFR9', 'eu'],
    ['A1VC38T7YXB528', 'fe'],
  ] as const) {
    bench.seller.marketplaces.push(marketplace_id);
    const { source } = await bench.open({ marketplace_id }, new Map(), region);
    expect((await readStream(source, 'order_metrics')).records).toHaveLength(19);
  }
});

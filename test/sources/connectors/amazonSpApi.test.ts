import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { readDescription, requestFaults } from '../openapi/requestFaults.ts';
import { type AmazonServer, type Seller, startAmazon } from '../servers/amazon/amazon.ts';
import { orderLine } from '../servers/amazon/reportBodies.ts';
import { type OpenedConnector, openConnector, type Remembered } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-08-20T15:00:00Z');
const US = 'ATVPDKIKX0DER';
const sales = readDescription('amazon/sales.json');
const reports = readDescription('amazon/reports.json');

let clock: VirtualClock;
let server: AmazonServer;
let seller: Seller;
const opened: OpenedConnector[] = [];

beforeEach(() => {
  clock = createVirtualClock(NOW);
  seller = {
    clientId: 'amzn1.application-oa2-client.1',
    clientSecret: 'amzn1.oa2-cs.v1.secret',
    refreshToken: 'Atzr|refresh',
    marketplaces: [US],
    roles: ['Inventory and Order Tracking', 'Brand Analytics'],
    endings: [],
    orders: [],
  };
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  expect(faults()).toEqual([]);
  await server.stop();
});

/** What Amazon's own models have against the requests so far. */
function faults(): string[] {
  return server.requests.flatMap((arrived) => {
    if (arrived.path.startsWith('/sales/')) return requestFaults(sales, arrived);
    return arrived.path.startsWith('/reports/') ? requestFaults(reports, arrived) : [];
  });
}

async function open(config: Record<string, string> = {}): Promise<OpenedConnector> {
  server = await startAmazon(clock, seller);
  return connect(config);
}

async function connect(
  config: Record<string, string>,
  remembered: Remembered = new Map(),
  region = 'na',
): Promise<OpenedConnector> {
  const one = await openConnector('amazon-sp-api', {
    clock,
    origin: server.origin,
    vendor: ['https://api.amazon.com', `https://sellingpartnerapi-${region}.amazon.com`],
    config: {
      region,
      marketplace_id: US,
      time_zone: 'America/Los_Angeles',
      client_id: 'amzn1.application-oa2-client.1',
      client_secret: 'amzn1.oa2-cs.v1.secret',
      refresh_token: 'Atzr|refresh',
      start_date: '2026-08-01',
      ...config,
    },
    remembered,
  });
  opened.push(one);
  return one;
}

function asked(pattern: RegExp) {
  return server.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`));
}

test('reads order figures by days of the seller’s zone, over the change of clocks, half-open', async () => {
  const { source } = await open({ start_date: '2026-02-20' });
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
  expect(asked(/orderMetrics/)[0]?.query).toEqual({
    marketplaceIds: US,
    interval: '2026-02-20T00:00:00-08:00--2026-04-21T00:00:00-07:00',
    granularity: 'Day',
    granularityTimeZone: 'America/Los_Angeles',
  });
  expect(asked(/orderMetrics/)).toHaveLength(4);
  expect(asked(/orderMetrics/).every(({ headers }) => headers['x-amz-access-token'] === 'Atza|1')).toBe(true);
  expect(read.state?.stream).toEqual({ day: '2026-08-19' });
});

test('reads the last thirty days again, because orders are cancelled later', async () => {
  const { source } = await open({ start_date: '2026-01-01' });
  clock.advance(86_400_000);
  const state = { stream: { day: '2026-08-19' } };
  const read = await readStream(source, 'order_metrics', { state });
  expect(read.records[0]).toMatchObject({ day: '2026-07-20' });
  expect(read.records.at(-1)).toMatchObject({ day: '2026-08-20' });
  expect(asked(/orderMetrics/)).toHaveLength(1);
});

test('no day is read before it is over in the seller’s zone', async () => {
  clock = createVirtualClock(Date.parse('2026-08-20T05:00:00Z'));
  const { source } = await open();
  // It is still 19 August in Los Angeles.
  expect((await readStream(source, 'order_metrics')).records.at(-1)).toMatchObject({ day: '2026-08-18' });
});

test('makes a report of each day for the figures by product, through all its states', async () => {
  const { source, said } = await open({ start_date: '2026-08-17' });
  const read = await readStream(source, 'sales_and_traffic_by_asin');
  expect(read.troubles).toEqual([]);
  expect(schemaFaults(source, 'sales_and_traffic_by_asin', read.records)).toEqual([]);
  expect(read.records.map(({ date, childAsin }) => `${String(date)} ${String(childAsin)}`)).toEqual([
    '2026-08-17 B123456789',
    '2026-08-17 B234567890',
    '2026-08-18 B123456789',
    '2026-08-18 B234567890',
    '2026-08-19 B123456789',
    '2026-08-19 B234567890',
  ]);
  // Of one day, not of all three.
  expect(read.records[0]).toMatchObject({ salesByAsin: { unitsOrdered: 2 } });
  expect(asked(/^POST \/reports/).map(({ json }) => json)).toMatchObject([
    {
      reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
      dataStartTime: '2026-08-17T00:00:00Z',
      dataEndTime: '2026-08-17T00:00:00Z',
    },
    { dataStartTime: '2026-08-18T00:00:00Z' },
    { dataStartTime: '2026-08-19T00:00:00Z' },
  ]);
  // The store of files is not shown the token.
  expect(asked(/ \/documents\//)).toHaveLength(3);
  expect(asked(/ \/documents\//).some(({ headers }) => 'x-amz-access-token' in headers)).toBe(false);
  expect(said).toEqual([]);
  expect(read.state?.stream).toEqual({ date: '2026-08-19' });
});

test('reads the figures by day from one report, also one that isn’t compressed', async () => {
  seller.endings.push('plain');
  const { source } = await open();
  const read = await readStream(source, 'sales_and_traffic_by_date');
  expect(read.troubles).toEqual([]);
  expect(schemaFaults(source, 'sales_and_traffic_by_date', read.records)).toEqual([]);
  expect(read.records).toHaveLength(19);
  expect(asked(/^POST \/reports/)).toHaveLength(1);
});

test('a report without rows is cancelled by Amazon, and no failure', async () => {
  seller.endings.push('cancelled');
  const { source } = await open();
  expect(await readStream(source, 'sales_and_traffic_by_date')).toMatchObject({
    records: [],
    status: 'complete',
    troubles: [],
  });
});

test('a report that ends as FATAL at once was asked for too often: it is asked for again, later each time', async () => {
  seller.endings.push('fatal at once', 'fatal at once', 'done');
  const { source, said } = await open();
  const read = await readStream(source, 'sales_and_traffic_by_date');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(19);
  const [first, second, third] = asked(/^POST \/reports/).map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(120_000);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(240_000);
  expect(said.join()).toMatch(/FATAL/);
});

test('a report that ends as FATAL after a while failed: three times in all, then it is told', async () => {
  seller.endings.push('fatal late', 'fatal late', 'fatal late', 'fatal late');
  const { source } = await open();
  const read = await readStream(source, 'sales_and_traffic_by_date');
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.failure.message).toMatch(/FATAL/);
  expect(asked(/^POST \/reports/)).toHaveLength(3);
});

test('keeps to Amazon’s bucket of fifteen reports, then one a minute, also over a restart', async () => {
  const remembered: Remembered = new Map();
  server = await startAmazon(clock, seller);
  const first = await connect({ start_date: '2026-08-05' }, remembered);
  const read = await readStream(first.source, 'sales_and_traffic_by_asin');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(30);
  // The restart: nothing of the program is left but what it kept.
  const second = await connect({ start_date: '2026-08-05' }, remembered);
  const again = await readStream(second.source, 'sales_and_traffic_by_asin');
  expect(again.records).toHaveLength(30);
  const refused = [...first.exchanges, ...second.exchanges].filter(({ status }) => status === 429);
  expect(refused).toEqual([]);
  // Fifteen at once, and one a minute from then on.
  const times = asked(/^POST \/reports/).map(({ at }) => at);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(15 * 59_000);
});

test('waits as long as the limit that Amazon tells asks for', async () => {
  const { source } = await open();
  server.disturb(
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
  const [first, second] = asked(/orderMetrics/).map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(99_000);
});

test('reads order lines from gzip, two alike of one order kept apart, and nothing of the buyer', async () => {
  seller = {
    ...seller,
    orders: [
      orderLine({
        'amazon-order-id': '111-1',
        'purchase-date': '2026-08-02T09:00:00+00:00',
        'last-updated-date': '2026-08-03T09:00:00+00:00',
        sku: 'BASKET',
        quantity: '2',
      }),
      orderLine({
        'amazon-order-id': '111-1',
        'purchase-date': '2026-08-02T09:00:00+00:00',
        'last-updated-date': '2026-08-03T09:00:00+00:00',
        sku: 'BASKET',
      }),
      orderLine({
        'amazon-order-id': '111-2',
        'purchase-date': '2026-08-19T23:00:00+00:00',
        'last-updated-date': '2026-08-19T23:00:00+00:00',
        sku: 'YARN',
        'item-price': '',
        quantity: '0',
        'order-status': 'Cancelled',
      }),
    ],
  };
  const { source, facts } = await open();
  const read = await readStream(source, 'order_lines');
  expect(read.troubles).toEqual([]);
  expect(schemaFaults(source, 'order_lines', read.records)).toEqual([]);
  expect(read.records).toMatchObject([
    {
      'amazon-order-id': '111-1',
      sku: 'BASKET',
      line: 1,
      quantity: 2,
      'item-price': '19.99',
      'product-name': 'Crochet basket "Ä", 30 cm',
    },
    { 'amazon-order-id': '111-1', sku: 'BASKET', line: 2, quantity: 1 },
    { 'amazon-order-id': '111-2', sku: 'YARN', line: 1, quantity: 0, 'item-price': null },
  ]);
  expect(JSON.stringify(read.records)).not.toMatch(
    /SPRINGFIELD|97477|jenny|JENNY|123\.456|ship-(city|state|country|postal)/,
  );
  expect(facts.terms.never_stored).toContain('order_lines:ship-postal-code');
  expect(asked(/^POST \/reports/)[0]?.json).toMatchObject({
    dataStartTime: '2026-08-01T00:00:00-07:00',
    dataEndTime: '2026-08-20T00:00:00-07:00',
  });
});

test('reads names of products also from a report in the older encoding', async () => {
  seller.endings.push('latin');
  const line = {
    'purchase-date': '2026-08-02T09:00:00+00:00',
    'last-updated-date': '2026-08-02T09:00:00+00:00',
  };
  seller = {
    ...seller,
    orders: [
      orderLine({ ...line, 'amazon-order-id': '111-1', sku: 'A', 'product-name': 'Plain basket' }),
      orderLine({ ...line, 'amazon-order-id': '111-2', sku: 'B', 'product-name': 'Häkelkörbchen' }),
    ],
  };
  const { source } = await open();
  const read = await readStream(source, 'order_lines');
  expect(read.troubles).toEqual([]);
  expect(read.records.map((record) => record['product-name'])).toEqual(['Plain basket', 'Häkelkörbchen']);
});

test('a day later one report brings the new day and the month before', async () => {
  const { source } = await open({ start_date: '2026-01-01' });
  clock.advance(86_400_000);
  await readStream(source, 'order_lines', { state: { stream: { window_day: '2026-08-19' } } });
  expect(asked(/^POST \/reports/).map(({ json }) => json)).toMatchObject([
    { dataStartTime: '2026-07-22T00:00:00-07:00', dataEndTime: '2026-08-21T00:00:00-07:00' },
  ]);
});

test('signs in again when the token has run out in between, and once only', async () => {
  const { source } = await open();
  await readStream(source, 'order_metrics');
  clock.advance(2 * 3_600_000);
  const read = await readStream(source, 'order_metrics');
  expect(read.troubles).toEqual([]);
  expect(server.signIns()).toBe(2);
});

test('signs in again when Amazon takes a token back before its time', async () => {
  const { source } = await open();
  await readStream(source, 'order_metrics');
  server.revoke();
  const read = await readStream(source, 'order_metrics');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(19);
  server.revoke();
  seller.refreshToken = 'Atzr|another';
  const refused = await readStream(source, 'order_metrics');
  expect(refused.troubles[0]?.failure.message).toMatch(/does not accept the refresh token/);
});

test('says what is wrong: refresh token, secret, app authorization, role, marketplace', async () => {
  const told = async (config: Record<string, string>, stream = 'order_metrics', before = () => {}) => {
    const { source } = await open(config);
    before();
    const read = await readStream(source, stream);
    expect(read.records).toEqual([]);
    expect(read.troubles).toHaveLength(1);
    const text = JSON.stringify(read.troubles);
    expect(text).not.toMatch(/oa2-cs\.v1|Atzr\||Atza\|/);
    expect(faults()).toEqual([]);
    await server.stop();
    return `${read.troubles[0]?.kind}: ${read.troubles[0]?.failure.message}`;
  };
  expect(await told({ refresh_token: 'Atzr|other' })).toMatch(/^config.*does not accept the refresh token/);
  expect(await told({ client_secret: 'amzn1.oa2-cs.v1.old' })).toMatch(/^config.*identifier and secret/);
  seller.roles.splice(0, 2, 'Inventory and Order Tracking');
  expect(await told({}, 'sales_and_traffic_by_date')).toMatch(
    /^config.*lacks the role it needs: Brand Analytics/,
  );
  seller.roles.splice(0);
  expect(await told({})).toMatch(/^config.*lacks the role it needs: Inventory and Order Tracking/);
  seller.roles.push('Pricing');
  expect(await told({ marketplace_id: 'A1F83G8C2ARO7P' })).toMatch(/Marketplace is not valid/);
  expect(await told({ time_zone: 'Los Angeles' })).toMatch(/^config.*is not a time zone/);
});

test('asks the host of the chosen region', async () => {
  server = await startAmazon(clock, seller);
  for (const region of ['eu', 'fe']) {
    const { source } = await connect({}, new Map(), region);
    expect((await readStream(source, 'order_metrics')).records).toHaveLength(19);
  }
});

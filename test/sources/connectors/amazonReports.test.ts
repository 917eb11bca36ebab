import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { orderLine } from '../servers/amazon/reportBodies.ts';
import { type AmazonBench, openAmazonBench } from './amazonBench.ts';
import type { Remembered } from './openConnector.ts';
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

test('makes a report of each day for the figures by product, through all its states', async () => {
  const { source, said } = await bench.open({ start_date: '2026-08-17' });
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
  expect(bench.asked(/^POST \/reports/).map(({ json }) => json)).toMatchObject([
    {
      reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
      dataStartTime: '2026-08-17T00:00:00Z',
      dataEndTime: '2026-08-17T00:00:00Z',
    },
    { dataStartTime: '2026-08-18T00:00:00Z' },
    { dataStartTime: '2026-08-19T00:00:00Z' },
  ]);
  // The store of files is not shown the token.
  expect(bench.asked(/ \/documents\//)).toHaveLength(3);
  expect(bench.asked(/ \/documents\//).some(({ headers }) => 'x-amz-access-token' in headers)).toBe(false);
  expect(said).toEqual([]);
  expect(read.state?.stream).toEqual({ date: '2026-08-19' });
});

test('reads the figures by day from one report, also one that isn’t compressed', async () => {
  bench.seller.endings.push('plain');
  const { source } = await bench.open();
  const read = await readStream(source, 'sales_and_traffic_by_date');
  expect(read.troubles).toEqual([]);
  expect(schemaFaults(source, 'sales_and_traffic_by_date', read.records)).toEqual([]);
  expect(read.records).toHaveLength(19);
  expect(bench.asked(/^POST \/reports/)).toHaveLength(1);
});

test('a report without rows is cancelled by Amazon, and no failure', async () => {
  bench.seller.endings.push('cancelled');
  const { source } = await bench.open();
  expect(await readStream(source, 'sales_and_traffic_by_date')).toMatchObject({
    records: [],
    status: 'complete',
    troubles: [],
  });
});

test('a report that ends as FATAL at once was asked for too often: it is asked for again, later each time', async () => {
  bench.seller.endings.push('fatal at once', 'fatal at once', 'done');
  const { source, said } = await bench.open();
  const read = await readStream(source, 'sales_and_traffic_by_date');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(19);
  const [first, second, third] = bench.asked(/^POST \/reports/).map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(120_000);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(240_000);
  expect(said.join()).toMatch(/FATAL/);
});

test('a report that ends as FATAL after a while failed: three times in all, then it is told', async () => {
  bench.seller.endings.push('fatal late', 'fatal late', 'fatal late', 'fatal late');
  const { source } = await bench.open();
  const read = await readStream(source, 'sales_and_traffic_by_date');
  expect(read.status).toBe('incomplete');
  expect(read.troubles[0]?.failure.message).toMatch(/FATAL/);
  expect(bench.asked(/^POST \/reports/)).toHaveLength(3);
});

test('keeps to Amazon’s bucket of fifteen reports, then one a minute, also over a restart', async () => {
  // Made at once, so that only the bucket holds anything up.
  Object.assign(bench.seller, { queuedMs: 0, workingMs: 0 });
  const remembered: Remembered = new Map();
  const first = await bench.open({ start_date: '2026-08-05' }, remembered);
  const read = await readStream(first.source, 'sales_and_traffic_by_asin');
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(30);
  // The restart: nothing of the program is left but what it kept.
  const second = await bench.open({ start_date: '2026-08-05' }, remembered);
  const again = await readStream(second.source, 'sales_and_traffic_by_asin');
  expect(again.records).toHaveLength(30);
  const refused = [...first.exchanges, ...second.exchanges].filter(({ status }) => status === 429);
  expect(refused).toEqual([]);
  // Fifteen at once, and one a minute from then on.
  const times = bench.asked(/^POST \/reports/).map(({ at }) => at);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(15 * 59_000);
});

test('reads order lines from gzip, two alike of one order kept apart, and nothing of the buyer', async () => {
  bench.seller.orders.push(
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
  );
  const { source, facts } = await bench.open();
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
  expect(bench.asked(/^POST \/reports/)[0]?.json).toMatchObject({
    dataStartTime: '2026-08-01T00:00:00-07:00',
    dataEndTime: '2026-08-20T00:00:00-07:00',
  });
});

test('reads names of products also from a report in the older encoding', async () => {
  bench.seller.endings.push('latin');
  const line = {
    'purchase-date': '2026-08-02T09:00:00+00:00',
    'last-updated-date': '2026-08-02T09:00:00+00:00',
  };
  bench.seller.orders.push(
    orderLine({ ...line, 'amazon-order-id': '111-1', sku: 'A', 'product-name': 'Plain basket' }),
    orderLine({ ...line, 'amazon-order-id': '111-2', sku: 'B', 'product-name': 'Häkelkörbchen' }),
  );
  const { source } = await bench.open();
  const read = await readStream(source, 'order_lines');
  expect(read.troubles).toEqual([]);
  expect(read.records.map((record) => record['product-name'])).toEqual(['Plain basket', 'Häkelkörbchen']);
});

test('a day later one report brings the new day and the month before', async () => {
  const { source } = await bench.open({ start_date: '2026-01-01' });
  bench.clock.advance(86_400_000);
  await readStream(source, 'order_lines', { state: { stream: { window_day: '2026-08-19' } } });
  expect(bench.asked(/^POST \/reports/).map(({ json }) => json)).toMatchObject([
    { dataStartTime: '2026-07-22T00:00:00-07:00', dataEndTime: '2026-08-21T00:00:00-07:00' },
  ]);
});

test('a download that breaks off is fetched again, and nothing of it is claimed if it never comes whole', async () => {
  const line = { 'purchase-date': '2026-08-02T09:00:00+00:00', sku: 'BASKET' };
  for (let order = 0; order < 2000; order += 1)
    bench.seller.orders.push(orderLine({ ...line, 'amazon-order-id': `111-${order}` }));
  const { source } = await bench.open();
  const whole = gzipSync(`amazon-order-id\tsku\n${'111-1\tBASKET\n'.repeat(5000)}`);
  const broken = { bytes: whole.subarray(0, whole.length - 20), type: 'text/plain' };
  bench.server.disturb(broken, 1, ({ path }) => path.startsWith('/documents/'));
  const once = await readStream(source, 'sales_and_traffic_by_date');
  expect(once.troubles).toEqual([]);
  expect(once.records).toHaveLength(19);

  bench.server.disturb(broken, 99, ({ path }) => path.startsWith('/documents/'));
  const never = await readStream(source, 'order_lines');
  expect(never.status).toBe('incomplete');
  // The start: the next reading begins there again.
  expect(never.state?.stream).toEqual({ window_day: '2026-08-01' });
  expect(never.troubles[0]?.failure.message).toMatch(/cut off/);
});

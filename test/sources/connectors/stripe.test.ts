import { afterEach, beforeEach, expect, test } from 'vitest';
import { limited } from '../servers/stripe.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';
import {
  ALL_RIGHTS,
  charge,
  charges,
  DAY,
  openStripeBench,
  SECONDS,
  type StripeBench,
} from './stripeBench.ts';

let bench: StripeBench;

beforeEach(async () => {
  bench = await openStripeBench();
});

afterEach(async () => {
  // Whatever a test was about: each request is one that Stripe documents.
  expect(bench.faults()).toEqual([]);
  await bench.close();
});

test('reads all charges in windows and pages, in minor units, and nobody who paid', async () => {
  bench.account.lists['charges'] = charges(460);
  const { source } = await bench.open();
  const read = await readStream(source, 'charges');
  expect(read.troubles).toEqual([]);
  expect(new Set(read.records.map(({ id }) => id)).size).toBe(460);
  expect(read.records.find(({ currency }) => currency === 'jpy')).toMatchObject({
    amount: 500,
    is_deleted: false,
  });
  expect(schemaFaults(source, 'charges', read.records)).toEqual([]);
  expect(JSON.stringify(read.records)).not.toMatch(/Jenny|jenny|4242|Springfield|receipts/);
  expect(read.state?.stream).toEqual({ updated: String(SECONDS - 3600) });
  const [first] = bench.server.requests;
  expect(first?.query).toMatchObject({
    limit: '100',
    'created[gte]': String(Date.parse('2026-06-01') / 1000),
  });
  expect(first?.headers['stripe-version']).toBe('2026-07-29.dahlia');
  expect(bench.server.requests.some(({ query }) => query['starting_after'] !== undefined)).toBe(true);
});

test('asks the second time for events only, and of each charge takes the newest', async () => {
  bench.account.lists['charges'] = charges(3);
  const { source } = await bench.open();
  const first = await readStream(source, 'charges');
  bench.server.forget();
  bench.clock.advance(3_600_000);
  const later = SECONDS + 1200;
  bench.account.events.push(
    { id: 'evt_1', type: 'charge.succeeded', created: later, thing: charge(7, later) },
    {
      id: 'evt_2',
      type: 'charge.refunded',
      created: later + 60,
      thing: charge(1, SECONDS - 7200, { amount_refunded: 500 }),
    },
    { id: 'evt_3', type: 'payment_intent.created', created: later, thing: charge(9, later) },
    // Of the same second: the newer one comes first in the list, and is the one that counts.
    {
      id: 'evt_4',
      type: 'charge.refunded',
      created: later + 60,
      thing: charge(1, SECONDS - 7200, { amount_refunded: 1999, refunded: true }),
    },
  );
  const second = await readStream(source, 'charges', { state: first.state });
  expect(second.troubles).toEqual([]);
  expect(second.records.map(({ id }) => id).toSorted()).toEqual(['ch_0001', 'ch_0007']);
  expect(second.records.find(({ id }) => id === 'ch_0001')).toMatchObject({
    amount_refunded: 1999,
    refunded: true,
    updated: later + 60,
  });
  expect(schemaFaults(source, 'charges', second.records)).toEqual([]);
  expect(JSON.stringify(second.records)).not.toMatch(/Jenny|jenny|4242/);
  expect(bench.server.requests.map(({ path }) => path)).toEqual(['/v1/events']);
  expect(bench.server.requests[0]?.query['created[gte]']).toBe(String(SECONDS - 3600));
  expect(bench.server.requests[0]?.target.match(/types/g)).toHaveLength(7);
  expect(second.state?.stream).toEqual({ updated: String(later + 60) });
});

test('pages through events, and keeps only the newest of each over all pages', async () => {
  const { source } = await bench.open();
  for (let change = 0; change < 250; change += 1)
    bench.account.events.push({
      id: `evt_${change}`,
      type: 'charge.updated',
      created: SECONDS - 3600 + change,
      thing: charge(change % 3, SECONDS - DAY, { amount_refunded: change }),
    });
  const state = { stream: { updated: String(SECONDS - 7200) } };
  const read = await readStream(source, 'charges', { state });
  expect(read.records.map(({ amount_refunded }) => amount_refunded).toSorted()).toEqual([247, 248, 249]);
  expect(bench.server.requests).toHaveLength(3);
});

test('reads in full again once Stripe has forgotten what changed', async () => {
  bench.account.lists['charges'] = charges(5);
  const { source } = await bench.open();
  const state = { stream: { updated: String(SECONDS - 31 * DAY) } };
  const read = await readStream(source, 'charges', { state });
  expect(read.records).toHaveLength(5);
  expect(bench.server.requests.every(({ path }) => path === '/v1/charges')).toBe(true);
});

test('asks no faster than Stripe allows', async () => {
  const { source, exchanges } = await bench.open({ start_date: '2022-01-01' });
  expect((await readStream(source, 'charges')).status).toBe('complete');
  expect(bench.server.requests.length).toBeGreaterThan(50);
  expect(exchanges.filter(({ status }) => status === 429)).toEqual([]);
});

test('waits when Stripe asks for fewer requests, without a header that says how long', async () => {
  bench.account.lists['charges'] = charges(2);
  const { source } = await bench.open({ start_date: '2026-08-01' });
  bench.server.disturb(limited('global-rate'), 2);
  const read = await readStream(source, 'charges');
  expect(read.records).toHaveLength(2);
  expect(bench.server.requests).toHaveLength(3);
  expect(bench.clock.waited()).toBeGreaterThanOrEqual(3000);
});

test('says what is wrong with the key: unknown, rolled, or without the right', async () => {
  bench.account.keys['rk_live_rolled00000000000009'] = { reads: ALL_RIGHTS, expired: true };
  bench.account.keys['rk_live_narrow00000000000007'] = { reads: ['rak_invoice_read'] };
  const told = async (api_key: string) => {
    const { source } = await bench.open({ api_key });
    const read = await readStream(source, 'charges');
    const checked = await source.check(new AbortController().signal);
    expect(checked.ok).toBe(false);
    expect(read.troubles).toHaveLength(1);
    expect(read.troubles[0]?.kind).toBe('config');
    expect(JSON.stringify(read.troubles)).not.toContain(api_key);
    return read.troubles[0]?.failure.message;
  };
  expect(await told('rk_live_nobody00000000000001')).toMatch(
    /does not accept the key.*Invalid API Key provided/,
  );
  expect(await told('rk_live_rolled00000000000009')).toMatch(/has expired or was revoked.*Expired API Key/);
  expect(await told('rk_live_narrow00000000000007')).toMatch(/may not read this.*rak_charge_read/);
});

test('an account without charges is no failure; an answer that is no JSON is', async () => {
  const { source } = await bench.open();
  expect(await readStream(source, 'charges')).toMatchObject({ records: [], status: 'complete' });
  bench.server.disturb(
    { status: 200, type: 'text/html', text: '<html><title>Maintenance</title></html>' },
    20,
  );
  const read = await readStream(source, 'charges');
  expect(read).toMatchObject({ records: [], status: 'incomplete' });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { readDescription, requestFaults } from '../openapi/requestFaults.ts';
import { limited, type StripeAccount, type StripeThing, startStripe } from '../servers/stripe.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const NOW = Date.parse('2026-08-20T12:00:00Z');
const SECONDS = NOW / 1000;
const DAY = 86_400;
const KEY = 'rk_live_51Abcdefghijklmnop0001';
const ALL = ['rak_charge_read', 'rak_event_read', 'rak_invoice_read', 'rak_payment_intent_read'];
const described = readDescription('stripe/lists.json');

let clock: VirtualClock;
let server: VendorServer;
let account: StripeAccount;
const opened: OpenedConnector[] = [];

beforeEach(() => {
  clock = createVirtualClock(NOW);
  account = { lists: {}, events: [], keys: { [KEY]: { reads: ALL } } };
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  // Whatever a test was about: each request is one that Stripe documents.
  expect(server.requests.flatMap((arrived) => requestFaults(described, arrived))).toEqual([]);
  await server.stop();
});

async function open(config: Record<string, string> = {}): Promise<OpenedConnector> {
  server = await startStripe(clock, account);
  const one = await openConnector('stripe', {
    clock,
    origin: server.origin,
    vendor: ['https://api.stripe.com'],
    config: { api_key: KEY, start_date: '2026-06-01', ...config },
  });
  opened.push(one);
  return one;
}

/** As the API's own fixtures have it, who paid included. */
function charge(number: number, created: number, more: Record<string, unknown> = {}): StripeThing {
  return {
    id: `ch_${String(number).padStart(4, '0')}`,
    object: 'charge',
    amount: 1999,
    amount_captured: 1999,
    amount_refunded: 0,
    application_fee_amount: null,
    balance_transaction: 'txn_1',
    billing_details: { address: { city: 'Springfield' }, email: 'jenny@example.com', name: 'Jenny Rosen' },
    captured: true,
    created,
    currency: 'usd',
    customer: 'cus_1',
    description: null,
    disputed: false,
    failure_code: null,
    failure_message: null,
    livemode: true,
    metadata: { order: '17' },
    paid: true,
    payment_intent: null,
    payment_method_details: { card: { last4: '4242', fingerprint: 'AOB934' }, type: 'card' },
    receipt_email: 'jenny@example.com',
    receipt_url: 'https://pay.stripe.com/receipts/x',
    refunded: false,
    shipping: { name: 'Jenny Rosen' },
    statement_descriptor: null,
    status: 'succeeded',
    ...more,
  };
}

function charges(count: number): StripeThing[] {
  return Array.from({ length: count }, (_, index) =>
    charge(index, SECONDS - (count - index) * 3600, index % 50 === 0 ? { currency: 'jpy', amount: 500 } : {}),
  );
}

test('reads all charges in windows and pages, in minor units, and nobody who paid', async () => {
  account.lists['charges'] = charges(460);
  const { source } = await open();
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
  const [first] = server.requests;
  expect(first?.query).toMatchObject({
    limit: '100',
    'created[gte]': String(Date.parse('2026-06-01') / 1000),
  });
  expect(first?.headers['stripe-version']).toBe('2026-07-29.dahlia');
  expect(server.requests.some(({ query }) => query['starting_after'] !== undefined)).toBe(true);
});

test('asks the second time for events only, and of each charge takes the newest', async () => {
  account.lists['charges'] = charges(3);
  const { source } = await open();
  const first = await readStream(source, 'charges');
  server.forget();
  clock.advance(3_600_000);
  const later = SECONDS + 1200;
  account.events.push(
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
  expect(server.requests.map(({ path }) => path)).toEqual(['/v1/events']);
  expect(server.requests[0]?.query['created[gte]']).toBe(String(SECONDS - 3600));
  expect(server.requests[0]?.target.match(/types/g)).toHaveLength(7);
  expect(second.state?.stream).toEqual({ updated: String(later + 60) });
});

test('pages through events, and keeps only the newest of each over all pages', async () => {
  const { source } = await open();
  for (let change = 0; change < 250; change += 1)
    account.events.push({
      id: `evt_${change}`,
      type: 'charge.updated',
      created: SECONDS - 3600 + change,
      thing: charge(change % 3, SECONDS - DAY, { amount_refunded: change }),
    });
  const state = { stream: { updated: String(SECONDS - 7200) } };
  const read = await readStream(source, 'charges', { state });
  expect(read.records.map(({ amount_refunded }) => amount_refunded).toSorted()).toEqual([247, 248, 249]);
  expect(server.requests).toHaveLength(3);
});

test('reads in full again once Stripe has forgotten what changed', async () => {
  account.lists['charges'] = charges(5);
  const { source } = await open();
  const state = { stream: { updated: String(SECONDS - 31 * DAY) } };
  const read = await readStream(source, 'charges', { state });
  expect(read.records).toHaveLength(5);
  expect(server.requests.every(({ path }) => path === '/v1/charges')).toBe(true);
});

test('reads payment intents without the secret that could be used to pay', async () => {
  account.lists['payment_intents'] = [
    {
      id: 'pi_1',
      object: 'payment_intent',
      amount: 1099,
      amount_capturable: 0,
      amount_received: 1099,
      application_fee_amount: null,
      canceled_at: null,
      cancellation_reason: null,
      capture_method: 'automatic',
      client_secret: 'pi_1_secret_Rh4hNEQ',
      created: SECONDS - DAY,
      currency: 'eur',
      customer: null,
      description: null,
      latest_charge: 'ch_1',
      livemode: true,
      metadata: {},
      payment_method_types: ['card', 'link'],
      receipt_email: 'jenny@example.com',
      setup_future_usage: null,
      statement_descriptor: null,
      status: 'succeeded',
    },
  ];
  const { source } = await open();
  const read = await readStream(source, 'payment_intents');
  expect(schemaFaults(source, 'payment_intents', read.records)).toEqual([]);
  expect(read.records).toMatchObject([{ id: 'pi_1', amount: 1099 }]);
  expect(JSON.stringify(read.records)).not.toMatch(/secret|jenny/);
});

test('reads refunds and invoices, and learns from events that a draft was deleted', async () => {
  const refund = {
    id: 're_1',
    object: 'refund',
    amount: 100,
    balance_transaction: null,
    charge: 'ch_1',
    created: SECONDS - DAY,
    currency: 'usd',
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata: {},
    payment_intent: null,
    reason: null,
    status: 'succeeded',
  };
  const invoice = {
    id: 'in_1',
    object: 'invoice',
    amount_due: 1000,
    amount_paid: 0,
    amount_remaining: 1000,
    attempt_count: 0,
    created: SECONDS - DAY,
    currency: 'usd',
    customer: 'cus_1',
    customer_email: 'jenny@example.com',
    customer_name: 'Jenny Rosen',
    hosted_invoice_url: 'https://invoice.stripe.com/i/x',
    lines: { object: 'list', data: [{ id: 'il_1' }] },
    metadata: {},
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 1000,
    total: 1000,
  };
  account.lists['refunds'] = [refund];
  account.lists['invoices'] = [invoice];
  const { source } = await open();
  const refunds = await readStream(source, 'refunds');
  expect(schemaFaults(source, 'refunds', refunds.records)).toEqual([]);
  expect(refunds.records).toMatchObject([{ id: 're_1', amount: 100 }]);
  const invoices = await readStream(source, 'invoices');
  expect(schemaFaults(source, 'invoices', invoices.records)).toEqual([]);
  expect(JSON.stringify(invoices.records)).not.toMatch(/Jenny|jenny|invoice\.stripe\.com/);

  account.events.push({ id: 'evt_1', type: 'invoice.deleted', created: SECONDS - 60, thing: invoice });
  const second = await readStream(source, 'invoices', { state: invoices.state });
  expect(second.records).toMatchObject([{ id: 'in_1', is_deleted: true }]);
});

test('reads invoice items of the last sixty days again, and those that were deleted by themselves', async () => {
  const item = (id: string, date: number) => ({
    id,
    object: 'invoiceitem',
    amount: 1000,
    currency: 'usd',
    customer: 'cus_1',
    date,
    description: 'Basket',
    discountable: true,
    invoice: null as string | null,
    livemode: true,
    metadata: {},
    net_amount: 1000,
    parent: null,
    period: { start: date, end: date },
    pricing: { type: 'price_details', unit_amount_decimal: '1000' },
    proration: false,
    quantity: 1,
  });
  const items = [item('ii_1', SECONDS - 20 * DAY), item('ii_2', SECONDS - DAY)];
  account.lists['invoiceitems'] = items;
  const { source } = await open();
  const first = await readStream(source, 'invoice_items');
  expect(schemaFaults(source, 'invoice_items', first.records)).toEqual([]);
  expect(first.records).toHaveLength(2);
  items[0] = { ...item('ii_1', SECONDS - 20 * DAY), invoice: 'in_1' };
  account.lists['invoiceitems'] = items;
  const second = await readStream(source, 'invoice_items', { state: first.state });
  expect(second.records.find(({ id }) => id === 'ii_1')).toMatchObject({ invoice: 'in_1' });

  account.events.push({
    id: 'evt_1',
    type: 'invoiceitem.deleted',
    created: SECONDS - 60,
    thing: item('ii_3', SECONDS - DAY),
  });
  const gone = await readStream(source, 'deleted_invoice_items');
  expect(gone.records).toMatchObject([{ id: 'ii_3', is_deleted: true, updated: SECONDS - 60 }]);
  expect(schemaFaults(source, 'deleted_invoice_items', gone.records)).toEqual([]);
});

test('waits when Stripe asks for fewer requests, without a header that says how long', async () => {
  account.lists['charges'] = charges(2);
  const { source } = await open({ start_date: '2026-08-01' });
  server.disturb(limited('global-rate'), 2);
  const read = await readStream(source, 'charges');
  expect(read.records).toHaveLength(2);
  expect(server.requests).toHaveLength(3);
  expect(clock.waited()).toBeGreaterThanOrEqual(3000);
});

test('says what is wrong with the key: unknown, rolled, or without the right', async () => {
  account.keys['rk_live_rolled00000000000009'] = { reads: ALL, expired: true };
  account.keys['rk_live_narrow00000000000007'] = { reads: ['rak_invoice_read'] };
  const told = async (api_key: string) => {
    const { source } = await open({ api_key });
    const read = await readStream(source, 'charges');
    const checked = await source.check(new AbortController().signal);
    expect(checked.ok).toBe(false);
    await server.stop();
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
  const { source } = await open();
  expect(await readStream(source, 'charges')).toMatchObject({ records: [], status: 'complete' });
  server.disturb({ status: 200, type: 'text/html', text: '<html><title>Maintenance</title></html>' }, 20);
  const read = await readStream(source, 'charges');
  expect(read).toMatchObject({ records: [], status: 'incomplete' });
});

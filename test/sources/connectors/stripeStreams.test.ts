import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';
import { DAY, openStripeBench, SECONDS, type StripeBench } from './stripeBench.ts';

let bench: StripeBench;

beforeEach(async () => {
  bench = await openStripeBench();
});

afterEach(async () => {
  // Whatever a test was about: each request is one that Stripe documents.
  expect(bench.faults()).toEqual([]);
  await bench.close();
});

test('reads payment intents without the secret that could be used to pay', async () => {
  bench.account.lists['payment_intents'] = [
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
  const { source } = await bench.open();
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
  bench.account.lists['refunds'] = [refund];
  bench.account.lists['invoices'] = [invoice];
  const { source } = await bench.open();
  const refunds = await readStream(source, 'refunds');
  expect(schemaFaults(source, 'refunds', refunds.records)).toEqual([]);
  expect(refunds.records).toMatchObject([{ id: 're_1', amount: 100 }]);
  const invoices = await readStream(source, 'invoices');
  expect(schemaFaults(source, 'invoices', invoices.records)).toEqual([]);
  expect(JSON.stringify(invoices.records)).not.toMatch(/Jenny|jenny|invoice\.stripe\.com/);

  bench.account.events.push({ id: 'evt_1', type: 'invoice.deleted', created: SECONDS - 60, thing: invoice });
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
  bench.account.lists['invoiceitems'] = items;
  const { source } = await bench.open();
  const first = await readStream(source, 'invoice_items');
  expect(schemaFaults(source, 'invoice_items', first.records)).toEqual([]);
  expect(first.records).toHaveLength(2);
  items[0] = { ...item('ii_1', SECONDS - 20 * DAY), invoice: 'in_1' };
  bench.account.lists['invoiceitems'] = items;
  const second = await readStream(source, 'invoice_items', { state: first.state });
  expect(second.records.find(({ id }) => id === 'ii_1')).toMatchObject({ invoice: 'in_1' });

  bench.account.events.push({
    id: 'evt_1',
    type: 'invoiceitem.deleted',
    created: SECONDS - 60,
    thing: item('ii_3', SECONDS - DAY),
  });
  const gone = await readStream(source, 'deleted_invoice_items');
  expect(gone.records).toMatchObject([{ id: 'ii_3', is_deleted: true, updated: SECONDS - 60 }]);
  expect(schemaFaults(source, 'deleted_invoice_items', gone.records)).toEqual([]);
});

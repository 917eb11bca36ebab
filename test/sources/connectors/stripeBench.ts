import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';
import { readDescription, requestFaults } from '../openapi/requestFaults.ts';
import { type StripeAccount, type StripeThing, startStripe } from '../servers/stripe.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';

const NOW = Date.parse('2026-08-20T12:00:00Z');
const KEY = 'rk_live_51Abcdefghijklmnop0001';
/** Seconds since 1970, as Stripe tells time. */
export const SECONDS = NOW / 1000;
export const DAY = 86_400;
export const ALL_RIGHTS = [
  'rak_charge_read',
  'rak_event_read',
  'rak_invoice_read',
  'rak_payment_intent_read',
];

/** An account with one key that may read everything, and sources that read it. */
export async function openStripeBench() {
  const clock = createVirtualClock(NOW);
  const account: StripeAccount = { lists: {}, events: [], keys: { [KEY]: { reads: ALL_RIGHTS } } };
  const server = await startStripe(clock, account);
  const described = readDescription('stripe/lists.json');
  const opened: OpenedConnector[] = [];
  return {
    clock,
    account,
    server,
    async open(config: Record<string, string> = {}): Promise<OpenedConnector> {
      const one = await openConnector('stripe', {
        clock,
        origin: server.origin,
        vendor: ['https://api.stripe.com'],
        config: { api_key: KEY, start_date: '2026-06-01', ...config },
      });
      opened.push(one);
      return one;
    },
    /** What Stripe's own description has against the requests so far. */
    faults: () => server.requests.flatMap((arrived) => requestFaults(described, arrived)),
    async close() {
      for (const one of opened) await one.close();
      await server.stop();
    },
  };
}
export type StripeBench = Awaited<ReturnType<typeof openStripeBench>>;

/** As the API's own fixtures have it, who paid included. */
export function charge(number: number, created: number, more: Record<string, unknown> = {}): StripeThing {
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

export function charges(count: number): StripeThing[] {
  return Array.from({ length: count }, (_, index) =>
    charge(index, SECONDS - (count - index) * 3600, index % 50 === 0 ? { currency: 'jpy', amount: 500 } : {}),
  );
}

import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import {
  type Arrived,
  createThrottle,
  type Reply,
  startVendorServer,
  type VendorServer,
} from './vendorServer.ts';

export interface StripeThing {
  readonly id: string;
  readonly object: string;
  /** Invoice items say `date` instead. */
  readonly created?: number;
  readonly date?: number;
  readonly [field: string]: unknown;
}

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly thing: StripeThing;
}

export interface StripeAccount {
  /** By path: `charges`, `payment_intents`, `refunds`, `invoices`, `invoiceitems`. */
  readonly lists: Record<string, StripeThing[]>;
  readonly events: StripeEvent[];
  /** Keys that are known, with what each may read; `expired` ones were rolled. */
  readonly keys: Record<string, { readonly reads: readonly string[]; readonly expired?: boolean }>;
}

const MONTH = 30 * 86_400;
const PARAMETERS = ['limit', 'starting_after', 'ending_before', 'expand', 'customer'];
const RIGHTS: Readonly<Record<string, string>> = {
  charges: 'rak_charge_read',
  events: 'rak_event_read',
  invoiceitems: 'rak_invoice_read',
  invoices: 'rak_invoice_read',
  payment_intents: 'rak_payment_intent_read',
  refunds: 'rak_charge_read',
};

/**
 * The lists of an account as https://docs.stripe.com/api tells: newest first, `starting_after` an id that must exist, `created` as a
 * range, events for thirty days, 25 requests a second, restricted keys. The account may be changed while it runs.
 */
export function startStripe(clock: VirtualClock, account: StripeAccount): Promise<VendorServer> {
  const throttle = createThrottle(clock, 25, 1);
  return startVendorServer(clock, (arrived) => {
    const list = /^\/v1\/(\w+)$/.exec(arrived.path)?.[1] ?? '';
    if (RIGHTS[list] === undefined || arrived.method !== 'GET')
      return refused(404, `Unrecognized request URL (${arrived.method}: ${arrived.path}).`);
    const unknown = keyTrouble(arrived, account, list);
    if (unknown !== null) return unknown;
    if (throttle() > 0) return limited('endpoint-rate');
    if (!/^\d{4}-\d{2}-\d{2}\.\w+$/.test(arrived.headers['stripe-version'] ?? ''))
      return refused(400, `Invalid Stripe API version: ${arrived.headers['stripe-version']}`);
    return list === 'events'
      ? events(arrived, account, clock)
      : things(arrived, account.lists[list] ?? [], list);
  });
}

export function limited(reason: string): Reply {
  return {
    status: 429,
    headers: { 'Stripe-Rate-Limited-Reason': reason, 'Stripe-Should-Retry': 'true' },
    json: {
      error: {
        code: 'rate_limit',
        message:
          'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
        type: 'invalid_request_error',
      },
    },
  };
}

function keyTrouble({ headers }: Arrived, { keys }: StripeAccount, list: string): Reply | null {
  const key = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
  if (key === undefined)
    return refused(
      401,
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.',
    );
  const veiled = `${key.slice(0, 8)}${'*'.repeat(10)}${key.slice(-4)}`;
  const known = keys[key];
  if (known === undefined) return refused(401, `Invalid API Key provided: ${veiled}`);
  if (known.expired === true)
    return refused(401, `Expired API Key provided: ${veiled}`, { code: 'api_key_expired' });
  const right = RIGHTS[list] ?? '';
  if (known.reads.includes(right)) return null;
  return refused(
    403,
    `The provided key '${veiled}' does not have the required permissions for this endpoint on account 'acct_1'. Having the '${right}' permission would allow this request to continue.`,
  );
}

function things(arrived: Arrived, list: readonly StripeThing[], name: string): Reply {
  const known = /^created(\[(gt|gte|lt|lte)\])?$/;
  const strange = Object.keys(arrived.query).find((key) => !known.test(key) && !PARAMETERS.includes(key));
  if (strange !== undefined) return unknownParameter(strange);
  return page(arrived, list, (thing) => thing.created ?? thing.date ?? 0, name);
}

function events(arrived: Arrived, account: StripeAccount, clock: VirtualClock): Reply {
  const query = new URL(arrived.target, 'http://vendor').searchParams;
  const types = query.getAll('types[]');
  const known = /^(created(\[(gt|gte|lt|lte)\])?|types\[\]|type)$/;
  const strange = [...query.keys()].find((key) => !known.test(key) && !PARAMETERS.includes(key));
  if (strange !== undefined) return unknownParameter(strange);
  if (types.length > 20) return refused(400, 'You may only specify up to 20 types.', { param: 'types' });
  const oldest = clock.now() / 1000 - MONTH;
  const kept = account.events.filter(
    ({ type, created }) => created >= oldest && (types.length === 0 || types.includes(type)),
  );
  const written = kept.map(({ thing, ...event }) => ({
    ...event,
    object: 'event',
    api_version: '2026-07-29.dahlia',
    livemode: true,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    data: { object: thing },
  }));
  return page(arrived, written, (event) => event.created, 'event');
}

/** Of the same second, what was made later comes first. */
function page<T extends { readonly id: string }>(
  { query, path }: Arrived,
  all: readonly T[],
  at: (one: T) => number,
  name: string,
): Reply {
  const limit = Number(query['limit'] ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return refused(400, 'This value must be between 1 and 100.', { param: 'limit' });
  const from = Number(query['created[gte]'] ?? 0);
  const to = Number(query['created[lte]'] ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(from) || Number.isNaN(to)) return refused(400, 'Invalid integer', { param: 'created' });
  const found = all
    .toReversed()
    .filter((one) => at(one) >= from && at(one) <= to)
    .toSorted((a, b) => at(b) - at(a));
  const after = query['starting_after'];
  if (after !== undefined && !all.some(({ id }) => id === after))
    return refused(400, `No such ${name}: '${after}'`, { code: 'resource_missing', param: 'starting_after' });
  const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
  const data = found.slice(start, start + limit);
  return { json: { object: 'list', data, has_more: found.length > start + limit, url: path } };
}

function unknownParameter(name: string): Reply {
  return refused(400, `Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
}

function refused(status: number, message: string, more: Record<string, string> = {}): Reply {
  return { status, json: { error: { message, type: 'invalid_request_error', ...more } } };
}

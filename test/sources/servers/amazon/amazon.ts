import type { VirtualClock } from '../../../conformance/sources/virtualClock.ts';
import { type Arrived, type Reply, startVendorServer, type VendorServer } from '../vendorServer.ts';
import { orderMetrics } from './orderMetrics.ts';
import { createReports, type Ending } from './reports.ts';
import { createBucket } from './tokenBucket.ts';

export interface Seller {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  readonly marketplaces: string[];
  readonly roles: string[];
  /** How the next reports end; `done` where nothing is said. */
  readonly endings: Ending[];
  /** How long a report waits, and how long it takes. */
  queuedMs: number;
  workingMs: number;
  /** Rows of the order report, without the header. */
  readonly orders: (readonly string[])[];
}

export type AmazonServer = VendorServer & {
  /** How many sign-ins there were. */
  signIns(): number;
  /** All tokens given so far are of no use any more. */
  revoke(): void;
};

const HOUR = 3_600_000;
const FIGURES = ['Pricing', 'Inventory and Order Tracking'];

/**
 * Login with Amazon, and of the Selling Partner API order metrics and reports, as https://developer-docs.amazon.com/sp-api tells:
 * tokens of an hour in `x-amz-access-token`, a bucket for each operation, roles, links to documents that are good for five minutes.
 */
export async function startAmazon(clock: VirtualClock, seller: Seller): Promise<AmazonServer> {
  const tokens = new Map<string, { until: number; revoked: boolean }>();
  const reports = createReports(clock, seller);
  const buckets = {
    metrics: createBucket(clock, 0.5, 15),
    create: createBucket(clock, 0.0167, 15),
    report: createBucket(clock, 2, 15),
    document: createBucket(clock, 0.0167, 15),
  };
  let signIns = 0;
  let origin = '';

  const limited = (rate: number): Reply => ({
    status: 429,
    headers: { 'x-amzn-RateLimit-Limit': String(rate) },
    json: problem('QuotaExceeded', 'You exceeded your quota for the requested resource.'),
  });
  const operation = (arrived: Arrived): [bucket: keyof typeof buckets, answer: () => Reply] | undefined => {
    const { method, path } = arrived;
    const [, kind, id = ''] = /^\/reports\/2021-06-30\/(reports|documents)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (method === 'GET' && path === '/sales/v1/orderMetrics')
      return ['metrics', () => orderMetrics(arrived, seller.marketplaces, clock)];
    if (method === 'POST' && kind === 'reports' && id === '')
      return ['create', () => reports.create(arrived)];
    if (method === 'GET' && kind === 'reports' && id !== '') return ['report', () => reports.status(id)];
    if (method === 'GET' && kind === 'documents') return ['document', () => reports.document(id, origin)];
    return undefined;
  };

  const server = await startVendorServer(clock, (arrived) => {
    if (arrived.path === '/auth/o2/token') {
      signIns += 1;
      return signIn(arrived, seller, () => {
        const token = `Atza|${signIns}`;
        tokens.set(token, { until: clock.now() + HOUR, revoked: false });
        return token;
      });
    }
    if (arrived.path.startsWith('/documents/')) return reports.download(arrived);
    const found = operation(arrived);
    if (found === undefined)
      return { status: 404, json: problem('NotFound', 'The resource does not exist.') };
    const [name, answer] = found;
    const token = tokens.get(arrived.headers['x-amz-access-token'] ?? '');
    if (token === undefined || token.revoked)
      return denied('The access token you provided is revoked, malformed or invalid.');
    if (token.until <= clock.now()) return denied('The access token you provided has expired.');
    if (!allowed(name, arrived, seller)) return denied('');
    if (!buckets[name].take()) return limited(buckets[name].perSecond);
    const reply = answer();
    return {
      ...reply,
      headers: { 'x-amzn-RateLimit-Limit': String(buckets[name].perSecond), ...reply.headers },
    };
  });
  origin = server.origin;
  return {
    ...server,
    signIns: () => signIns,
    revoke() {
      for (const token of tokens.values()) token.revoked = true;
    },
  };
}

function signIn({ method, form, headers }: Arrived, seller: Seller, give: () => string): Reply {
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return wrong(400, 'invalid_request', 'The request is missing a required parameter or is malformed.');
  if (form['grant_type'] !== 'refresh_token')
    return wrong(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
  if (form['client_id'] !== seller.clientId || form['client_secret'] !== seller.clientSecret)
    return wrong(401, 'invalid_client', 'Client authentication failed');
  if (form['refresh_token'] !== seller.refreshToken)
    return wrong(400, 'invalid_grant', 'The request has an invalid grant parameter : refresh_token');
  return {
    json: {
      access_token: give(),
      refresh_token: seller.refreshToken,
      token_type: 'bearer',
      expires_in: 3600,
    },
  };
}

function allowed(name: string, { json }: Arrived, { roles }: Seller): boolean {
  if (name === 'metrics') return roles.some((role) => FIGURES.includes(role));
  const type = (json as { readonly reportType?: unknown } | undefined)?.reportType;
  if (type === 'GET_SALES_AND_TRAFFIC_REPORT') return roles.includes('Brand Analytics');
  return roles.length > 0;
}

export function problem(code: string, message: string, details = '') {
  return { errors: [{ code, message, details }] };
}

function denied(details: string): Reply {
  return { status: 403, json: problem('Unauthorized', 'Access to requested resource is denied.', details) };
}

function wrong(status: number, error: string, description: string): Reply {
  return { status, json: { error, error_description: description } };
}

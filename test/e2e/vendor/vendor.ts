import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const VENDOR_KEY = 'sk-canary-2207-1988';

/** A small vendor whose moods a test sets: orders by day, returns, reviews, and one stock list for each of its stores. */
export interface Vendor {
  readonly origin: string;
  /** Days that orders are there for, four orders each. */
  days: string[];
  /** How many returns there are. */
  returns: number;
  /** What reviews are refused with; null: they are given. */
  refusal: { status: number; message: string } | null;
  /** Before each answer. */
  delayMs: number;
  /** Every request that came with the key, as `path?query`. */
  readonly asked: string[];
  close(): Promise<void>;
}

const STORES = ['harbour', 'old-town'];
const PAGE = 4;

export async function openVendor(): Promise<Vendor> {
  const asked: string[] = [];
  const vendor = {
    origin: '',
    days: ['2026-01-01', '2026-01-02', '2026-01-03'],
    returns: 3,
    refusal: null as Vendor['refusal'],
    delayMs: 0,
    asked,
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', vendor.origin);
    const answer = (status: number, value: unknown) =>
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      }, vendor.delayMs);
    if (request.headers['authorization'] !== `Bearer ${VENDOR_KEY}`)
      return answer(401, { error: { message: 'This key was withdrawn on 3 March.' } });
    asked.push(`${url.pathname}${url.search}`);
    if (url.pathname === '/reviews' && vendor.refusal !== null)
      return answer(vendor.refusal.status, { error: { message: vendor.refusal.message } });
    return answer(200, { data: dataAt(url, vendor) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vendor.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(vendor, {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function dataAt(url: URL, { days, returns }: Pick<Vendor, 'days' | 'returns'>): unknown[] {
  const since = url.searchParams.get('since')?.slice(0, 10) ?? '';
  const until = url.searchParams.get('until')?.slice(0, 10) ?? '9999';
  switch (url.pathname) {
    case '/orders': {
      const orders = days
        .filter((day) => day >= since && day <= until)
        .flatMap((day) =>
          [1, 2, 3, 4].map((at) => ({ id: `${day}-${at}`, day, title: 'Ceramic mug', total: 12.5 * at })),
        );
      const page = Number(url.searchParams.get('page') ?? 1);
      return orders.slice((page - 1) * PAGE, page * PAGE);
    }
    case '/returns':
      return Array.from({ length: returns }, (_, at) => ({ id: at + 1, reason: 'Handle came off' }));
    case '/reviews':
      return [{ id: 1, tag: url.searchParams.get('tag'), stars: 4 }];
    case '/stores':
      return STORES.map((name) => ({ name }));
    default:
      return [{ sku: 'mug', left: 7 }];
  }
}

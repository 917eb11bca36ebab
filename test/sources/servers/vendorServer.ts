import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';

/** A request as the vendor sees it. */
export interface Arrived {
  readonly method: string;
  /** Percent-decoded. */
  readonly path: string;
  /** Path and query as they came: a name may be there several times. */
  readonly target: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly form: Readonly<Record<string, string>>;
  /** Undefined: the body is no JSON. */
  readonly json: unknown;
  /** When it came, on the clock of the test. */
  readonly at: number;
}

/** At most one of `json`, `text` and `bytes`. */
export interface Reply {
  readonly status?: number;
  /** Go out in the case they are written in. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** The content type, if not the usual one of `json` or `text`. */
  readonly type?: string;
  /** The connection is dropped after this many bytes of the body. */
  readonly cutAfter?: number;
}

export interface VendorServer {
  readonly origin: string;
  readonly requests: readonly Arrived[];
  /** Forgets the requests so far, to look at those of the next step alone. */
  forget(): void;
  /** The next requests, or those of them that match, get this instead of an answer of the vendor. */
  disturb(reply: Reply, times?: number, matches?: (arrived: Arrived) => boolean): void;
  stop(): Promise<void>;
}

/**
 * A vendor on the loopback interface. `answer` speaks its protocol; undefined is an address that the vendor doesn't have.
 * Time is the test's clock, so that limits, windows and expiry can be lived through without waiting.
 */
export async function startVendorServer(
  clock: VirtualClock,
  answer: (arrived: Arrived) => Reply | undefined,
): Promise<VendorServer> {
  const requests: Arrived[] = [];
  const disturbances: { reply: Reply; left: number; matches: (arrived: Arrived) => boolean }[] = [];

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const arrived = read(request, Buffer.concat(pieces).toString('utf8'), clock.now());
      requests.push(arrived);
      const disturbed = disturbances.find((one) => one.left > 0 && one.matches(arrived));
      if (disturbed !== undefined) disturbed.left -= 1;
      send(
        response,
        clock.now(),
        disturbed?.reply ?? answer(arrived) ?? { status: 404, json: { message: `no ${arrived.path} here` } },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    forget() {
      requests.length = 0;
    },
    disturb(reply, times = 1, matches = () => true) {
      disturbances.push({ reply, left: times, matches });
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Counts calls within the last seconds, as most vendors do. Answers how long until one more is allowed: 0 counts it. */
export function createThrottle(clock: VirtualClock, calls: number, seconds: number): () => number {
  const taken: number[] = [];
  return () => {
    const now = clock.now();
    while (taken[0] !== undefined && taken[0] <= now - seconds * 1000) taken.shift();
    const oldest = taken[0];
    if (oldest !== undefined && taken.length >= calls) return Math.ceil((oldest - now) / 1000 + seconds);
    taken.push(now);
    return 0;
  };
}

function read(request: IncomingMessage, text: string, at: number): Arrived {
  const url = new URL(request.url ?? '/', 'http://vendor');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const type = headers['content-type'] ?? '';
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    target: request.url ?? '/',
    query: Object.fromEntries(url.searchParams),
    headers,
    text,
    form: type.startsWith('application/x-www-form-urlencoded')
      ? Object.fromEntries(new URLSearchParams(text))
      : {},
    json: type.startsWith('application/json') ? JSON.parse(text) : undefined,
    at,
  };
}

function send(response: ServerResponse, now: number, reply: Reply): void {
  // By the clock of the test: it is what the vendor's times are judged by.
  response.setHeader('Date', new Date(now).toUTCString());
  const body = bodyOf(reply);
  const type = reply.type ?? (reply.json === undefined ? 'text/plain; charset=utf-8' : 'application/json');
  const headers = Object.entries(reply.headers ?? {});
  // A flat list keeps the case of names.
  const flat = [...headers.flat(), 'Content-Type', type, 'Content-Length', String(body.length)];
  response.writeHead(reply.status ?? 200, flat);
  if (reply.cutAfter === undefined) response.end(body);
  else response.write(body.subarray(0, reply.cutAfter), () => response.destroy());
}

function bodyOf(reply: Reply): Buffer {
  if (reply.bytes !== undefined) return Buffer.from(reply.bytes);
  return Buffer.from(reply.json === undefined ? (reply.text ?? '') : JSON.stringify(reply.json));
}

import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { createHttp, type HttpTools } from '../../../main/sources/http/createHttp.ts';
import type { Exchange, Http, HttpPolicy, HttpRequest } from '../../../main/sources/http/http.ts';
import { httpPolicy } from '../../../main/sources/http/policy.ts';
import { createTestClock, type TestClock } from './testClock.ts';

export interface Loopback {
  readonly origin: string;
  readonly port: number;
  /** Connections taken so far, and those still open. */
  readonly connections: () => number;
  readonly open: () => number;
  close(): Promise<void>;
}

export function serve(
  listener: RequestListener,
  tls?: { readonly cert: string; readonly key: string },
): Promise<Loopback> {
  return tls === undefined
    ? listen(createHttpServer(listener), 'http://127.0.0.1')
    : listen(createHttpsServer(tls, listener), 'https://localhost');
}

/** Whatever bytes a server may send. */
export function serveRaw(connected: (socket: Socket) => void): Promise<Loopback> {
  const server = createNetServer((socket) => {
    socket.on('error', () => {});
    connected(socket);
  });
  return listen(server, 'http://127.0.0.1');
}

async function listen(server: Server | ReturnType<typeof createNetServer>, base: string): Promise<Loopback> {
  const sockets = new Set<Socket>();
  let taken = 0;
  server.on('connection', (socket: Socket) => {
    taken += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${base}:${port}`,
    port,
    connections: () => taken,
    open: () => sockets.size,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export interface Asking {
  readonly http: Http;
  readonly clock: TestClock;
  readonly exchanges: Exchange[];
  readonly kept: Map<string, unknown>;
}

/** A transport that may ask this machine in plain. */
export function asking(policy: Partial<HttpPolicy> = {}, tools: Partial<HttpTools> = {}): Asking {
  const clock = createTestClock();
  const exchanges: Exchange[] = [];
  const kept = new Map<string, unknown>();
  const http = createHttp(
    httpPolicy({ userAgent: 'Leadline/test', privateHosts: ['127.0.0.1', 'localhost'], ...policy }),
    {
      clock,
      memory: {
        read: (bucket) => Promise.resolve(kept.get(bucket)),
        write: (bucket, value) => {
          kept.set(bucket, JSON.parse(JSON.stringify(value)));
          return Promise.resolve();
        },
      },
      trace: (exchange) => exchanges.push(exchange),
      ...tools,
    },
  );
  return { http, clock, exchanges, kept };
}

export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url,
    headers: [],
    secret: { headers: [], parameters: [] },
    stream: 'orders',
    signal: new AbortController().signal,
    ...more,
  };
}

/** Status and body of an answer, or the code and message of whatever failed first. */
export async function outcome(http: Http, request: HttpRequest): Promise<string> {
  const sent = await http.send(request);
  if (!sent.ok) return `${sent.failure.code}: ${sent.failure.message}`;
  const read = await sent.value.body.bytes();
  if (!read.ok) return `${read.failure.code}: ${read.failure.message}`;
  return `${sent.value.status} ${Buffer.from(read.value).toString('utf8')}`;
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { attachSocket } from '../attach.ts';
import type { Core } from '../core.ts';
import type { Pages } from '../pages.ts';
import { createGate, type Gate } from './gate.ts';
import { refusedPage } from './refusedPage.ts';

export interface Loopback {
  /** Without a token: fit to be shown to anyone. */
  readonly address: string;
  /** With the token: for the terminal of the person who started the program, and nowhere else. */
  readonly signInLink: string;
  /** A link that works once, for handing to a browser. */
  ticketLink(): string;
  /** Cuts every socket, as a waking laptop or a proxy would; pages dial again. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** Largest message a page may send; rows are paged, so nothing honest comes near. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The workbench for an ordinary browser: 127.0.0.1 only, every request and upgrade through the gate. */
export async function openLoopback(core: Core, pages: Pages, port: number): Promise<Result<Loopback>> {
  const server = createServer();
  server.headersTimeout = 10_000;
  const listening = await listen(server, port);
  if (!listening.ok) return listening;
  const actual = listening.value;
  const gate = createGate({ port: actual, clock: Date.now });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: false });

  server.on('request', (request, response) => {
    answer(request, response, gate, pages).catch((error: unknown) => {
      core.log.error('A page could not be sent', { error });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('upgrade', (request, stream, head) => {
    const refusal =
      request.url === '/rpc'
        ? gate.refusal(request, { session: true, origin: true })
        : 'There is no such socket.';
    if (refusal !== '') {
      refuseUpgrade(stream, refusal);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => attach(core, socket));
  });

  const dropConnections = () => {
    for (const socket of sockets.clients) socket.terminate();
  };
  const address = `http://127.0.0.1:${actual}`;
  return ok({
    address,
    signInLink: `${address}/?token=${gate.token}`,
    ticketLink: () => `${address}/?token=${gate.ticket()}`,
    dropConnections,
    async close() {
      dropConnections();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gate: Gate,
  pages: Pages,
): Promise<void> {
  const wanted = request.url ?? '/';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, 'http://127.0.0.1')) {
    return send(response, 400, 'text/plain; charset=utf-8', 'That is no address of a page.\n');
  }
  const url = new URL(wanted, 'http://127.0.0.1');
  const offered = url.searchParams.get('token');
  const foreign = gate.refusal(request, { session: false, origin: false });
  if (foreign !== '') return send(response, 403, 'text/plain; charset=utf-8', `${foreign}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(response, 405, 'text/plain; charset=utf-8', 'Pages are only read.\n');
  }
  if (offered !== null) {
    const cookie = gate.exchange(offered);
    if (cookie === null) return send(response, 403, 'text/html; charset=utf-8', refusedPage());
    response.writeHead(303, {
      location: url.pathname.startsWith('//') ? '/' : url.pathname,
      'set-cookie': cookie,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
    return;
  }
  if (gate.refusal(request, { session: true, origin: false }) !== '') {
    return send(response, 403, 'text/html; charset=utf-8', refusedPage());
  }
  if (url.pathname === '/session') return send(response, 204, 'text/plain', '');
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const page = await pages.read(wanted, { gzip });
  response.writeHead(page.status, { ...page.headers, 'content-length': page.body.length });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(body);
}

function refuseUpgrade(stream: Duplex, why: string): void {
  stream.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${why}\n`,
  );
}

function attach(core: Core, socket: WebSocket): void {
  socket.on('error', (error) => core.log.warn('A page sent something that is no message of ours', { error }));
  attachSocket(core, socket);
}

async function listen(server: Server, port: number): Promise<Result<number>> {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  if (error === null) return ok((server.address() as AddressInfo).port);
  const taken = error.code === 'EADDRINUSE';
  return fail('PORT_TAKEN', {
    message: taken
      ? `Another program already uses port ${port}.`
      : `Port ${port} can't be used: the system answered ${error.code ?? error.message}.`,
    next: 'Leave --port out to get a free one, or name another.',
    subject: String(port),
    retry: taken,
  });
}

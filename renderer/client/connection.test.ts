import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { os, type RouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Connection, createConnection } from './connection.ts';
import { failureOf } from './failures.ts';
import { follow } from './follow.ts';
import { createLink } from './link.ts';
import { addressOf, dialSocket } from './socket.ts';

interface Core {
  readonly port: number;
  sessionKnown: boolean;
  /** How often each call arrived. */
  readonly arrivals: { echo: number; never: number; counting: number; session: number };
  readonly streams: () => number;
  dropSockets(): void;
  stop(): Promise<void>;
}

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startCore(port = 0): Promise<Core> {
  const arrivals = { echo: 0, never: 0, counting: 0, session: 0 };
  let streams = 0;
  const handler = new RPCHandler(router(arrivals, (change) => (streams += change)));
  const http: Server = createServer((_request, response) => {
    arrivals.session += 1;
    response.statusCode = core.sessionKnown ? 204 : 403;
    response.end();
  });
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (!core.sessionKnown) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (ws) => handler.upgrade(ws, { context: {} }));
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const core: Core = {
    port: (http.address() as AddressInfo).port,
    sessionKnown: true,
    arrivals,
    streams: () => streams,
    dropSockets() {
      for (const client of sockets.clients) client.terminate();
    },
    async stop() {
      core.dropSockets();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  cleanups.push(() => core.stop());
  return core;
}

function router(arrivals: Core['arrivals'], countStreams: (change: number) => void) {
  return {
    echo: os.handler(({ input }) => {
      arrivals.echo += 1;
      return input;
    }),
    never: os.handler(() => {
      arrivals.never += 1;
      return new Promise<never>(() => {});
    }),
    counting: os.handler(async function* ({ signal }) {
      arrivals.counting += 1;
      countStreams(1);
      try {
        for (let n = 1; !signal?.aborted; n += 1) {
          yield n;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      } finally {
        countStreams(-1);
      }
    }),
  };
}

function connect(port: number, patience = 2_000) {
  const address = addressOf({ protocol: 'http:', host: `127.0.0.1:${port}` });
  const connection = createConnection({ dial: dialSocket(address), random: () => 0, patience });
  cleanups.push(() => connection.close());
  const client: RouterClient<ReturnType<typeof router>> = createORPCClient(createLink(connection));
  return { connection, client };
}

async function until(condition: () => boolean, ms = 3_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`never came true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function statesOf(connection: Connection): string[] {
  const states: string[] = [connection.state()];
  cleanups.push(connection.subscribe(() => states.push(connection.state())));
  return states;
}

const failureCode = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => failureOf(error).code,
  );

test('after the socket drops it comes back by itself and calls go on', async () => {
  const core = await startCore();
  const { connection, client } = connect(core.port);
  const states = statesOf(connection);
  expect(await client.echo('before')).toBe('before');
  core.dropSockets();
  await until(() => states.length === 4);
  expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
  expect(await client.echo('after')).toBe('after');
});

test('a call made while the core is away waits for it', async () => {
  const away = await startCore();
  await away.stop();
  const { client } = connect(away.port);
  const answer = client.echo('patient');
  await new Promise((resolve) => setTimeout(resolve, 150));
  await startCore(away.port);
  expect(await answer).toBe('patient');
});

test('a call that waited as long as it may fails as DISCONNECTED', async () => {
  const away = await startCore();
  await away.stop();
  const { client } = connect(away.port, 120);
  const asked = Date.now();
  expect(await failureCode(client.echo('lost'))).toBe('DISCONNECTED');
  expect(Date.now() - asked).toBeGreaterThanOrEqual(110);
});

test('a call cut off with its line fails as DISCONNECTED and is not sent again', async () => {
  const core = await startCore();
  const { connection, client } = connect(core.port);
  const call = failureCode(client.never());
  await until(() => core.arrivals.never === 1);
  core.dropSockets();
  expect(await call).toBe('DISCONNECTED');
  await until(() => connection.state() === 'open');
  await client.echo('still here');
  expect(core.arrivals.never).toBe(1);
});

test('a watched call is opened anew after a drop, and only once', async () => {
  const core = await startCore();
  const { connection, client } = connect(core.port);
  const seen: number[] = [];
  const stopping = new AbortController();
  const followed = follow(
    connection,
    (signal) => client.counting(undefined, { signal }),
    (n) => seen.push(n),
    stopping.signal,
  );
  await until(() => seen.length >= 3);
  core.dropSockets();
  await until(() => core.arrivals.counting === 2 && seen.filter((n) => n === 2).length === 2);
  expect(core.streams()).toBe(1);
  stopping.abort();
  await followed;
  await until(() => core.streams() === 0);
});

test('a core that does not know the page refuses it and is left alone, until the page is woken', async () => {
  const core = await startCore();
  core.sessionKnown = false;
  const { connection, client } = connect(core.port);
  await until(() => connection.state() === 'refused');
  expect(await failureCode(client.echo('who'))).toBe('DISCONNECTED');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(core.arrivals.session).toBe(1);
  core.sessionKnown = true;
  connection.wake();
  await until(() => connection.state() === 'open');
  expect(await client.echo('me')).toBe('me');
});

test('waking cuts the pause short', async () => {
  const dials: number[] = [];
  const connection = createConnection({
    dial: async () => {
      dials.push(Date.now());
      return 'unreachable';
    },
    random: () => 1,
    patience: 1,
  });
  cleanups.push(() => connection.close());
  await until(() => dials.length === 3);
  connection.wake();
  await until(() => dials.length === 4, 300);
  expect(connection.state()).toBe('lost');
});

test('the socket is where the page came from', () => {
  expect(addressOf({ protocol: 'http:', host: '127.0.0.1:4911' })).toEqual({
    socket: 'ws://127.0.0.1:4911/rpc',
    session: 'http://127.0.0.1:4911/session',
  });
  expect(addressOf({ protocol: 'https:', host: 'localhost' }).socket).toBe('wss://localhost/rpc');
});

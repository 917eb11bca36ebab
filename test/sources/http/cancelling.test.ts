import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Http } from '../../../main/sources/http/http.ts';
import { asking, get, type Loopback, outcome, serve, serveRaw } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function raw(answer: (socket: Socket, request: string) => void): Promise<Loopback> {
  const server = await serveRaw((socket) => socket.on('data', (data) => answer(socket, data.toString())));
  open.push(server);
  return server;
}

function asker(...given: Parameters<typeof asking>) {
  const made = asking(...given);
  open.push(made.http);
  return made;
}

const OK = 'HTTP/1.1 200 OK\r\n';

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !holds(); turn += 1) await new Promise((done) => setTimeout(done, 10));
  expect(holds()).toBe(true);
}

describe('cancelling and closing', () => {
  async function endless(): Promise<Loopback> {
    return raw((socket, request) => {
      if (request.includes('/silent')) return;
      socket.write(`${OK}content-length: 1000000\r\n\r\nstart`);
    });
  }

  test('before the answer, within the body, unread, and beforehand', async () => {
    const server = await endless();
    const { http, exchanges } = asker();
    const early = new AbortController();
    const waiting = outcome(http, get(`${server.origin}/silent`, { signal: early.signal }));
    await until(() => server.open() === 1);
    early.abort();
    expect(await waiting).toMatch(/^CANCELLED/);

    const midway = new AbortController();
    const reading = outcome(http, get(`${server.origin}/body`, { signal: midway.signal }));
    setTimeout(() => midway.abort(), 50);
    expect(await reading).toMatch(/^CANCELLED/);

    const unread = new AbortController();
    const sent = await http.send(get(`${server.origin}/body`, { signal: unread.signal }));
    expect(sent.ok).toBe(true);
    unread.abort();
    await until(() => server.open() === 0);
    const late = sent.ok ? await sent.value.body.bytes() : null;
    expect(late?.ok === false && late.failure.code).toBe('CANCELLED');

    const connections = server.connections();
    expect(await outcome(http, get(`${server.origin}/body`, { signal: AbortSignal.abort() }))).toMatch(
      /^CANCELLED/,
    );
    expect(server.connections()).toBe(connections);
    expect(exchanges).toHaveLength(4);
  });

  test('while waiting for a free connection', async () => {
    const server = await endless();
    const { http } = asker();
    const holding = Array.from({ length: 8 }, () => outcome(http, get(`${server.origin}/silent`)));
    await until(() => server.open() === 8);
    const stop = new AbortController();
    const ninth = outcome(http, get(`${server.origin}/silent`, { signal: stop.signal }));
    stop.abort();
    expect(await ninth).toMatch(/^CANCELLED/);
    await http.close();
    for (const one of holding) expect(await one).toMatch(/^CANCELLED/);
    await until(() => server.open() === 0);
  });

  test('leaving a body in the middle, cancelling it, and never reading it close its connection', async () => {
    const server = await endless();
    const { http, exchanges } = asker({ idleMs: 600 });
    const body = async () => {
      const sent = await http.send(get(`${server.origin}/body`));
      if (!sent.ok) throw new Error(sent.failure.message);
      return sent.value.body;
    };
    for await (const piece of (await body()).pieces()) {
      expect(Buffer.from(piece).toString()).toBe('start');
      break;
    }
    await until(() => server.open() === 0);
    (await body()).cancel();
    await until(() => server.open() === 0);
    const unread = await body();
    await until(() => server.open() === 0);
    const late = await unread.bytes();
    expect(late.ok).toBe(false);
    expect(exchanges.map((exchange) => exchange.failure)).toEqual([null, null, null]);
  });

  test('leaving in the middle of a packed body closes its connection though a piece is waited for', async () => {
    const server = await raw((socket) => {
      socket.write(`${OK}content-encoding: gzip\r\ncontent-length: 900000\r\n\r\n`);
      socket.write(gzipSync(Buffer.alloc(300_000, 'x')).subarray(0, -8));
    });
    const { http } = asker();
    const sent = await http.send(get(server.origin));
    if (!sent.ok) throw new Error(sent.failure.message);
    for await (const _ of sent.value.body.pieces()) break;
    await until(() => server.open() === 0);
  });

  test('closing leaves no connection and takes no request', async () => {
    const server = await serve((_, response) => response.end('x'));
    open.push(server);
    const { http } = asker();
    await Promise.all(Array.from({ length: 5 }, () => outcome(http, get(server.origin))));
    expect(server.open()).toBeGreaterThan(0);
    await closeTwice(http);
    await until(() => server.open() === 0);
    expect(await outcome(http, get(server.origin))).toMatch(/^CANCELLED/);
  });
});

async function closeTwice(http: Http): Promise<void> {
  await http.close();
  await http.close();
}

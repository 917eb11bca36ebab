import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
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

describe('answers that are none', () => {
  test.each([
    ['a reset before the answer', (socket: Socket) => socket.resetAndDestroy(), /broke the connection off/],
    ['a close before the answer', (socket: Socket) => socket.end(), /broke the connection off/],
    [
      'a close within the headers',
      (socket: Socket) => socket.end(`${OK}content-`),
      /broke the connection off/,
    ],
    ['a status line of garbage', (socket: Socket) => socket.write('HELO there\r\n\r\n'), /not HTTP/],
    ['another protocol', (socket: Socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'), /not HTTP/],
    ['a header without an end', (socket: Socket) => socket.write(`${OK}broken header\r\n\r\n`), /not HTTP/],
    [
      'a length that is no number',
      (socket: Socket) => socket.write(`${OK}content-length: many\r\n\r\nx`),
      /not HTTP/,
    ],
    [
      'two lengths',
      (socket: Socket) => socket.write(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nxx`),
      /not HTTP/,
    ],
    [
      'an upgrade nobody asked for',
      (socket: Socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      /another protocol/,
    ],
  ])('%s', async (_, answer, why) => {
    const server = await raw(answer);
    const { http, exchanges } = asker();
    const said = await outcome(http, get(`${server.origin}/path?api_key=1`));
    expect(said).toMatch(/^SOURCE_UNREACHABLE: GET http:\/\/127.0.0.1:\d+\/path /);
    expect(said).toMatch(why);
    expect(exchanges).toMatchObject([{ status: null, responseBytes: 0, failure: said.slice(20) }]);
  });

  test('headers that never end are refused by size, long ones are not', async () => {
    let written = 0;
    const server = await raw((socket, request) => {
      if (request.includes('/long')) {
        socket.end(`${OK}x: ${'y'.repeat(50_000)}\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      socket.write(OK);
      const more = () => {
        while (!socket.destroyed) {
          written += 500;
          if (!socket.write(`x-${'y'.repeat(493)}: z\r\n`)) return socket.once('drain', more);
        }
      };
      more();
    });
    const { http } = asker();
    expect(await outcome(http, get(`${server.origin}/long`))).toBe('200 ');
    expect(await outcome(http, get(server.origin))).toMatch(/^HTTP_REFUSED: .*headers larger/);
    await until(() => server.open() === 0);
    expect(written).toBeLessThan(50_000_000);
  });

  test('however many fail, the next is asked', async () => {
    let asked = 0;
    const server = await raw((socket) => {
      asked += 1;
      if (asked <= 20) socket.resetAndDestroy();
      else socket.end(`${OK}content-length: 2\r\n\r\nok`);
    });
    const { http } = asker();
    for (let turn = 0; turn < 20; turn += 1)
      expect(await outcome(http, get(server.origin))).toMatch(/^SOURCE_UNREACHABLE/);
    expect(await outcome(http, get(server.origin))).toBe('200 ok');
  });

  test('headers that come drop by drop end with the whole time', async () => {
    const server = await raw((socket) => {
      socket.write(OK);
      const drip = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    const { http } = asker({ idleMs: 500, totalMs: 1200 });
    expect(await outcome(http, get(server.origin))).toMatch(/^SOURCE_UNREACHABLE: .*took longer than/);
    await until(() => server.open() === 0);
  });

  test('nobody there, and somebody who says nothing', async () => {
    const server = await raw(() => {});
    const { http } = asker({ idleMs: 150 });
    expect(await outcome(http, get(server.origin))).toMatch(/^SOURCE_UNREACHABLE: .*sent nothing for/);
    await server.close();
    expect(await outcome(http, get(server.origin))).toMatch(/^SOURCE_UNREACHABLE: .*refused the connection/);
  });

  test('a name whose resolving never ends is left in time', async () => {
    const { http } = asker({ connectMs: 100 }, { resolve: () => new Promise(() => {}) });
    expect(await outcome(http, get('https://slow.example/'))).toMatch(
      /^SOURCE_UNREACHABLE: .*didn't take the connection/,
    );
  });
});

describe('bodies that are not whole', () => {
  const packed = gzipSync(
    JSON.stringify(Array.from({ length: 2000 }, (_, id) => ({ id, at: Math.sin(id) }))),
  );
  const half = packed.subarray(0, packed.length / 2);

  test.each([
    [
      'shorter than its length',
      (socket: Socket) => socket.end(`${OK}content-length: 9\r\n\r\nhalf`),
      /incomplete/,
    ],
    [
      'reset in the middle',
      (socket: Socket) => {
        socket.write(`${OK}content-length: 9\r\n\r\nhalf`);
        setTimeout(() => socket.resetAndDestroy(), 30);
      },
      /incomplete/,
    ],
    [
      'chunks without the last',
      (socket: Socket) => socket.end(`${OK}transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n`),
      /incomplete/,
    ],
    [
      'cut within a chunk',
      (socket: Socket) => socket.end(`${OK}transfer-encoding: chunked\r\n\r\n9\r\nhalf`),
      /incomplete/,
    ],
    [
      'chunks of garbage',
      (socket: Socket) => socket.write(`${OK}transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n`),
      /incomplete/,
    ],
    [
      'gzip cut short',
      (socket: Socket) => {
        socket.write(`${OK}content-encoding: gzip\r\ncontent-length: ${half.length}\r\n\r\n`);
        socket.write(half);
      },
      /incomplete/,
    ],
    [
      'gzip cut short without a length',
      (socket: Socket) => {
        socket.write(`${OK}content-encoding: gzip\r\nconnection: close\r\n\r\n`);
        socket.end(half);
      },
      /incomplete/,
    ],
    [
      'no gzip at all',
      (socket: Socket) => socket.write(`${OK}content-encoding: gzip\r\ncontent-length: 5\r\n\r\nplain`),
      /damaged gzip/,
    ],
  ])('%s', async (_, answer, why) => {
    const server = await raw(answer);
    const { http, exchanges } = asker();
    const said = await outcome(http, get(server.origin));
    expect(said).toMatch(/^SOURCE_UNREACHABLE/);
    expect(said).toMatch(why);
    expect(exchanges).toMatchObject([{ status: 200, failure: said.slice(20) }]);
    await http.close();
    await until(() => server.open() === 0);
  });

  test('drop by drop is bounded by the whole time, silence by its own', async () => {
    const server = await raw((socket, request) => {
      socket.write(`${OK}content-length: 1000000\r\n\r\nstart`);
      if (request.includes('/silent')) return;
      const drip = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    const { http } = asker({ idleMs: 500, totalMs: 1200 });
    expect(await outcome(http, get(`${server.origin}/silent`))).toMatch(
      /^SOURCE_UNREACHABLE: .*sent nothing/,
    );
    expect(await outcome(http, get(`${server.origin}/drip`))).toMatch(/^SOURCE_UNREACHABLE: .*took longer/);
    await until(() => server.open() === 0);
  });

  test('a reader that takes its time uses nothing up', async () => {
    const server = await serve((_, response) => response.end(Buffer.alloc(1_000_000, 'x')));
    open.push(server);
    const { http } = asker({ idleMs: 800, totalMs: 1200 });
    const sent = await http.send(get(server.origin));
    if (!sent.ok) throw new Error(sent.failure.message);
    let bytes = 0;
    for await (const piece of sent.value.body.pieces()) {
      if (bytes === 0) await new Promise((done) => setTimeout(done, 1800));
      bytes += piece.byteLength;
    }
    expect(bytes).toBe(1_000_000);
  });
});

describe('too much', () => {
  test('a length beyond the bound is not even begun', async () => {
    const server = await raw((socket) => socket.write(`${OK}content-length: 1073741824\r\n\r\nx`));
    const { http } = asker();
    const sent = await http.send(get(server.origin));
    expect(!sent.ok && sent.failure.code).toBe('HTTP_REFUSED');
    await until(() => server.open() === 0);
  });

  test('a stream beyond the bound is cut off', async () => {
    const server = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed)
          if (!response.write(Buffer.alloc(65_536))) return response.once('drain', more);
      };
      more();
    });
    open.push(server);
    const { http, exchanges } = asker({ mostBytes: 3_000_000 });
    expect(await outcome(http, get(server.origin))).toMatch(/^HTTP_REFUSED: .*more than 3 MB/);
    expect(exchanges[0]?.responseBytes).toBeLessThanOrEqual(3_000_000);
    await until(() => server.open() === 0);
  });

  test('a bomb is stopped by its ratio before it has gone off', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const twice = gzipSync(bomb);
    const server = await serve((request, response) => {
      const encoding = request.url === '/twice' ? 'gzip, gzip' : 'gzip';
      response.writeHead(200, { 'content-encoding': encoding }).end(request.url === '/twice' ? twice : bomb);
    });
    open.push(server);
    const { http, exchanges } = asker();
    expect(await outcome(http, get(`${server.origin}/once`))).toMatch(/^HTTP_REFUSED: .*200 times its size/);
    expect(await outcome(http, get(`${server.origin}/twice`))).toMatch(/^HTTP_REFUSED: .*200 times its size/);
    for (const exchange of exchanges) expect(exchange.responseBytes).toBeLessThan(60_000_000);
    await http.close();
    await until(() => server.open() === 0);
  });

  test('what packs well but is small is no bomb', async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000, ' '))),
    );
    open.push(server);
    const { http } = asker();
    expect(await outcome(http, get(server.origin))).toHaveLength(1_000_004);
  });
});

describe('idle connections', () => {
  /** Answers the first request of each connection and closes it when the second arrives. */
  async function oneEach(): Promise<{ server: Loopback; seen: string[] }> {
    const seen: string[] = [];
    const server = await serveRaw((socket) => {
      let first = true;
      socket.on('data', (data) => {
        seen.push(data.toString().split(' ', 1)[0] ?? '');
        if (first) socket.write(`${OK}content-length: 1\r\n\r\n1`);
        else socket.resetAndDestroy();
        first = false;
      });
    });
    open.push(server);
    return { server, seen };
  }

  test('one that turns out to be closed is replaced once, for what may be asked twice', async () => {
    const { server, seen } = await oneEach();
    const { http, exchanges } = asker();
    expect(await outcome(http, get(server.origin))).toBe('200 1');
    expect(await outcome(http, get(server.origin))).toBe('200 1');
    expect(seen).toEqual(['GET', 'GET', 'GET']);
    expect(exchanges).toHaveLength(2);
  });

  test('what may not be asked twice fails', async () => {
    const { server, seen } = await oneEach();
    const { http } = asker();
    expect(await outcome(http, get(server.origin))).toBe('200 1');
    const said = await outcome(http, get(server.origin, { method: 'POST', body: 'pay' }));
    expect(said).toMatch(/^SOURCE_UNREACHABLE: .*broke the connection off/);
    expect(seen).toEqual(['GET', 'POST']);
  });

  test('one that broke while answering is not asked again', async () => {
    let asked = 0;
    const server = await raw((socket) => {
      asked += 1;
      if (asked === 1) socket.write(`${OK}content-length: 1\r\n\r\n1`);
      else socket.end('HTTP/1.1 200');
    });
    const { http } = asker();
    expect(await outcome(http, get(server.origin))).toBe('200 1');
    expect(await outcome(http, get(server.origin))).toMatch(/^SOURCE_UNREACHABLE/);
    expect(asked).toBe(2);
  });

  test('an answer sent ahead is never taken for the next one', async () => {
    const server = await raw((socket) => {
      socket.write(`${OK}content-length: 4\r\n\r\ntrue`);
      setTimeout(() => socket.write(`${OK}content-length: 5\r\n\r\nfalse`), 30);
    });
    const { http } = asker();
    expect(await outcome(http, get(server.origin))).toBe('200 true');
    await new Promise((done) => setTimeout(done, 80));
    expect(await outcome(http, get(server.origin))).toBe('200 true');
  });
});

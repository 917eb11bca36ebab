import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { asking, get, type Loopback, outcome, serve, serveRaw } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function kept<T extends { close(): Promise<void> }>(one: T | Promise<T>): Promise<T> {
  const it = await one;
  open.push(it);
  return it;
}

function asker(...given: Parameters<typeof asking>) {
  const made = asking(...given);
  open.push(made.http);
  return made;
}

describe('asking', () => {
  test('method, spelling and order of headers, body and answer come over as they are', async () => {
    const seen: { raw: string[]; body: string; method: string | undefined }[] = [];
    const server = await kept(
      serve((request, response) => {
        let body = '';
        request.on('data', (piece) => {
          body += piece;
        });
        request.on('end', () => {
          seen.push({ raw: request.rawHeaders, body, method: request.method });
          response.writeHead(418, ['X-One', 'a', 'x-one', 'b', 'Set-Cookie', 'c']);
          response.end('{"é":1}');
        });
      }),
    );
    const { http } = asker();
    const sent = await http.send(
      get(`${server.origin}/a%20b?x=1&x=2`, {
        method: 'post',
        headers: [
          ['X-Twice', '1'],
          ['x-twice', '2'],
          ['Content-Type', 'text/plain'],
          ['Content-Length', '7777'],
          ['Host', 'elsewhere.example'],
        ],
        body: 'grüße',
      }),
    );
    expect(sent.ok && sent.value.status).toBe(418);
    if (!sent.ok) return;
    expect(sent.value.headers.slice(0, 3)).toEqual([
      ['X-One', 'a'],
      ['x-one', 'b'],
      ['Set-Cookie', 'c'],
    ]);
    expect(sent.value.url).toBe(`${server.origin}/a%20b?x=1&x=2`);
    const first = await sent.value.body.bytes();
    const again = await sent.value.body.bytes();
    expect(first.ok && Buffer.from(first.value).toString()).toBe('{"é":1}');
    expect(again).toBe(first);
    const pieces: Uint8Array[] = [];
    for await (const piece of sent.value.body.pieces()) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('{"é":1}');
    expect(seen).toEqual([
      {
        method: 'POST',
        body: 'grüße',
        raw: [
          ...[
            'Host',
            `127.0.0.1:${server.port}`,
            'X-Twice',
            '1',
            'x-twice',
            '2',
            'Content-Type',
            'text/plain',
          ],
          ...['User-Agent', 'Leadline/test', 'Accept', '*/*', 'Accept-Encoding', 'gzip, deflate, br'],
          ...['Content-Length', '7', 'Connection', 'keep-alive'],
        ],
      },
    ]);
  });

  test.each([
    ['gzip', gzipSync('packed')],
    ['x-gzip', gzipSync('packed')],
    ['deflate', deflateSync('packed')],
    ['deflate', deflateRawSync('packed')],
    ['br', brotliCompressSync('packed')],
    ['deflate, gzip', gzipSync(deflateSync('packed'))],
    ['identity', Buffer.from('packed')],
    ['UTF-8', Buffer.from('packed')],
    ['aws-chunked,gzip', gzipSync('packed')],
    ['gzip', Buffer.concat([gzipSync('pac'), gzipSync('ked')])],
  ])('%s is undone', async (encoding, body) => {
    const server = await kept(
      serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body)),
    );
    const { http } = asker();
    expect(await outcome(http, get(server.origin))).toBe('200 packed');
    expect(await outcome(http, get(server.origin))).toBe('200 packed');
    expect(server.connections()).toBe(1);
  });

  test('nothing in an encoding is nothing', async () => {
    const server = await kept(
      serve((request, response) => {
        const status = request.url === '/none' ? 204 : 200;
        response.writeHead(status, { 'content-encoding': 'gzip', 'content-length': '0' }).end();
      }),
    );
    const { http } = asker();
    expect(await outcome(http, get(`${server.origin}/none`))).toBe('204 ');
    expect(await outcome(http, get(`${server.origin}/zero`))).toBe('200 ');
    expect(await outcome(http, get(`${server.origin}/head`, { method: 'HEAD' }))).toBe('200 ');
  });

  test('an encoding nobody asked for is refused', async () => {
    const server = await kept(
      serve((_, response) => response.writeHead(200, { 'content-encoding': 'zstd' }).end('?')),
    );
    const { http } = asker();
    expect(await outcome(http, get(server.origin))).toMatch(/^HTTP_REFUSED: .*zstd/);
  });

  test('connections are used again, and at most eight are open to a host', async () => {
    const server = await kept(
      serve((_, response) => {
        setTimeout(() => response.end('x'), 20);
      }),
    );
    const { http } = asker();
    const all = Array.from({ length: 40 }, () => outcome(http, get(server.origin)));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['200 x']));
    expect(server.connections()).toBeLessThanOrEqual(8);
  });

  test('HTTP/1.0 without a length, and chunks with trailers', async () => {
    const old = await kept(
      serveRaw((socket) => socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nold but whole'))),
    );
    const trailing = await kept(
      serveRaw((socket) =>
        socket.once('data', () =>
          socket.write(
            'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x\r\n\r\n' +
              '3\r\nabc\r\n2;ext=1\r\nde\r\n0\r\nx: y\r\n\r\n',
          ),
        ),
      ),
    );
    const { http } = asker();
    expect(await outcome(http, get(old.origin))).toBe('200 old but whole');
    expect(await outcome(http, get(trailing.origin))).toBe('200 abcde');
  });

  test('a user and password in the address become a header', async () => {
    const server = await kept(serve((request, response) => response.end(request.headers.authorization)));
    const { http, exchanges } = asker();
    const url = server.origin.replace('//', '//me%40x:hunter2222@');
    const basic = `Basic ${Buffer.from('me@x:hunter2222').toString('base64')}`;
    expect(await outcome(http, get(url))).toBe(`200 ${basic}`);
    expect(JSON.stringify(exchanges)).not.toMatch(/hunter2222/);
  });

  test('what a header can not hold is refused before anything is sent, without quoting it', async () => {
    const server = await kept(serve((_, response) => response.end()));
    const { http } = asker();
    for (const value of ['a\r\nX-Evil: 1', 'ключ-секрет']) {
      const said = await outcome(http, get(server.origin, { headers: [['X-Key', value]] }));
      expect(said).toMatch(/^HTTP_REFUSED: .*X-Key/);
      expect(said).not.toMatch(/Evil|секрет/);
    }
    expect(await outcome(http, get('not an address'))).toMatch(/^HTTP_REFUSED/);
    expect(await outcome(http, get(server.origin, { method: 'GET /x' }))).toMatch(/^HTTP_REFUSED/);
    expect(await outcome(http, get(server.origin, { method: 'CONNECT' }))).toMatch(/^HTTP_REFUSED/);
    expect(server.connections()).toBe(0);
  });
});

describe('addresses', () => {
  async function rebinding(
    answers: string[][],
  ): Promise<{ server: Loopback; said: string[]; asked: number }> {
    const server = await kept(serve((_, response) => response.end('inside')));
    let asked = 0;
    const { http } = asker(
      { privateHosts: [], plainHttp: true },
      {
        resolve: () => {
          const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
          asked += 1;
          return Promise.resolve(addresses.map((address) => ({ address, family: 4 })));
        },
      },
    );
    const said = [];
    for (let turn = 0; turn < 2; turn += 1)
      said.push(await outcome(http, get(`http://rebind.example:${server.port}/`)));
    return { server, said, asked };
  }

  test('a name that leads to this machine is refused, one address of several is enough', async () => {
    const { server, said } = await rebinding([['127.0.0.1'], ['8.8.8.8', '127.0.0.1']]);
    for (const one of said) expect(one).toMatch(/^HTTP_REFUSED: rebind.example leads to 127.0.0.1.*loopback/);
    expect(server.connections()).toBe(0);
  });

  test('the address that was judged is the one connected to: the name is asked once a connection', async () => {
    const server = await kept(serve((_, response) => response.end('declared')));
    let asked = 0;
    const { http } = asker(
      { privateHosts: ['named.example'], plainHttp: true },
      {
        resolve: () => {
          asked += 1;
          return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '127.0.0.99', family: 4 }]);
        },
      },
    );
    expect(await outcome(http, get(`http://named.example:${server.port}/`))).toBe('200 declared');
    expect(await outcome(http, get(`http://named.example:${server.port}/`))).toBe('200 declared');
    expect(asked).toBe(1);
  });

  test('literal and disguised addresses never get a connection', async () => {
    const server = await kept(serve((_, response) => response.end('inside')));
    const { http } = asker({ privateHosts: [], plainHttp: true });
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '[::ffff:127.0.0.1]',
      'localhost',
    ])
      expect(await outcome(http, get(`http://${host}:${server.port}/`)), host).toMatch(/^HTTP_REFUSED/);
    expect(server.connections()).toBe(0);
  });

  test('a name nobody knows is unreachable', async () => {
    const unknown = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const { http } = asker({}, { resolve: unknown });
    expect(await outcome(http, get('https://nowhere.example/x?key=1'))).toBe(
      "SOURCE_UNREACHABLE: GET https://nowhere.example/x can't be found: no such name is known to this network.",
    );
  });
});

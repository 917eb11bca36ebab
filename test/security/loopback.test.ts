import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Loopback } from '../../main/rpc/loopback/server.ts';
import { openTestLoopback, signIn } from '../contract/transports.ts';
import { openTestWorkbench, type TestWorkbench } from '../contract/workbench.ts';

let test: TestWorkbench;
let loopback: Loopback;
let cookie: string;
let port: number;

beforeAll(async () => {
  test = await openTestWorkbench();
  loopback = await openTestLoopback(test.workbench);
  port = Number(new URL(loopback.address).port);
  cookie = await signIn(loopback);
});

afterAll(async () => {
  await loopback.close();
  await test.close();
});

describe('the address', () => {
  it('is the loopback interface and no other', async () => {
    expect(new URL(loopback.address).hostname).toBe('127.0.0.1');
    const others = await Promise.all(['127.0.0.2', '::1'].map((host) => reachable(host, port)));
    expect(others).toEqual([false, false]);
  });

  it('is taken once: a second program asking for the port is told so', async () => {
    await expect(openTestLoopback(test.workbench, port)).rejects.toThrow(
      `Another program already uses port ${port}.`,
    );
  });
});

describe('the session', () => {
  it('is refused without a cookie, for pages, assets and the session check', async () => {
    for (const path of ['/', '/session', '/contract.test.ts']) {
      expect((await get(path, {})).status, path).toBe(403);
    }
  });

  it('is refused for a wrong token, and for a token that only resembles the right one', async () => {
    const token = new URL(loopback.signInLink).searchParams.get('token') ?? '';
    for (const wrong of ['', 'x', token.slice(0, -1), `${token}x`, token.toUpperCase()]) {
      const answer = await get(`/?token=${encodeURIComponent(wrong)}`, {});
      expect([answer.status, answer.headers['set-cookie']], wrong).toEqual([403, undefined]);
    }
  });

  it('is given for the token by a redirect that drops it, in a cookie no script and no other site can use', async () => {
    const answer = await get(new URL(loopback.signInLink).pathname + new URL(loopback.signInLink).search, {});
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^leadline-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect(answer.headers['set-cookie']?.[0]).not.toContain(
      new URL(loopback.signInLink).searchParams.get('token'),
    );
    expect((await get('/session', { cookie })).status).toBe(204);
  });

  it('takes a ticket once only', async () => {
    const ticket = new URL(loopback.ticketLink());
    expect((await get(ticket.pathname + ticket.search, {})).status).toBe(303);
    expect((await get(ticket.pathname + ticket.search, {})).status).toBe(403);
  });

  it('never redirects to another site', async () => {
    const token = new URL(loopback.signInLink).searchParams.get('token');
    const answer = await get(`//example.org/?token=${token}`, {});
    expect(answer.headers['location'] ?? '').not.toContain('example.org');
  });
});

describe('the Host and Origin of every request', () => {
  it.each(['example.org', 'localhost', '127.0.0.1', '127.0.0.1:1', 'leadline.example:80'])(
    'refuses Host "%s", which defeats rebinding',
    async (host) => {
      expect((await get('/session', { cookie, host })).status).not.toBe(204);
    },
  );

  it('accepts both names of this machine, with the port', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      expect((await get('/session', { cookie, host })).status).toBe(204);
    }
  });

  it.each(['https://example.org', 'null', 'http://127.0.0.1', 'http://localhost:1'])(
    'refuses Origin %s',
    async (origin) => {
      expect((await get('/session', { cookie, origin })).status).toBe(403);
    },
  );

  it('refuses every method that could change something', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await get('/session', { cookie }, method)).status, method).toBe(405);
    }
  });
});

describe('the socket', () => {
  it('opens for the cookie with the right origin', async () => {
    expect(await upgrade('/rpc', { cookie, origin: loopback.address })).toBe('open');
  });

  it.each([
    ['no cookie', () => ({ origin: loopback.address })],
    ['a wrong cookie', () => ({ cookie: `leadline-${port}=wrong`, origin: loopback.address })],
    ['no origin', () => ({ cookie })],
    ['another origin', () => ({ cookie, origin: 'https://example.org' })],
    ['another port’s origin', () => ({ cookie, origin: 'http://127.0.0.1:1' })],
    ['another host', () => ({ cookie, origin: loopback.address, host: 'example.org' })],
  ])('stays shut for %s', async (_what, headers) => {
    expect(await upgrade('/rpc', headers())).toBe(403);
  });

  it('stays shut at any other path', async () => {
    expect(await upgrade('/', { cookie, origin: loopback.address })).toBe(403);
  });
});

describe('the pages', () => {
  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/%252e%252e/package.json',
    '/assets/../../package.json',
    '//etc/passwd',
    '/etc/passwd%00.js',
    '/C:/windows/win.ini',
  ])('keep inside their folder: %s', async (path) => {
    const answer = await raw(path);
    expect(answer).not.toContain('"name"');
    expect(answer).not.toContain('root:');
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400)/);
  });

  it('carry the fence on what they do serve', async () => {
    const answer = await get('/contract.test.ts', { cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Paths go out exactly as written; `fetch` would tidy them. */
function get(path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((settle, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume();
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

function raw(path: string): Promise<string> {
  return new Promise((settle) => {
    const line = connect(port, '127.0.0.1');
    let all = '';
    line.on('data', (chunk) => {
      all += chunk.toString();
    });
    line.on('close', () => settle(all));
    line.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
  });
}

function upgrade(path: string, headers: Record<string, string>): Promise<'open' | number> {
  return new Promise((settle, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => {
      socket.close();
      settle('open');
    });
    socket.once('unexpected-response', (_request, response) => settle(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

function reachable(host: string, at: number): Promise<boolean> {
  return new Promise((settle) => {
    const line = connect(at, host, () => {
      line.destroy();
      settle(true);
    });
    line.once('error', () => settle(false));
  });
}

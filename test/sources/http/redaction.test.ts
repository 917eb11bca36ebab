import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../main/sources/http/http.ts';
import { createVeil } from '../../../main/sources/http/trace/veil.ts';
import { asking, get, outcome, serve } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(...given: Parameters<typeof serve>) {
  const made = await serve(...given);
  open.push(made);
  return made;
}

function asker(...given: Parameters<typeof asking>) {
  const made = asking(...given);
  open.push(made.http);
  return made;
}

/** With signs that every encoding spells differently. */
function canary(): string {
  return `${randomBytes(9).toString('base64')}"+/&=`;
}

/** Each way in which a value might still be read. */
function spellings(value: string): string[] {
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams([['', value]]).toString().slice(1),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
    value.slice(0, 12),
  ];
}

function expectHidden(shown: unknown, values: readonly string[]): void {
  const text = JSON.stringify(shown);
  for (const value of values)
    for (const spelling of spellings(value)) {
      expect(text).not.toContain(spelling);
      expect(text).not.toContain(JSON.stringify(spelling).slice(1, -1));
    }
}

describe('a canary', () => {
  test('in headers, query, path, form, JSON, Location and answers is nowhere in traces and failures', async () => {
    const [own, bearer, key, inForm, inJson, access, refresh, extra] = Array.from({ length: 8 }, canary) as [
      ...string[],
    ] as [string, string, string, string, string, string, string, string];
    const it = await server((request, response) => {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://x');
        if (url.pathname === '/first')
          return response
            .writeHead(307, {
              location: `/second${url.search}&access_token=${encodeURIComponent(access)}`,
              link: `<http://x/?key=${encodeURIComponent(key)}&page=2>; rel="next"`,
              'set-cookie': `session=${encodeURIComponent(extra)}`,
              'x-auth-token': encodeURIComponent(refresh),
            })
            .end(`moved to ${key}`);
        if (url.pathname.startsWith('/cut')) {
          response.writeHead(200, { 'content-length': '999999' }).write(`{"password":"${extra}`);
          return setTimeout(() => response.destroy(), 30);
        }
        const answer = {
          access_token: access,
          nested: [{ refresh_token: refresh, expires_in: 3600 }],
          next_page: 'page-two',
          token: 123456789012,
          echo: { headers: request.headers, url: request.url, body },
        };
        const text = Buffer.from(JSON.stringify({ ...answer, again: JSON.stringify(answer) }));
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
      });
    });
    const { http, exchanges } = asker();
    const shared: Partial<HttpRequest> = {
      secret: { headers: ['x-own'], parameters: ['key'] },
      headers: [
        ['X-Own', own],
        ['Authorization', `Basic ${Buffer.from(`me:${bearer}`).toString('base64')}`],
      ],
      method: 'POST',
    };
    const query = `?key=${encodeURIComponent(key)}&password=${encodeURIComponent(extra)}&since=2024-06-01`;
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_secret: inForm, plain: 'seen' });
    const said = [
      await outcome(http, get(`${it.origin}/first${query}`, { ...shared, body: form.toString() })),
      await outcome(
        http,
        get(`${it.origin}/second${query}`, {
          ...shared,
          body: JSON.stringify({ auth: { password: inJson } }),
        }),
      ),
    ];
    for (const one of said) expect(one).toMatch(/^200/);
    const failures = [
      await outcome(http, get(`${it.origin}/cut/${encodeURIComponent(key)}${query}`, shared)),
      await outcome(http, get(`http://127.0.0.1:1/${encodeURIComponent(key)}${query}`, shared)),
      await outcome(http, get(`https://me:${encodeURIComponent(bearer)}@10.0.0.1/${query}`, shared)),
    ];
    for (const one of failures) expect(one).toMatch(/^(SOURCE_UNREACHABLE|HTTP_REFUSED)/);
    expect(exchanges).toHaveLength(6);
    expectHidden([exchanges, failures], [own, bearer, key, inForm, inJson, access, refresh, extra]);
    expect(JSON.stringify(exchanges)).not.toContain('123456789012');
    const shown = JSON.stringify(exchanges);
    for (const visible of [
      'since=2024-06-01',
      'plain=seen',
      'page-two',
      'page=2',
      'Basic [secret]',
      'expires_in',
    ])
      expect(shown).toContain(visible);
  });

  test('across the cut of a long body is not shown by half', async () => {
    const secret = `c${randomBytes(30).toString('hex')}`;
    const it = await server((_, response) =>
      response.end(`${'x'.repeat(16 * 1024 - 20)}${secret}${'y'.repeat(9000)}`),
    );
    const { http, exchanges } = asker();
    await outcome(
      http,
      get(it.origin, { headers: [['X-Own', secret]], secret: { headers: ['x-own'], parameters: [] } }),
    );
    expect(JSON.stringify(exchanges)).not.toContain(secret.slice(0, 8));
    expect(exchanges[0]?.responseBody?.length).toBeLessThanOrEqual(16 * 1024);
    expect(exchanges[0]?.responseBytes).toBe(16 * 1024 - 20 + 61 + 9000);
  });
});

describe('a trace', () => {
  test('says what was asked and answered, once the body is over', async () => {
    const it = await server((request, response) => {
      if (request.url === '/binary') return response.end(Buffer.from([0, 1, 2, 255, 254]));
      if (request.url === '/empty') return response.writeHead(204).end();
      response.writeHead(404, { 'Content-Type': 'text/plain', Date: 'x' }).end('nothing “here”');
    });
    const waits: unknown[] = [];
    const { http, exchanges, clock } = asker(
      { rates: [{ bucket: 'b', matches: () => true, counts: 'bucket', rates: [{ calls: 1, seconds: 30 }] }] },
      { waiting: (...told) => waits.push(told) },
    );
    const sent = await http.send(
      get(`${it.origin}/gone?page=2`, { headers: [['X-A', '1']], stream: 'items' }),
    );
    expect(exchanges).toEqual([]);
    if (sent.ok) await sent.value.body.bytes();
    await outcome(http, get(`${it.origin}/binary`));
    await outcome(http, get(`${it.origin}/empty`));
    expect(exchanges).toMatchObject([
      {
        id: 1,
        stream: 'items',
        at: clock.now() - 60_000,
        waitedMs: 0,
        milliseconds: 0,
        method: 'GET',
        url: `${it.origin}/gone?page=2`,
        requestHeaders: [['X-A', '1']],
        requestBody: null,
        status: 404,
        responseBody: 'nothing “here”',
        responseBytes: 18,
        failure: null,
      },
      { id: 2, waitedMs: 30_000, responseBody: '[binary, 5 bytes]' },
      { id: 3, waitedMs: 30_000, status: 204, responseBody: null },
    ]);
    expect(waits).toEqual([
      ['orders', 30_000],
      ['orders', 30_000],
    ]);
    expect(exchanges[0]?.responseHeaders).toContainEqual(['Content-Type', 'text/plain']);
  });

  test('hostile text is struck out in time that grows with its length only', () => {
    const veil = createVeil({ headers: [], parameters: ['key'] }, ['some-secret']);
    for (const piece of [
      '\\',
      '"',
      '"token"',
      '"token":"',
      '<token>',
      '?key=',
      '[',
      '{"password":[',
      'token=',
    ])
      expect(veil.text(piece.repeat(20_000 / piece.length)).length).toBeLessThan(60_000);
  });
});

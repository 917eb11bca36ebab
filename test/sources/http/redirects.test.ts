import type { IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { makeCertificates } from '../../warehouse/certificates.ts';
import { asking, get, type Loopback, outcome, serve } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Echo extends Loopback {
  readonly seen: { method: string | undefined; url: string | undefined; raw: string[]; body: string }[];
}

/** Sends on whatever it is asked for as `/<status>?to=<address>`, and answers everything else. */
async function echo(tls?: { cert: string; key: string }): Promise<Echo> {
  const seen: Echo['seen'] = [];
  const server = await serve((request, response) => {
    read(request, (body) => {
      seen.push({ method: request.method, url: request.url, raw: request.rawHeaders, body });
      const url = new URL(request.url ?? '/', 'http://x');
      const to = url.searchParams.get('to');
      const status = Number(url.pathname.slice(1));
      if (to === null) response.end('here');
      else response.writeHead(status, { location: to }).end('moved');
    });
  }, tls);
  const it = { ...server, seen };
  open.push(it);
  return it;
}

function read(request: IncomingMessage, done: (body: string) => void): void {
  let body = '';
  request.on('data', (piece) => {
    body += piece;
  });
  request.on('end', () => done(body));
}

function asker(...given: Parameters<typeof asking>) {
  const made = asking(...given);
  open.push(made.http);
  return made;
}

const way = (server: Loopback, status: number, to: string) =>
  `${server.origin}/${status}?to=${encodeURIComponent(to)}`;

test.each([
  [301, 'POST', 'GET', ''],
  [302, 'POST', 'GET', ''],
  [303, 'POST', 'GET', ''],
  [303, 'PUT', 'GET', ''],
  [301, 'PUT', 'PUT', 'a=1'],
  [307, 'POST', 'POST', 'a=1'],
  [308, 'POST', 'POST', 'a=1'],
])('%i turns %s into %s', async (status, method, into, body) => {
  const server = await echo();
  const { http, exchanges } = asker();
  const request = get(way(server, status, '/end?x=1'), {
    method,
    body: 'a=1',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
  });
  const sent = await http.send(request);
  expect(sent.ok && sent.value.url).toBe(`${server.origin}/end?x=1`);
  expect(sent.ok && (await sent.value.body.bytes()).ok).toBe(true);
  expect(server.seen[1]).toMatchObject({ method: into, url: '/end?x=1', body });
  expect(server.seen[1]?.raw.includes('Content-Type')).toBe(body !== '');
  expect(server.connections()).toBe(1);
  expect(exchanges.map((exchange) => exchange.status)).toEqual([status, 200]);
});

test('no credential goes to another origin, nor back to the first one', async () => {
  const first = await echo();
  const other = await echo();
  const back = `${first.origin}/end`;
  const over = `${way(other, 302, back)}&key=${'q'.repeat(9)}&copy=hidden-header&page=2`;
  const { http } = asker();
  const request = get(`${way(first, 302, over)}&key=${'q'.repeat(9)}`, {
    headers: [
      ['Authorization', 'Bearer abc'],
      ['Cookie', 'a=1'],
      ['Proxy-Authorization', 'Basic x'],
      ['X-Own', 'hidden-header'],
      ['X-Api-Key', 'undeclared'],
      ['X-Kept', 'yes'],
    ],
    secret: { headers: ['x-own'], parameters: ['key'] },
  });
  expect(await outcome(http, request)).toBe('200 here');
  expect(JSON.stringify(first.seen[0])).toMatch(/Bearer abc/);
  for (const seen of [other.seen[0], first.seen[1]]) {
    expect(seen?.raw).toContain('X-Kept');
    expect(JSON.stringify(seen)).not.toMatch(/Bearer|Cookie|Proxy-Auth|hidden-header|undeclared|qqqq/);
  }
  expect(other.seen[0]?.url).toMatch(/page=2/);
});

test('within one origin credentials stay', async () => {
  const server = await echo();
  const { http } = asker();
  const headers = [['Authorization', 'Bearer abc']] as const;
  await outcome(http, get(way(server, 302, '/end?key=1'), { headers }));
  expect(server.seen[1]?.raw).toContain('Bearer abc');
});

test('nor is the body of a login', async () => {
  const first = await echo();
  const other = await echo();
  const { http } = asker();
  const secret = { headers: [], parameters: [], bodies: true };
  const request = get(way(first, 308, `${other.origin}/end`), { method: 'POST', body: 'x=1', secret });
  expect(await outcome(http, request)).toMatch(/^HTTP_REFUSED/);
  expect(other.seen).toEqual([]);
});

test.each([
  ['application/x-www-form-urlencoded', 'grant_type=x&client_secret=s3cr3t'],
  ['application/json', '{"auth":{"client_secret":"s3cr3t"}}'],
  ['application/json', '{"body_key":"s3cr3t"}'],
  ['text/plain', 'the header was hidden-header'],
])('a body of %s with a credential is not sent on elsewhere', async (type, body) => {
  const first = await echo();
  const other = await echo();
  const { http } = asker();
  const request = get(way(first, 307, `${other.origin}/end`), {
    method: 'POST',
    body,
    headers: [
      ['Content-Type', type],
      ['X-Own', 'hidden-header'],
    ],
    secret: { headers: ['x-own'], parameters: ['body_key'] },
  });
  const said = await outcome(http, request);
  expect(said).toMatch(/^HTTP_REFUSED: .*credentials in its body/);
  expect(said).not.toMatch(/s3cr3t|hidden/);
  expect(other.seen).toEqual([]);
});

test('circles and endless ways end', async () => {
  const server = await serve((request, response) => {
    const step = Number(request.url?.slice(1));
    response.writeHead(302, { location: Number.isNaN(step) ? '/ring' : `/${step + 1}` }).end();
  });
  open.push(server);
  const { http, exchanges } = asker({ redirects: 5 });
  expect(await outcome(http, get(`${server.origin}/ring`))).toMatch(/^HTTP_REFUSED: .*in a circle/);
  expect(await outcome(http, get(`${server.origin}/1`))).toMatch(/^HTTP_REFUSED: .*over 5 redirects/);
  expect(exchanges.filter((exchange) => exchange.status === 302)).toHaveLength(1 + 6);
});

test.each([
  ['http://10.0.0.1/', /10.0.0.1/],
  ['https://10.0.0.1/', /private/],
  ['https://167772161/', /another spelling/],
  ['//169.254.169.254/latest', /169.254/],
  ['file:///etc/passwd', /file:/],
  ['javascript:alert(1)', /javascript:/],
  ['http://', /no address/],
  ['https://[::ffff:10.0.0.1]/', /disguise/],
])('a redirect to %s is refused', async (to, why) => {
  const server = await echo();
  const { http } = asker();
  const said = await outcome(http, get(way(server, 302, to)));
  expect(said).toMatch(/^HTTP_REFUSED/);
  expect(said).toMatch(why);
});

test('who sends on has no say in whom to log in as', async () => {
  const first = await echo();
  const other = await echo();
  const { http } = asker();
  const sent = await http.send(get(way(first, 302, other.origin.replace('//', '//me:mine@'))));
  expect(sent.ok && sent.value.url).toBe(`${other.origin}/`);
  expect(sent.ok && (await sent.value.body.bytes()).ok).toBe(true);
  expect(other.seen[0]?.raw).not.toContain('Authorization');
});

test('a long answer to a redirect is not read to its end, a 300 and a redirect without an address are answers', async () => {
  let written = 0;
  const server = await serve((request, response) => {
    if (request.url === '/end') return response.end('here');
    if (request.url === '/choices') return response.writeHead(300, { location: '/end' }).end('choose');
    if (request.url === '/nowhere') return response.writeHead(302).end('nowhere');
    response.writeHead(302, { location: '/end' });
    const more = () => {
      while (!response.destroyed && written < 1e9) {
        written += 65_536;
        if (!response.write(Buffer.alloc(65_536))) return response.once('drain', more);
      }
    };
    more();
  });
  open.push(server);
  const { http } = asker();
  expect(await outcome(http, get(`${server.origin}/long`))).toBe('200 here');
  expect(written).toBeLessThan(20e6);
  expect(await outcome(http, get(`${server.origin}/choices`))).toBe('300 choose');
  expect(await outcome(http, get(`${server.origin}/nowhere`))).toBe('302 nowhere');
});

const certificates = makeCertificates();

if (certificates === null)
  process.stdout.write('– https was not tried: there is no openssl to make certificates with.\n');

test('https: certificates are checked, and it never leads to http', async () => {
  if (certificates === null) {
    // Without a server to prove it on, at least nothing is asked in plain.
    expect(await outcome(asker({ privateHosts: [] }).http, get('http://example.com/'))).toMatch(
      /^HTTP_REFUSED/,
    );
    return;
  }
  const plain = await echo();
  const secure = await echo(certificates.good);
  const wrong = await echo(certificates.otherName);
  const expired = await echo(certificates.expired);
  const { http } = asker({ plainHttp: true }, { ca: certificates.ca });
  expect(await outcome(http, get(`${secure.origin}/`))).toBe('200 here');
  expect(await outcome(http, get(`${secure.origin}/`))).toBe('200 here');
  expect(secure.connections()).toBe(1);
  expect(await outcome(http, get(way(secure, 302, `${plain.origin}/end`)))).toMatch(
    /^HTTP_REFUSED: .*not encrypted/,
  );
  expect(await outcome(http, get(way(plain, 302, `${secure.origin}/end`)))).toBe('200 here');
  expect(await outcome(http, get(`${wrong.origin}/`))).toMatch(/^SOURCE_UNREACHABLE: .*certificate/);
  expect(await outcome(http, get(`${expired.origin}/`))).toMatch(/^SOURCE_UNREACHABLE: .*CERT_HAS_EXPIRED/);
  expect(await outcome(http, get(`https://localhost:${plain.port}/`))).toMatch(/^SOURCE_UNREACHABLE: .*TLS/);
  const { http: untrusting } = asker();
  expect(await outcome(untrusting, get(`${secure.origin}/`))).toMatch(/^SOURCE_UNREACHABLE: .*certificate/);
});

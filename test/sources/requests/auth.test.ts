import { createHmac, createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { createAuthenticators } from '../../../main/sources/declarative/auth/builders.ts';
import { createRequesters } from '../../../main/sources/declarative/requests/builders.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { CANARY } from '../../canary.ts';
import { bench, question, troubleOf, type Vendor, vendor } from './vendor.ts';

const open: Vendor[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function answering(reply: Parameters<typeof vendor>[0]): Promise<Vendor> {
  const one = await vendor(reply);
  open.push(one);
  return one;
}

const authorization = (one: Vendor) => one.heard.map(({ path, headers }) => [path, headers['authorization']]);

it('puts keys where they belong, and into no trace', async () => {
  const shop = await answering(() => ({ json: [] }));
  const one = bench({ key: CANARY, user: 'joe', password: 's:3cret' });
  const option = (into: string, name: JsonObject) => ({ type: 'RequestOption', inject_into: into, ...name });
  const asked = { url_base: shop.origin, path: '/', http_method: 'POST' };
  const api = (inject_into: JsonObject) => ({
    type: 'ApiKeyAuthenticator',
    api_token: "{{ config['key'] }}",
    inject_into,
  });
  await one.ask({ ...asked, authenticator: api(option('header', { field_name: 'X-Api-Key' })) });
  await one.ask({ ...asked, authenticator: api(option('request_parameter', { field_name: 'key' })) });
  await one.ask({
    ...asked,
    authenticator: api(option('body_json', { field_path: ['auth', 'key'] })),
    request_body_json: { a: 1 },
  });
  await one.ask({ ...asked, authenticator: api(option('body_data', { field_name: 'key' })) });
  await one.ask({
    ...asked,
    authenticator: {
      type: 'BasicHttpAuthenticator',
      username: "{{ config['user'] }}",
      password: "{{ config['password'] }}",
    },
  });
  await one.ask({ ...asked, authenticator: { type: 'BasicHttpAuthenticator', username: 'k-123' } });
  expect(shop.heard[0]?.headers['x-api-key']).toBe(CANARY);
  expect(shop.heard[1]?.query).toEqual([['key', CANARY]]);
  expect(shop.heard[2]?.body).toBe(JSON.stringify({ a: 1, auth: { key: CANARY } }));
  expect(shop.heard[3]?.body).toBe(`key=${CANARY}`);
  expect(shop.heard[4]?.headers['authorization']).toBe('Basic am9lOnM6M2NyZXQ=');
  expect(shop.heard[5]?.headers['authorization']).toBe('Basic ay0xMjM6');
  expect(one.traced()).not.toContain(CANARY);
});

it('says that a pasted key can not be sent', async () => {
  const trouble = await troubleOf(
    bench({ key: 'abc\ndef' }).ask({
      url_base: 'http://127.0.0.1:1',
      path: '/',
      authenticator: { type: 'BearerAuthenticator', api_token: "{{ config['key'] }}" },
    }),
  );
  expect(trouble.kind).toBe('config');
  expect(trouble.message).toContain('a line end');
  expect(trouble.message).not.toContain('abc');
});

const oauth = (origin: string, more: JsonObject = {}): JsonObject => ({
  type: 'OAuthAuthenticator',
  token_refresh_endpoint: `${origin}/oauth/token`,
  client_id: 'cid',
  client_secret: CANARY,
  refresh_token: 'rt-0',
  ...more,
});

it('exchanges a refresh token as the dialect writes it, and again when the token ends', async () => {
  const shop = await answering(({ path }, count) =>
    path === '/oauth/token'
      ? { json: { access_token: `at-${count}`, expires_in: count === 1 ? 3600 : '3600' } }
      : { json: [] },
  );
  const one = bench({ base: shop.origin });
  const requester = one.requester({
    url_base: shop.origin,
    path: '/orders',
    authenticator: oauth(shop.origin, {
      scopes: ['read', 'orders:list'],
      refresh_request_body: { audience: "{{ config['base'] }}" },
    }),
  });
  await requester.ask(question());
  one.pass(3000);
  await requester.ask(question());
  one.pass(1000);
  await requester.ask(question());
  expect(authorization(shop)).toEqual([
    ['/oauth/token', undefined],
    ['/orders', 'Bearer at-1'],
    ['/orders', 'Bearer at-1'],
    ['/oauth/token', undefined],
    ['/orders', 'Bearer at-2'],
  ]);
  expect([...new URLSearchParams(shop.heard[0]?.body)].toSorted()).toEqual([
    ['audience', shop.origin],
    ['client_id', 'cid'],
    ['client_secret', CANARY],
    ['grant_type', 'refresh_token'],
    ['refresh_token', 'rt-0'],
    ['scopes', 'orders:list'],
    ['scopes', 'read'],
  ]);
  expect(one.traced()).not.toContain(CANARY);
  expect(one.traced()).not.toContain('at-1');
});

it('asks for one token when several slices want one at once, in several streams', async () => {
  const shop = await answering(({ path }) =>
    path === '/oauth/token' ? { json: { data: { access_token: 'at' } } } : { json: [] },
  );
  const one = bench();
  const authenticator = oauth(shop.origin, { grant_type: 'client_credentials' });
  const asked = { url_base: shop.origin, path: '/orders', authenticator };
  await Promise.all([one.ask(asked), one.ask(asked), one.ask({ ...asked, path: '/refunds' })]);
  expect(shop.heard.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
});

it('leaves credentials out of the body when a header has them, and writes the query when it is told to', async () => {
  const shop = await answering(({ path }) =>
    path === '/oauth/token' ? { json: { access_token: 'at' } } : { json: [] },
  );
  const authenticator = oauth(shop.origin, {
    refresh_request_headers: { Authorization: "Basic {{ (config['id'] ~ ':x') | base64encode }}" },
    send_refresh_request_as_query_params: true,
  });
  await bench({ id: 'cid' }).ask({ url_base: shop.origin, path: '/orders', authenticator });
  expect(shop.heard[0]?.headers['authorization']).toBe('Basic Y2lkOng=');
  expect(shop.heard[0]?.body).toBe('');
  expect(shop.heard[0]?.query).toEqual([
    ['grant_type', 'refresh_token'],
    ['refresh_token', 'rt-0'],
  ]);
});

it('uses a token that was entered to its end', async () => {
  const shop = await answering(({ path }) =>
    path === '/oauth/token' ? { json: { access_token: 'new' } } : { json: [] },
  );
  const asked = (more: JsonObject) => ({
    url_base: shop.origin,
    path: '/orders',
    authenticator: oauth(shop.origin, more),
  });
  const one = bench();
  await one.ask(asked({ access_token_value: 'old', token_expiry_date: '2024-06-01T12:30:00Z' }));
  await one.ask(
    asked({ access_token_value: 'old', token_expiry_date: '2024-06-01T11:30:00Z', refresh_token: 'other' }),
  );
  await one.ask({
    url_base: shop.origin,
    path: '/orders',
    authenticator: { type: 'OAuthAuthenticator', access_token_value: 'only' },
  });
  expect(authorization(shop).filter(([path]) => path === '/orders')).toEqual([
    ['/orders', 'Bearer old'],
    ['/orders', 'Bearer new'],
    ['/orders', 'Bearer only'],
  ]);
});

it('keeps a rotated refresh token before anything is asked with what it gave', async () => {
  const order: string[] = [];
  const shop = await answering(({ path }, count) => {
    order.push(path);
    return path === '/oauth/token'
      ? { json: { access_token: `at-${count}`, refresh_token: `rt-${count}`, expires_in: 3600 } }
      : { json: [] };
  });
  const kept: Record<string, string> = {};
  const one = bench(
    { credentials: { refresh_token: 'rt-0' } },
    {
      keepSecrets: async (values) => {
        order.push('kept');
        for (const { path, value } of values) kept[path.join('.')] = value;
        return ok(undefined);
      },
    },
  );
  const requester = one.requester({
    url_base: shop.origin,
    path: '/orders',
    authenticator: oauth(shop.origin, { refresh_token_updater: {} }),
  });
  await requester.ask(question());
  expect(order).toEqual(['/oauth/token', 'kept', '/orders']);
  expect(kept).toEqual({
    'credentials.refresh_token': 'rt-1',
    'credentials.access_token': 'at-1',
    'credentials.token_expiry_date': '2024-06-01T13:00:00.000Z',
  });
  one.pass(4000);
  await requester.ask(question());
  expect(
    shop.heard
      .filter(({ path }) => path === '/oauth/token')
      .map(({ body }) => new URLSearchParams(body).get('refresh_token')),
  ).toEqual(['rt-0', 'rt-1']);
});

it('loses no token that could not be kept: it is kept again, never exchanged again', async () => {
  const shop = await answering(({ path }, count) =>
    path === '/oauth/token'
      ? { json: { access_token: `at-${count}`, refresh_token: `rt-${count}` } }
      : { json: [] },
  );
  const tries: (string | undefined)[] = [];
  const one = bench(
    { credentials: { refresh_token: 'rt-0' } },
    {
      keepSecrets: async ([first]) => {
        tries.push(first?.value);
        return tries.length === 1
          ? fail('VAULT_LOCKED', { message: 'The vault is locked.', next: 'Unlock it.' })
          : ok(undefined);
      },
    },
  );
  const requester = one.requester({
    url_base: shop.origin,
    path: '/orders',
    authenticator: oauth(shop.origin, { refresh_token_updater: {} }),
  });
  const trouble = await troubleOf(requester.ask(question()));
  expect(trouble.message).toContain('The vault is locked.');
  expect(shop.heard.map(({ path }) => path)).toEqual(['/oauth/token']);
  await requester.ask(question());
  expect(tries).toEqual(['rt-1', 'rt-1']);
  expect(authorization(shop)).toEqual([
    ['/oauth/token', undefined],
    ['/orders', 'Bearer at-1'],
  ]);
});

it('goes on with the kept token when the program ended right after it was kept', async () => {
  const shop = await answering(({ path, body }) => {
    if (path !== '/oauth/token') return { json: [] };
    const given = new URLSearchParams(body).get('refresh_token');
    return given === 'rt-1'
      ? { json: { access_token: 'at-2', refresh_token: 'rt-2' } }
      : { status: 400, json: { error: 'invalid_grant' } };
  });
  const later = bench({
    credentials: {
      refresh_token: 'rt-1',
      access_token: 'at-1',
      token_expiry_date: '2024-06-01T11:00:00.000Z',
    },
  });
  await later.ask({
    url_base: shop.origin,
    path: '/orders',
    authenticator: oauth(shop.origin, { refresh_token_updater: {} }),
  });
  expect(shop.heard.at(-1)?.headers['authorization']).toBe('Bearer at-2');
});

it('finishes an exchange that was begun, though the one who wanted it was cancelled', async () => {
  const stop = new AbortController();
  const shop = await answering(({ path }) => {
    if (path !== '/oauth/token') return { json: [] };
    stop.abort();
    return { json: { access_token: 'at-1', refresh_token: 'rt-1' } };
  });
  const kept: string[] = [];
  const done = Promise.withResolvers<void>();
  const one = bench(
    { credentials: { refresh_token: 'rt-0' } },
    {
      keepSecrets: async (values) => {
        kept.push(...values.map(({ value }) => value));
        done.resolve();
        return ok(undefined);
      },
    },
  );
  const asked = {
    url_base: shop.origin,
    path: '/orders',
    authenticator: oauth(shop.origin, { refresh_token_updater: {} }),
  };
  expect((await troubleOf(one.ask(asked, { signal: stop.signal }))).code).toBe('CANCELLED');
  await done.promise;
  expect(kept).toContain('rt-1');
});

it('asks for a new token once when one is refused before its time', async () => {
  const shop = await answering(({ path, headers }, count) => {
    if (path === '/oauth/token') return { json: { access_token: `at-${count}` } };
    return headers['authorization'] === 'Bearer at-2'
      ? { json: [1] }
      : { status: 401, json: { error: 'revoked' } };
  });
  await bench().ask({ url_base: shop.origin, path: '/orders', authenticator: oauth(shop.origin) });
  expect(authorization(shop).map(([, token]) => token)).toEqual([
    undefined,
    'Bearer at-1',
    undefined,
    'Bearer at-2',
  ]);

  const closed = await answering(({ path }) =>
    path === '/oauth/token' ? { json: { access_token: 'at' } } : { status: 401 },
  );
  const trouble = await troubleOf(
    bench().ask({ url_base: closed.origin, path: '/orders', authenticator: oauth(closed.origin) }),
  );
  expect(trouble.kind).toBe('config');
  expect(closed.heard).toHaveLength(4);
});

it('tells a sign-in that was refused from one that is not there now', async () => {
  const refused = await answering(() => ({
    status: 400,
    json: { error: 'invalid_grant', error_description: `Token ${CANARY} is expired.` },
  }));
  const asked = (one: Vendor) => ({
    url_base: one.origin,
    path: '/orders',
    authenticator: oauth(one.origin),
  });
  const first = await troubleOf(bench().ask(asked(refused)));
  expect(first).toMatchObject({ kind: 'config', code: 'SOURCE_REFUSED' });
  expect(first.message).toBe(
    "Stream orders can't sign in: vendor/oauth/token (status 400) refused: invalid_grant: Token ••• is expired.",
  );
  const away = await answering(() => ({ status: 503 }));
  const one = bench();
  const second = await troubleOf(one.ask(asked(away)));
  expect(second.kind).toBe('transient');
  expect(one.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(300_000);
  const odd = await answering(() => ({ json: { token: 'x' } }));
  expect((await troubleOf(bench().ask(asked(odd)))).message).toContain('holds no “access_token”');
});

it('logs in once for its lifetime, and again after', async () => {
  const shop = await answering(({ path }, count) =>
    path === '/login' ? { json: { session: { token: `${CANARY}-${count}` } } } : { json: [] },
  );
  const one = bench({ user: 'u', pass: 'p-very-secret' });
  const session = (used: JsonObject) => ({
    type: 'SessionTokenAuthenticator',
    expiration_duration: 'PT30M',
    session_token_path: ['session', 'token'],
    login_requester: {
      type: 'HttpRequester',
      url_base: shop.origin,
      path: '/login',
      http_method: 'POST',
      request_body_json: { user: "{{ config['user'] }}", pass: "{{ config['pass'] }}" },
    },
    request_authentication: used,
  });
  const option = { type: 'RequestOption', inject_into: 'header', field_name: 'X-Session' };
  const boards = one.requester({
    url_base: shop.origin,
    path: '/boards',
    authenticator: session({ type: 'ApiKey', inject_into: option, api_token: 'Token {{ session_token }}' }),
  });
  await boards.ask(question());
  one.pass(1000);
  await boards.ask(question());
  one.pass(1000);
  await boards.ask(question());
  expect(shop.heard.map(({ path, headers }) => headers['x-session'] ?? path)).toEqual([
    '/login',
    `Token ${CANARY}-1`,
    `Token ${CANARY}-1`,
    '/login',
    `Token ${CANARY}-2`,
  ]);
  await one.ask({ url_base: shop.origin, path: '/bearer', authenticator: session({ type: 'Bearer' }) });
  expect(shop.heard.at(-1)?.headers['authorization']).toBe(`Bearer ${CANARY}-3`);
  expect(one.traced()).not.toContain(CANARY);
  expect(one.traced()).not.toContain('p-very-secret');
});

it('signs tokens with the key that was entered', async () => {
  const shop = await answering(() => ({ json: [] }));
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = (pair: typeof ec) => String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const one = bench({ key: 's3cr3t', ec: pem(ec), rsa: pem(rsa).replaceAll('\n', '\\n'), kid: 'k1' });
  const signed = async (algorithm: string, secret_key: string, more: JsonObject = {}) => {
    await one.ask({
      url_base: shop.origin,
      path: '/',
      authenticator: {
        type: 'JwtAuthenticator',
        secret_key,
        algorithm,
        token_duration: 600,
        header_prefix: 'Bearer',
        jwt_headers: { kid: "{{ config['kid'] }}", typ: 'JWT' },
        jwt_payload: { iss: 'me', aud: 'tickets-v1' },
        additional_jwt_payload: { scope: "read:{{ config['kid'] }}" },
        ...more,
      },
    });
    const [head = '', body = '', signature = ''] = String(shop.heard.at(-1)?.headers['authorization'])
      .slice(7)
      .split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    return {
      head: read(head),
      body: read(body),
      said: `${head}.${body}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  };
  const at = Date.UTC(2024, 5, 1, 12) / 1000;
  const first = await signed('HS256', "{{ config['key'] }}");
  expect(first.head).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'k1' });
  expect(first.body).toEqual({
    scope: 'read:k1',
    iss: 'me',
    aud: 'tickets-v1',
    iat: at,
    exp: at + 600,
    nbf: at,
  });
  expect(first.signature).toEqual(createHmac('sha256', 's3cr3t').update(first.said).digest());
  const encoded = await signed('HS512', "{{ config['key'] }}", { base64_encode_secret_key: true });
  expect(encoded.signature).toEqual(
    createHmac('sha512', Buffer.from('s3cr3t').toString('base64')).update(encoded.said).digest(),
  );
  const curve = await signed('ES256', "{{ config['ec'] }}");
  expect(
    createVerify('sha256')
      .update(curve.said)
      .verify({ key: ec.publicKey, dsaEncoding: 'ieee-p1363' }, curve.signature),
  ).toBe(true);
  const big = await signed('RS256', "{{ config['rsa'] }}");
  expect(createVerify('sha256').update(big.said).verify(rsa.publicKey, big.signature)).toBe(true);
  const trouble = await troubleOf(signed('RS256', 'no key'));
  expect(trouble.message).toContain("doesn't fit RS256");
});

it('takes the way of signing in that was chosen, and says when none was', async () => {
  const shop = await answering(() => ({ json: [] }));
  const asked = {
    url_base: shop.origin,
    path: '/',
    authenticator: {
      type: 'SelectiveAuthenticator',
      authenticator_selection_path: ['credentials', 'kind'],
      authenticators: {
        personal: { type: 'BearerAuthenticator', api_token: "{{ config['credentials']['token'] }}" },
        other: { type: 'CustomAuthenticator', class_name: 'x' },
      },
    },
  };
  await bench({ credentials: { kind: 'personal', token: 't' } }).ask(asked);
  expect(authorization(shop)).toEqual([['/', 'Bearer t']]);
  const trouble = await troubleOf(bench({}).ask(asked));
  expect(trouble.message).toContain('“credentials.kind”');
  expect(trouble.next).toContain('personal, other');
});

it('shares no token between sources that are opened apart', async () => {
  const shop = await answering(({ path }, count) =>
    path === '/oauth/token' ? { json: { access_token: `at-${count}` } } : { json: [] },
  );
  const asked = { url_base: shop.origin, path: '/orders', authenticator: oauth(shop.origin) };
  for (let opened = 0; opened < 2; opened += 1)
    await bench({}, {}, { authenticator: createAuthenticators(), requester: createRequesters() }).ask(asked);
  expect(authorization(shop).map(([, token]) => token)).toEqual([
    undefined,
    'Bearer at-1',
    undefined,
    'Bearer at-2',
  ]);
});

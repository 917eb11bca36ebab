import { afterEach, expect, it } from 'vitest';
import { createAuthenticators } from '../../../main/sources/declarative/auth/builders.ts';
import { createRequesters } from '../../../main/sources/declarative/requests/builders.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
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

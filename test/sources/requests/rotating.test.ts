import { afterEach, expect, it } from 'vitest';
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

const oauth = (origin: string, more: JsonObject = {}): JsonObject => ({
  type: 'OAuthAuthenticator',
  token_refresh_endpoint: `${origin}/oauth/token`,
  client_id: 'cid',
  client_secret: CANARY,
  refresh_token: 'rt-0',
  ...more,
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
        // As a vault does, not at once.
        await new Promise((turn) => setTimeout(turn, 20));
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

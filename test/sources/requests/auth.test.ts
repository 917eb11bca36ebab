import { createHmac, createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
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

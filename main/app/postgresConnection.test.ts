import { expect, it } from 'vitest';
import { Secret } from '../../shared/domain/secret.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { CANARY } from '../../test/canary.ts';
import { connectionFrom } from './postgresConnection.ts';

function vaultWith(secrets: Record<string, string>) {
  return async (name: string) => {
    const value = secrets[name];
    return value === undefined
      ? fail('SECRET_NOT_FOUND', { message: 'None.', next: 'Add it.' })
      : ok(new Secret(value));
  };
}

it('reads a connection from the vault, its password still a secret', async () => {
  const address = `postgres://ana%40shop:${CANARY}@db.example.com:6432/shop%20data?schema_prefix=north_`;
  const connection = await connectionFrom('shop-pg', vaultWith({ 'shop-pg': address }));
  expect(connection).toMatchObject({
    ok: true,
    value: {
      host: 'db.example.com',
      port: 6432,
      database: 'shop data',
      user: 'ana@shop',
      tls: 'verify',
      schemaPrefix: 'north_',
    },
  });
  expect(JSON.stringify(connection)).not.toContain(CANARY);
  expect(connection.ok && connection.value.password?.reveal()).toBe(CANARY);
});

it.each([
  ['postgres://ana@127.0.0.1/shop', {}, 'off-for-loopback'],
  ['postgresql://ana@[::1]:5433/shop', {}, 'off-for-loopback'],
  ['postgres://ana@localhost/shop', { 'pg.ca': 'PEM' }, 'verify'],
  ['postgres://ana@localhost.example.com/shop', {}, 'verify'],
])('goes without TLS to this machine only: %s', async (address, more, tls) => {
  expect(await connectionFrom('pg', vaultWith({ pg: address, ...more }))).toMatchObject({ value: { tls } });
});

it.each([
  ['NOT A NAME', {}],
  ['pg', {}],
  ['pg', { pg: `mysql://ana:${CANARY}@host/shop` }],
  ['pg', { pg: `postgres://ana:${CANARY}@host` }],
  ['pg', { pg: CANARY }],
])('says what is missing of %s and never what the secret is', async (name, secrets) => {
  const refused = await connectionFrom(name, vaultWith(secrets));
  expect(refused).toMatchObject({ ok: false, failure: { code: 'STORE_UNREACHABLE', subject: name } });
  expect(JSON.stringify(refused)).not.toContain(CANARY);
});

import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openPostgresStore,
  type PostgresConnection,
} from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { ok } from '../../shared/errors/failure.ts';
import { CANARY } from '../canary.ts';
import { type Certificate, makeCertificates } from './certificates.ts';
import { freePort, type PostgresServer, startPostgres } from './postgresServer.ts';
import { expectWords, failureOf, ID_AND_WORD, must } from './store/bench.ts';

const certificates = makeCertificates();
if (certificates === null)
  process.stdout.write('– Postgres over TLS was not tried: there is no openssl to make certificates with.\n');

let server: PostgresServer;
let connection: PostgresConnection;
beforeAll(async () => {
  server = await startPostgres(certificates === null ? {} : { tls: certificates.good });
  connection = await server.database();
});
afterAll(() => server?.stop());

const open = (changes: Partial<PostgresConnection> = {}, connectMs = 5_000) =>
  openPostgresStore({ connection: { ...connection, ...changes }, log: quietLog(), timeouts: { connectMs } });

/** Why it could not be opened; read by a person, so it must be words, and never hold the password. */
async function refusal(changes: Partial<PostgresConnection>, connectMs?: number) {
  const failure = failureOf(await open(changes, connectMs));
  expectWords(failure);
  expect(inspect(failure)).not.toContain(CANARY);
  return failure;
}

describe('what stands in the way of entering', () => {
  it('nothing listens there', async () => {
    const failure = await refusal({ port: await freePort() });
    expect(failure).toMatchObject({ code: 'STORE_UNREACHABLE', retry: true });
    expect(failure.message).toMatch(/Nothing answers/);
  });

  it('a host that does not exist', async () => {
    const failure = await refusal({ host: 'warehouse.invalid', tls: 'verify' });
    expect(failure.message).toMatch(/No computer of the name warehouse\.invalid/);
  });

  it('something that accepts and never speaks', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const address = mute.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect((await refusal({ port }, 300)).message).toMatch(/no answer .* within 0\.3 s/);
    mute.close();
  });

  it('a wrong password, no password, a wrong name', async () => {
    expect((await refusal({ password: new Secret(CANARY) })).message).toMatch(/refused the password/);
    expect((await refusal({ password: null })).message).toMatch(/this connection has none/);
    expect((await refusal({ user: 'nobody_here' })).message).toMatch(/nobody_here/);
  });

  it('the environment says nothing about the password', async () => {
    process.env['PGPASSWORD'] = connection.password?.reveal();
    try {
      expect((await refusal({ password: null })).message).toMatch(/this connection has none/);
    } finally {
      delete process.env['PGPASSWORD'];
    }
  });

  it('a database that does not exist', async () => {
    expect((await refusal({ database: 'nowhere' })).message).toMatch(/no database “nowhere”/);
  });

  it('another computer without TLS: refused before anything is sent', async () => {
    const failure = await refusal({ host: 'warehouse.example' });
    expect(failure.code).toBe('BAD_INPUT');
    expect(failure.message).toMatch(/another computer/);
    expect((await refusal({ host: '10.127.0.1' })).code).toBe('BAD_INPUT');
    expect((await refusal({ host: '127.evil.example' })).code).toBe('BAD_INPUT');
  });

  it('a schema prefix that is no name', async () => {
    expect((await refusal({ schemaPrefix: 'x"; drop' })).code).toBe('BAD_INPUT');
  });

  it('a user who may make no schemas, until they are made or allowed', async () => {
    const { database } = connection;
    await server.query(database, `create role small login password '${CANARY}'`);
    const small = { user: 'small', password: new Secret(CANARY), schemaPrefix: 'small_' };
    const failure = await refusal(small);
    expect(failure.message).toMatch(/may not create the schemas small_raw/);
    expect(failure.next).toContain(`grant create on database "${database}" to "small"`);
    for (const layer of ['raw', 'staging', 'core', 'analytics', '_leadline'])
      await server.query(database, `create schema small_${layer}`);
    const closed = await refusal(small);
    expect(closed.message).toMatch(/may not use the schemas/);
    await server.query(database, closed.next.replace(/^.*?: /, ''));
    const store = must(await open(small));
    expect(must(await store.catalog())).toEqual([]);
    await store.close();
  });
});

describe('once entered', () => {
  it('every limit in time is in force, on the writer and on readers', async () => {
    const store = must(await open());
    const names = [
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
      'application_name',
    ];
    const sql = `select ${names.map((name) => `current_setting('${name}')`).join(', ')}`;
    expect(must(await store.query(sql)).rows).toEqual([['1min', '30s', '5min', 'Leadline']]);
    const written = await store.write((session) => session.query(sql));
    expect(must(written).rows).toEqual([['30min', '30s', '5min', 'Leadline']]);
    await store.close();
  });

  it('a reader stays a reader, whatever is said to it', async () => {
    const store = must(await open());
    for (const sql of [
      'set default_transaction_read_only = off',
      'set session characteristics as transaction read write',
      "select set_config('default_transaction_read_only', 'off', false)",
      'set transaction read write',
      'commit',
    ]) {
      await store.query(sql);
      const written = await store.query('create table public.made_by_a_reader (a int)');
      expect([sql, failureOf(written).code]).toEqual([sql, 'SQL_REFUSED']);
    }
    await store.close();
  });

  it('two workspaces live in one database under their own prefixes', async () => {
    const [north, south] = [
      must(await open({ schemaPrefix: 'north_' })),
      must(await open({ schemaPrefix: 'south_' })),
    ];
    const name = relationName('raw', 'orders');
    must(await north.write((session) => session.createTable({ name, columns: ID_AND_WORD })));
    expect(north.quote(name)).toBe('"north_raw"."orders"');
    expect(must(await north.catalog()).map((one) => one.name)).toEqual([name]);
    expect(must(await south.catalog())).toEqual([]);
    const columns = 'select count(*) from "_leadline"."columns"';
    expect(must(await north.query(columns)).rows).toEqual([[2n]]);
    expect(must(await south.query(columns)).rows).toEqual([[0n]]);
    await Promise.all([north.close(), south.close()]);
  });

  it('opens one database twice at the same moment', async () => {
    const fresh = await server.database();
    const stores = await Promise.all([1, 2, 3, 4].map(() => open(fresh)));
    for (const store of stores) await must(store).close();
  });

  it('closing ends what is under way and what waits for its turn', async () => {
    const store = must(await open());
    const begun: string[] = [];
    const pending = [
      store.query('select pg_sleep(20)'),
      store.write((session) => session.execute('select pg_sleep(20)')),
      store.write(async () => {
        begun.push('the one that waited');
        return ok(1);
      }),
    ];
    await pause(200);
    await store.close();
    for (const result of await Promise.all(pending)) expect(failureOf(result).message).toMatch(/closed/);
    expect(begun).toEqual([]);
    const left = `select count(*) from pg_stat_activity where application_name = 'Leadline'`;
    await expect.poll(() => server.query(connection.database, left)).toEqual([['0']]);
  });

  it('after closing it says that it is closed', async () => {
    const store = must(await open());
    await store.close();
    await store.close();
    expect(failureOf(await store.query('select 1')).message).toMatch(/closed/);
    expect(failureOf(await store.write(async () => ok(1))).message).toMatch(/closed/);
  });
});

describe('over TLS', () => {
  if (certificates === null) {
    it('was not tried: there is no openssl', () => undefined);
    return;
  }
  const { ca, stranger, good, otherName, expired, selfSigned } = certificates;
  const verified = { host: 'localhost', tls: 'verify', ca } as const;

  async function present({ cert, key }: Certificate): Promise<void> {
    writeFileSync(join(server.folder, 'server.crt'), cert);
    writeFileSync(join(server.folder, 'server.key'), key);
    await server.query('postgres', 'select pg_reload_conf()');
  }

  it('enters where the certificate holds, and a cancel goes over TLS too', async () => {
    await present(good);
    const store = must(await open(verified));
    const facts = await store.query('select ssl, version from pg_stat_ssl where pid = pg_backend_pid()');
    expect(must(facts).rows).toEqual([[true, expect.stringMatching(/^TLSv1\.[23]$/)]]);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const slept = await store.query('select pg_sleep(20)', [], { signal: stop.signal });
    expect(failureOf(slept).code).toBe('CANCELLED');
    await expect
      .poll(
        async () =>
          must(
            await store.query(
              `select count(*) from pg_stat_activity where query like '%sleep(20)%' and state = 'active' and pid <> pg_backend_pid()`,
            ),
          ).rows,
      )
      .toEqual([[0n]]);
    await store.close();
  });

  it.each([
    ['of an authority it does not know', good, { ca: stranger }, /signed by an authority|self-signed/],
    ['of an authority nobody knows', good, { ca: undefined }, /signed by an authority|self-signed/],
    ['made for another name', otherName, {}, /made for another name than localhost.*warehouse\.example/],
    ['that has expired', expired, {}, /has expired/],
    ['that nobody signed', selfSigned, {}, /self-signed/],
  ] as const)('refuses a certificate %s', async (_, certificate, changes, why) => {
    await present(certificate);
    await expect
      .poll(async () => (await refusal({ ...verified, ...(changes as { ca?: string }) })).message)
      .toMatch(why);
    const failure = await refusal({ ...verified, ...(changes as { ca?: string }) });
    expect(failure).toMatchObject({ code: 'STORE_UNREACHABLE', retry: false });
  });

  it('refuses a server that offers no TLS', async () => {
    const plain = await startPostgres();
    try {
      const there = await plain.database();
      const failure = await refusal({ ...there, ...verified, port: there.port });
      expect(failure.message).toMatch(/refuses TLS/);
      expect(failure.next).toMatch(/ssl = on/);
    } finally {
      await plain.stop();
    }
  });
});

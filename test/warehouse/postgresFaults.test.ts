import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timeouts } from '../../main/warehouse/postgres/connection.ts';
import {
  openPostgresStore,
  type PostgresConnection,
} from '../../main/warehouse/postgres/openPostgresStore.ts';
import type { Store, WriteSession } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { type FaultProxy, startFaultProxy } from './faultProxy.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';

const SHORT: Partial<Timeouts> = { connectMs: 1_500, queryMs: 400, lockMs: 1_000 };
const ITEMS = relationName('raw', 'items');
const LOADS = relationName('core', 'attempts');
const MAKER = pathToFileURL(`${import.meta.dirname}/makers/numbers.ts`).href;

let server: PostgresServer;
let proxy: FaultProxy;
let connection: PostgresConnection;
let store: Store;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

beforeEach(async () => {
  connection = await server.database();
  proxy = await startFaultProxy(server.port);
  store = value(await open());
  value(await store.write((session) => session.createTable(table())));
});
afterEach(async () => {
  proxy?.weather({ kind: 'fair' });
  await store?.close();
  await proxy?.close();
});

const open = () =>
  openPostgresStore({ connection: { ...connection, port: proxy.port }, log: quietLog(), timeouts: SHORT });

const table = () => ({
  name: ITEMS,
  columns: [
    { name: 'id', type: { kind: 'integer' as const }, nullable: false },
    { name: 'text', type: { kind: 'text' as const }, nullable: true },
  ],
});

function value<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code);
const count = async () => value(await store.exactRows(ITEMS));
/** Past the proxy. */
const really = async () =>
  Number((await server.query(connection.database, 'select count(*) from raw.items'))[0]?.[0]);

async function* slowly(batches: number) {
  for (let batch = 0; batch < batches; batch += 1) {
    yield [[BigInt(batch), 'x'.repeat(1_000)]];
    await pause(20);
  }
}

const endWriter = () =>
  server.query(
    connection.database,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'Leadline' and datname = current_database() and (query ilike 'copy%' or state = 'idle in transaction')`,
  );

describe('a server that goes away', () => {
  it('keeps no row of a COPY whose backend was ended, and the next write works', async () => {
    const bringing = store.write((session) => session.insert(ITEMS, ['id', 'text'], slowly(100)));
    await pause(200);
    await endWriter();
    const result = await bringing;
    expect(code(result)).toBe('STORE_UNREACHABLE');
    expect(result.ok || result.failure.retry).toBe(true);
    expect(await really()).toBe(0);
    expect(value(await store.write((session) => session.insert(ITEMS, ['id', 'text'], [[[1n, 'a']]])))).toBe(
      1,
    );
    expect(await count()).toBe(1);
  });

  it('keeps no row of a maker’s COPY whose backend was ended', async () => {
    const source = { module: MAKER, input: { batches: 100, rows: 100, pauseMs: 20 } };
    const bringing = store.write((session) => session.insertFrom(ITEMS, ['id', 'text'], source));
    await pause(400);
    await endWriter();
    expect(code(await bringing)).toBe('STORE_UNREACHABLE');
    expect(await really()).toBe(0);
  });

  it('survives a server killed in the middle of a COPY, without being opened again', async () => {
    const bringing = store.write((session) => session.insert(ITEMS, ['id', 'text'], slowly(100)));
    await pause(200);
    await server.kill();
    expect(code(await bringing)).toBe('STORE_UNREACHABLE');
    const during = await store.query('select 1');
    expect(code(during)).toBe('STORE_UNREACHABLE');
    expect(during.ok || during.failure.retry).toBe(true);
    await server.start();
    expect(await count()).toBe(0);
    expect(value(await store.write((session) => session.insert(ITEMS, ['id', 'text'], [[[1n, 'a']]])))).toBe(
      1,
    );
    expect(await really()).toBe(1);
  });

  it('answers a read whose backend was ended, and the next one works', async () => {
    const reading = store.query('select pg_sleep(20)', [], { timeoutMs: 20_000 });
    await pause(200);
    await server.query(
      connection.database,
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`,
    );
    expect(code(await reading)).toBe('STORE_UNREACHABLE');
    expect(code(await store.query('select 1'))).toBe('ok');
  });
});

describe('a line that swallows everything', () => {
  it('ends a read when its time is over, and heals', async () => {
    value(await store.query('select 1'));
    proxy.weather({ kind: 'black hole' });
    const result = await store.query('select 1');
    expect(code(result)).toBe('TIMED_OUT');
    expect(result.ok || result.failure.retry).toBe(true);
    proxy.weather({ kind: 'fair' });
    expect(code(await store.query('select 1', [], { timeoutMs: 10_000 }))).toBe('ok');
  });

  it('ends a write that waits for an answer, though no limit was set for it', async () => {
    const result = await store.write(async (session) => {
      proxy.weather({ kind: 'black hole' });
      return session.execute('insert into raw.items values (1)');
    });
    expect(code(result)).toBe('TIMED_OUT');
    proxy.weather({ kind: 'fair' });
    expect(value(await store.write((session) => session.execute('insert into raw.items values (2)')))).toBe(
      1,
    );
    expect(await really()).toBe(1);
  });

  it('ends a COPY that nobody takes', async () => {
    const result = await store.write(async (session) => {
      const bringing = session.insert(ITEMS, ['id', 'text'], slowly(5));
      await pause(50);
      proxy.weather({ kind: 'black hole' });
      return bringing;
    });
    expect(code(result)).toBe('TIMED_OUT');
    proxy.weather({ kind: 'fair' });
    expect(value(await store.write((session) => session.execute('delete from raw.items')))).toBe(0);
  });

  it('lets a statement take long when the server can be asked and is at work', async () => {
    const result = await store.write((session) => session.execute('select pg_sleep(1.5)'));
    expect(code(result)).toBe('ok');
  });

  it('waits for rows that are slow to come: then it is not the server that is silent', async () => {
    async function* rare() {
      yield [[1n, 'a']];
      await pause(1_500);
      yield [[2n, 'b']];
    }
    expect(value(await store.write((session) => session.insert(ITEMS, ['id', 'text'], rare())))).toBe(2);
  });

  it('brings rows in over a trickling line', async () => {
    proxy.weather({ kind: 'trickle', bytesASecond: 20_000 });
    const rows = Array.from({ length: 20 }, (_, at) => [BigInt(at), 'y'.repeat(1_000)]);
    expect(value(await store.write((session) => session.insert(ITEMS, ['id', 'text'], [rows])))).toBe(20);
  });
});

describe('a line that breaks', () => {
  it('says so, that trying again may help, and works again', async () => {
    const reading = store.query('select pg_sleep(5)', [], { timeoutMs: 5_000 });
    await pause(100);
    proxy.reset();
    const result = await reading;
    expect(code(result)).toBe('STORE_UNREACHABLE');
    expect(result.ok || result.failure.retry).toBe(true);
    expect(code(await store.query('select 1'))).toBe('ok');
  });

  it('notices connections that died while nobody used them', async () => {
    value(await store.query('select 1'));
    proxy.reset();
    await pause(20);
    expect(code(await store.query('select 1'))).toBe('ok');
    expect(value(await store.write((session) => session.execute('insert into raw.items values (1)')))).toBe(
      1,
    );
  });

  it('rolls back what was under way', async () => {
    const result = await store.write(async (session) => {
      value(await session.execute('insert into raw.items values (1)'));
      proxy.reset();
      await pause(20);
      return session.execute('insert into raw.items values (2)');
    });
    expect(code(result)).toBe('STORE_UNREACHABLE');
    expect(await count()).toBe(0);
  });
});

describe('a line that breaks after COMMIT, before the answer', () => {
  const bump = (session: WriteSession) => session.execute('insert into raw.items values (1)');

  it('learns from the server that the work was kept', async () => {
    proxy.weather({ kind: 'cut after commit', after: { kind: 'fair' } });
    expect(await store.write(bump)).toEqual(ok(1));
    expect(await count()).toBe(1);
  });

  it('says that the outcome is unknown when the server can’t be asked', async () => {
    proxy.weather({ kind: 'cut after commit', after: { kind: 'refuse' } });
    const result = await store.write(bump);
    expect(code(result)).toBe('STORE_UNREACHABLE');
    expect(!result.ok && result.failure.message).toMatch(/whether it was kept is unknown/);
    expect(result.ok || result.failure.retry).toBe(true);
    expect(await really()).toBe(1);
    proxy.weather({ kind: 'fair' });
    expect(await count()).toBe(1);
  });

  it('has the effect of once when tried again under the same attempt', async () => {
    value(
      await store.write((session) =>
        session.createTable({
          name: LOADS,
          columns: [{ name: 'attempt', type: { kind: 'text' }, nullable: false }],
          key: ['attempt'],
        }),
      ),
    );
    const land = (attempt: string) =>
      store.write(async (session) => {
        const new_ = await session.execute('insert into core.attempts values (?) on conflict do nothing', [
          attempt,
        ]);
        if (!new_.ok || new_.value === 0) return new_;
        return session.insert(
          ITEMS,
          ['id', 'text'],
          [
            [
              [1n, attempt],
              [2n, attempt],
            ],
          ],
        );
      });
    for (const attempt of ['a', 'b', 'c']) {
      proxy.weather({ kind: 'cut after commit', after: { kind: 'refuse' } });
      expect(code(await land(attempt))).toBe('STORE_UNREACHABLE');
      proxy.weather({ kind: 'fair' });
      expect(await land(attempt)).toEqual(ok(0));
    }
    expect(await count()).toBe(6);
  });

  it('rolls back and says so when COMMIT never arrived', async () => {
    const result = await store.write(async (session) => {
      value(await bump(session));
      proxy.reset();
      return ok(1);
    });
    expect(code(result)).toBe('STORE_UNREACHABLE');
    expect(!result.ok && result.failure.message).not.toMatch(/unknown/);
    expect(await count()).toBe(0);
  });
});

it('a failure that the work swallows is not committed around', async () => {
  const result = await store.write(async (session) => {
    await session.execute('insert into raw.items values (1)');
    await session.execute('insert into raw.items values (null)');
    return ok('done');
  });
  expect(code(result)).toBe('SQL_FAILED');
  expect(await count()).toBe(0);
});

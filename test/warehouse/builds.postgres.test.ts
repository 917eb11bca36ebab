import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildPlace } from '../../main/warehouse/builds.ts';
import type { PostgresConnection } from '../../main/warehouse/postgres/connection.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { ok } from '../../shared/errors/failure.ts';
import { describeBuilds } from './builds.suite.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';
import { failureOf, must } from './store/bench.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeBuilds('Postgres', async () => {
  const connection = await server.database();
  const store = must(await openPostgresStore({ connection, log: quietLog() }));
  return { store, builds: store.builds, close: () => store.close() };
});

async function opened(more: Partial<PostgresConnection> = {}, given?: PostgresConnection) {
  const connection = { ...(given ?? (await server.database())), ...more };
  const store = must(await openPostgresStore({ connection, log: quietLog() }));
  const line = must(await store.builds.line());
  const place = (schema: string, identifier: string): BuildPlace => ({
    database: connection.database,
    schema,
    identifier,
  });
  return {
    connection,
    store,
    builds: store.builds,
    line,
    place,
    run: async (sql: string) => must(await line.run(sql)).rows,
    async candidate(target: BuildPlace, select: string, as = 'table') {
      const candidate = store.builds.candidateOf(target);
      must(await line.run(`create ${as} ${store.builds.written(candidate)} as ${select}`));
      return candidate;
    },
    owner: (sql: string) => server.query(connection.database, sql),
    close: async () => {
      await line.close();
      await store.close();
    },
  };
}

describe('builds on Postgres alone', () => {
  it('keeps workspaces that share a database apart, and leaves schemas a project names alone', async () => {
    const north = await opened({ schemaPrefix: 'north_' });
    const south = await opened({ schemaPrefix: 'south_' }, north.connection);
    const target = north.place('staging', 'orders');
    expect(north.builds.written(target)).toBe(`"${north.connection.database}"."north_staging"."orders"`);
    expect(north.builds.written({ ...target, database: '' })).toBe('"north_staging"."orders"');
    expect(north.builds.written(north.place('dbt', 'orders'))).toContain('"dbt"."orders"');
    expect(north.builds.written(north.builds.candidateOf(target))).toContain(
      '"north__candidates"."staging.orders"',
    );
    const both = [north, south];
    for (const [at, one] of both.entries()) {
      const candidate = await one.candidate(target, `select ${at} as id`);
      must(await one.builds.publish({ relations: [{ how: 'renamed', candidate, target }] }));
    }
    expect(await north.run('select id from north_staging.orders')).toEqual([[0n]]);
    expect(await south.run('select id from south_staging.orders')).toEqual([[1n]]);
    expect(must(await north.line.relations(['staging']))).toEqual([{ place: target, kind: 'table' }]);
    expect(must(await north.line.schemas())).toEqual(
      expect.arrayContaining(['staging', '_candidates', 'south_staging']),
    );
    const claims = [must(await north.builds.claim('north')), must(await south.builds.claim('south'))];
    for (const claim of claims) await claim.release();
    for (const one of both) await one.close();
  });

  it('keeps who may read what is replaced, whole or by columns, and who owns it', async () => {
    const shop = await opened();
    const target = shop.place('core', 'orders');
    await shop.owner(`drop role if exists analyst, keeper; create role analyst; create role keeper`);
    await shop.run('create table core.orders as select 1 as id, 2 as secret, 3 as gone');
    await shop.run(
      'create view analytics.seen as select id from core.orders; comment on view analytics.seen is $$Mine.$$',
    );
    await shop.owner(`grant select (id, gone), update (id) on core.orders to analyst; grant select on core.orders to keeper with grant option;
      grant select on analytics.seen to analyst; alter view analytics.seen owner to keeper; alter table core.orders owner to keeper`);
    const candidate = await shop.candidate(target, 'select 5 as id, 6 as secret');
    must(await shop.builds.publish({ relations: [{ how: 'renamed', candidate, target }] }));
    const may = async (what: string) => (await shop.run(`select ${what}`))[0]?.[0];
    expect(await may(`has_column_privilege('analyst', 'core.orders', 'id', 'select')`)).toBe(true);
    expect(await may(`has_column_privilege('analyst', 'core.orders', 'id', 'update')`)).toBe(true);
    expect(await may(`has_column_privilege('analyst', 'core.orders', 'secret', 'select')`)).toBe(false);
    expect(await may(`has_table_privilege('keeper', 'core.orders', 'select with grant option')`)).toBe(true);
    expect(await may(`has_table_privilege('analyst', 'analytics.seen', 'select')`)).toBe(true);
    expect(await may(`pg_get_userbyid(relowner) from pg_class where oid = 'core.orders'::regclass`)).toBe(
      'keeper',
    );
    expect(await may(`pg_get_userbyid(relowner) from pg_class where oid = 'analytics.seen'::regclass`)).toBe(
      'keeper',
    );
    expect(await may(`obj_description('analytics.seen'::regclass)`)).toBe('Mine.');
    await shop.close();
  });

  it('publishes materialized views, over views and beside others that read them', async () => {
    const shop = await opened();
    const [view, stored] = [shop.place('staging', 'orders'), shop.place('analytics', 'daily')];
    await shop.run('create table raw.orders as select 1 as id');
    for (const round of [1, 2]) {
      await shop.run(`update raw.orders set id = ${round}`);
      const seen = await shop.candidate(view, 'select id from raw.orders', 'view');
      const made = await shop.candidate(
        stored,
        `select id from ${shop.builds.written(seen)}`,
        'materialized view',
      );
      await shop.run(`create index on ${shop.builds.written(made)} (id)`);
      must(
        await shop.builds.publish({
          relations: [
            { how: 'view', candidate: seen, target: view, sql: 'select id from raw.orders' },
            { how: 'renamed', candidate: made, target: stored, comment: 'By day.' },
          ],
        }),
      );
      if (round === 1)
        await shop.run(
          'create materialized view analytics.other as select count(*) as n, max(id) as last from analytics.daily',
        );
      expect(await shop.run('select id from analytics.daily')).toEqual([[BigInt(round)]]);
      expect(must(await shop.line.relation(stored))?.kind).toBe('materialized view');
    }
    expect(await shop.run('select last from analytics.other')).toEqual([[2n]]);
    await shop.run(
      'update raw.orders set id = 3; refresh materialized view analytics.daily; refresh materialized view analytics.other',
    );
    expect(await shop.run('select last from analytics.other')).toEqual([[3n]]);
    // Over a view that is made anew, it would go on reading the candidate.
    const seen = await shop.candidate(view, 'select 4 as id', 'view');
    const made = await shop.candidate(
      stored,
      `select id from ${shop.builds.written(seen)}`,
      'materialized view',
    );
    const failure = failureOf(
      await shop.builds.publish({
        relations: [
          { how: 'changed', candidate: seen, target: view, statements: [] },
          { how: 'renamed', candidate: made, target: stored },
        ],
      }),
    );
    expect(failure.message).toContain('analytics.daily');
    await shop.close();
  });

  it('keeps the names that a model’s hooks gave their indexes, and names its keys after the model', async () => {
    const shop = await opened();
    const target = shop.place('core', 'orders');
    for (const _ of [1, 2]) {
      const candidate = shop.builds.candidateOf(target);
      await shop.run(`create table ${shop.builds.written(candidate)} (id integer primary key, n integer check (n > 0));
        create index by_n on ${shop.builds.written(candidate)} (n); create index on ${shop.builds.written(candidate)} (n, id)`);
      must(await shop.builds.publish({ relations: [{ how: 'renamed', candidate, target }] }));
      expect(
        await shop.run(`select relname from pg_class c join pg_index i on i.indexrelid = c.oid where indrelid = 'core.orders'::regclass
          union all select conname from pg_constraint where conrelid = 'core.orders'::regclass and contype = 'c' order by 1`),
      ).toEqual([['by_n'], ['orders_n_check'], ['orders_n_id_idx'], ['orders_pkey']]);
    }
    await shop.close();
  });

  it('waits for a reader in a transaction, and lets those who come later read meanwhile', async () => {
    const shop = await opened();
    const target = shop.place('core', 'orders');
    await shop.run('create table core.orders as select 1 as id');
    const candidate = await shop.candidate(target, 'select 2 as id');
    const reader = must(await shop.builds.line());
    let publishing: ReturnType<typeof shop.builds.publish> | undefined;
    must(
      await reader.together(async () => {
        must(await reader.run('select * from core.orders'));
        publishing = shop.builds.publish({ relations: [{ how: 'renamed', candidate, target }] });
        expect(await shop.run('select id from core.orders')).toEqual([[1n]]);
        return ok(undefined);
      }),
    );
    expect(await publishing).toEqual(ok(undefined));
    expect(await shop.run('select id from core.orders')).toEqual([[2n]]);
    await reader.close();
    await shop.close();
  });

  it('gives types by their names and values as the server writes them', async () => {
    const shop = await opened();
    await shop.run(`create type mood as enum ('good')`);
    const answer = must(
      await shop.line.run(`select 1.50::numeric, 7::smallint, true, '2026-03-08'::date, '2026-03-08 10:00:00.5+02'::timestamptz,
        '01/02/2026'::date, interval '1 day 2 hours', array[1, 2], 'good'::mood, '{"a": 1}'::jsonb, 0.1::float8, '\\x00ff'::bytea, null::uuid`),
    );
    expect(answer.columns.map(({ type }) => type)).toEqual([
      ...[
        'numeric',
        'smallint',
        'boolean',
        'date',
        'timestamp with time zone',
        'date',
        'interval',
        'integer[]',
        'mood',
        'jsonb',
      ],
      ...['double precision', 'bytea', 'uuid'],
    ]);
    expect(answer.rows[0]).toEqual([
      ...[
        '1.50',
        7n,
        true,
        '2026-03-08',
        '2026-03-08 08:00:00.5+00',
        '2026-01-02',
        '1 day 02:00:00',
        '{1,2}',
        'good',
      ],
      ...['{"a": 1}', 0.1, new Uint8Array([0, 255]), null],
    ]);
    await shop.close();
  });

  it('lets go of a claim whose session broke, and publishes nothing under it', async () => {
    const shop = await opened();
    const target = shop.place('core', 'orders');
    const claim = must(await shop.builds.claim('the first'));
    const candidate = await shop.candidate(target, 'select 2 as id');
    await shop.owner(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'Leadline builds: %'`,
    );
    // Until the broken line is noticed here too.
    await expect.poll(async () => (await shop.builds.publish({ relations: [] })).ok).toBe(false);
    const refused = await shop.builds.publish({ relations: [{ how: 'renamed', candidate, target }] });
    expect(failureOf(refused).code).toBe('STORE_UNREACHABLE');
    expect(must(await shop.line.relation(target))).toBeNull();
    await claim.release();
    const next = must(await shop.builds.claim('the next'));
    await next.release();
    await shop.close();
  });

  it('makes a line’s broken connection again', async () => {
    const shop = await opened();
    const [[pid]] = (await shop.run('select pg_backend_pid()')) as [[bigint]];
    await shop.owner(`select pg_terminate_backend(${pid})`);
    await expect.poll(async () => (await shop.line.run('select 1 as a')).ok).toBe(true);
    await shop.close();
  });
});

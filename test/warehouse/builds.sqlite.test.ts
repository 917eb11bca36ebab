import { statSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { relationName } from '../../shared/domain/relation.ts';
import { describeBuilds } from './builds.suite.ts';
import { openStore } from './sqliteFolder.ts';
import { column, failureOf, must, write } from './store/bench.ts';

// Every store here is several processes to start, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 120_000 });

describeBuilds('SQLite', async () => {
  const { store, remove } = await openStore();
  return {
    store,
    builds: store.builds,
    close: async () => {
      await store.close();
      await remove();
    },
  };
});

async function opened() {
  const { store, remove } = await openStore();
  const line = must(await store.builds.line());
  onTestFinished(async () => {
    await line.close();
    await store.close();
    await remove();
  });
  const { builds } = store;
  const place = (identifier: string, schema = 'core') => ({ database: builds.database, schema, identifier });
  const run = async (sql: string) => must(await line.run(sql)).rows;
  return { store, builds, line, place, run };
}

describe('builds on SQLite alone', () => {
  it('keep the kinds of columns that SQLite can’t tell, through tables and views made of them', async () => {
    const { store, builds, place, run } = await opened();
    const orders = relationName('raw', 'orders');
    await write(store, async (session) => {
      const columns = [
        column('at', 'day'),
        column('paid', 'boolean'),
        column('price', { kind: 'decimal', scale: 2 }),
        column('word', 'text'),
      ];
      must(await session.createTable({ name: orders, columns }));
      return session.insert(
        orders,
        columns.map(({ name }) => name),
        [
          [
            ['2026-03-08', true, 1250n, 'a'],
            [null, null, null, null],
          ],
        ],
      );
    });
    const target = place('orders');
    const candidate = builds.candidateOf(target);
    await run(`/* {"app": "x"} */ create table ${builds.written(candidate)} as
      with kept as (select * from ${store.quote(orders)})
      select at, paid as was_paid, price, upper(word) as word, date(at, '+1 day') as next, strftime('%Y-%m-%dT%H:%M:%SZ', at) as moment from kept`);
    const view = place('seen');
    await run(`create view ${builds.written(builds.candidateOf(view))} as select 1 as a`);
    must(
      await builds.publish({
        relations: [
          { how: 'renamed', candidate, target },
          {
            how: 'view',
            candidate: builds.candidateOf(view),
            target: view,
            sql: `select was_paid, was_paid = 0 as unpaid from ${builds.written(target)}`,
            columns: [{ ...column('unpaid', 'boolean'), comment: 'Still owed.' }],
          },
        ],
      }),
    );
    const kinds = async (name: string) =>
      must(await store.describe(relationName('core', name)))?.columns.map(({ name: called, type }) => [
        called,
        type.kind,
      ]);
    expect(await kinds('orders')).toEqual([
      ['at', 'day'],
      ['was_paid', 'boolean'],
      ['price', 'decimal'],
      ['word', 'text'],
      ['next', 'day'],
      ['moment', 'instant'],
    ]);
    expect(await kinds('seen')).toEqual([
      ['was_paid', 'boolean'],
      ['unpaid', 'boolean'],
    ]);
    const page = must(await store.page({ relation: relationName('core', 'orders'), offset: 0, limit: 1 }));
    expect(page.rows).toEqual([['2026-03-08', true, 1250n, 'A', '2026-03-09', '2026-03-08T00:00:00Z']]);
  });

  it('make an index that the relation to be replaced has by the same name', async () => {
    const { builds, place, run } = await opened();
    const target = place('orders');
    const indexes = () => run(`select name, tbl_name from sqlite_master where type = 'index' order by name`);
    for (const round of [1, 2, 3]) {
      const candidate = builds.candidateOf(target);
      await run(`create table ${builds.written(candidate)} as select ${round} as id`);
      for (const _ of [1, 2])
        await run(`create index if not exists by_id on ${builds.written(candidate)} (id)`);
      must(await builds.publish({ relations: [{ how: 'renamed', candidate, target }] }));
      const [[name, table] = [], ...more] = await indexes();
      expect([table, more]).toEqual(['core.orders', []]);
      expect(name).toMatch(/^by_id(?: ~2)?$/);
    }
    await run(`create unique index by_id_too on ${builds.written(target)} (id)`);
    expect((await indexes()).length).toBe(2);
  });

  it('refuse what would change how the warehouse is kept, and views that call functions of ours', async () => {
    const { line, builds, place } = await opened();
    for (const sql of [
      'pragma synchronous = off',
      'explain /* x */ pragma trusted_schema = on',
      'select 1; pragma main.trusted_schema = on',
      'create table never (a); pragma trusted_schema = on',
      "attach ':memory:' as other",
      'vacuum',
      'begin',
      'pragma journal_mode = delete',
    ])
      expect([sql, failureOf(await line.run(sql)).code]).toEqual([sql, 'SQL_REFUSED']);
    must(await line.run(`create view ${builds.written(place('hashed'))} as select md5('a') as hash`));
    expect(failureOf(await line.run(`select * from ${builds.written(place('hashed'))}`)).message).toContain(
      'unsafe use of md5',
    );
  });

  it('wait for the disk when they publish, and not before', async () => {
    const { store, builds, line, place, run } = await opened();
    const level = async (look: () => Promise<unknown>) =>
      JSON.stringify(await look(), (_, value) => (typeof value === 'bigint' ? Number(value) : value));
    const made = await line.together(() => line.run('pragma synchronous'));
    expect(must(made).rows).toEqual([[1n]]);
    await run(`create table ${builds.written(builds.candidateOf(place('a')))} as select 1 as id`);
    let published = '';
    must(
      await builds.publish({
        relations: [{ how: 'renamed', candidate: builds.candidateOf(place('a')), target: place('a') }],
        also: async (session) => {
          published = await level(async () => must(await session.query('pragma synchronous')).rows);
          return { ok: true, value: undefined };
        },
      }),
    );
    expect(published).toBe('[[2]]');
    await write(store, async (session) => {
      expect(must(await session.query('pragma synchronous')).rows).toEqual([[2n]]);
      return { ok: true, value: undefined };
    });
  });

  it('leave what they published in the log until they are done, and move it into the file then', async () => {
    const { store, builds, place, run } = await opened();
    const release = must(await builds.claim('a build')).release;
    const bytes = () => ({ log: statSync(`${store.file}-wal`).size, file: statSync(store.file).size });
    const candidate = builds.candidateOf(place('wide'));
    await run(`create table ${builds.written(candidate)} (filler)`);
    await store.tidy();
    expect(bytes().log).toBe(0);
    must(
      await builds.publish({
        relations: [{ how: 'renamed', candidate, target: place('wide') }],
        statements: [
          `with recursive n(i) as (select 1 union all select i + 1 from n where i < 12)
            insert into ${builds.written(place('wide'))} select randomblob(1000000) from n`,
        ],
      }),
    );
    // More than SQLite leaves there by itself, and what is committed after it moves none of it.
    await write(store, (session) => session.execute('create table "raw.later" (id)'));
    expect(bytes().log).toBeGreaterThan(12_000_000);
    expect(bytes().file).toBeLessThan(4_000_000);
    await release();
    await vi.waitFor(() => expect(bytes().log).toBe(0), { timeout: 30_000 });
    expect(bytes().file).toBeGreaterThan(12_000_000);
    expect(await run(`select count(*) from ${builds.written(place('wide'))}`)).toEqual([[12n]]);
  });

  it('refuse a parameter that nobody fills, and take its signs inside of texts', async () => {
    const { builds, line, place } = await opened();
    const name = builds.written(place('one'));
    must(
      await line.run(
        `create table ${name} (id, "what?" text); insert into ${name} values (':a', '?'), (1, '@b $c')`,
      ),
    );
    for (const sign of ['?', ':a', '@a', '$a'])
      expect(failureOf(await line.run(`insert into ${name} values (1, ${sign})`)).code).toBe('SQL_FAILED');
    expect(must(await line.run(`select count(*), ':x' from ${name}`)).rows).toEqual([[2n, ':x']]);
  });

  it('are not mistaken for a trigger’s statements, nor a trigger for several', async () => {
    const { builds, line, place, run } = await opened();
    const [one, log] = [place('one'), place('log')].map((target) => builds.written(target));
    must(
      await line.run(`create table ${one} (id); create table ${log} (id);
        create trigger "noted; so" after insert on ${one} begin
          insert into ${log} values (case when new.id > 1 then new.id else 0 end); -- ; end
          insert into ${log} values (new.id + 10);
        end;
        insert into ${one} values (1), (2)`),
    );
    expect(await run(`select id from ${log} order by id`)).toEqual([[0n], [2n], [11n], [12n]]);
  });
});

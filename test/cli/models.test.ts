import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepForSweep } from '../leftovers.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { interrupted, leadline, leadlineHere } from './leadline.ts';

const LONG = 120_000;
const PASSPHRASE = 'twelve letters and more';

const ORDERS = [
  'order_id,customer,amount,sold_on',
  '1,ann,10,2026-03-01',
  '2,bob,20,2026-03-01',
  '3,ann,5,2026-03-02',
];

const PROJECT: Readonly<Record<string, string>> = {
  'models/staging/sources.yml':
    'sources: [{name: raw, schema: raw, tables: [{name: orders, columns: [{name: order_id, data_tests: [not_null]}]}]}]\n',
  'models/staging/stg_orders.sql':
    "{{ config(schema='staging', materialized='view') }}\nselect order_id, customer, amount, sold_on from {{ source('raw', 'orders') }}",
  'models/core/fct_orders.sql':
    "{{ config(schema='core', materialized='table', tags=['nightly']) }}\nselect * from {{ ref('stg_orders') }} where amount >= {{ var('least', 0) }}",
  'models/core/core.yml':
    'models: [{name: fct_orders, description: Every order once., columns: [{name: order_id, data_tests: [unique]}]}]\n',
  'models/marts/by_customer.sql':
    "{{ config(materialized='table') }}\nselect customer, sum(amount) as amount from {{ ref('fct_orders') }} group by customer",
  'models/marts/grown.sql':
    "{{ config(materialized='incremental', unique_key='order_id') }}\nselect order_id, amount from {{ ref('fct_orders') }}{% if is_incremental() %} where order_id > (select max(order_id) from {{ this }}){% endif %}",
  'macros/say.sql': "{% macro say(word, times=1) %}{% do log(word ~ ' ' ~ times, info=true) %}{% endmacro %}",
  'seeds/zones.csv': 'zone,days\nnorth,2\nsouth,3\n',
};

let blank: string;
let folder: string;
let home: string;
let shop: string;

beforeAll(async () => {
  blank = await mkdtemp(join(tmpdir(), 'leadline-cli-models-'));
  const made = join(blank, 'shop');
  expect((await leadline(join(blank, 'home'), ['init', made])).code).toBe(0);
  await writeAll(made, PROJECT);
  await writeFile(join(blank, 'orders.csv'), `${ORDERS.join('\n')}\n`);
  const loaded = await leadlineHere(join(blank, 'home'), [
    ...['load', join(blank, 'orders.csv'), '--as', 'raw.orders', '--workspace', made],
  ]);
  expect(loaded.code, loaded.err).toBe(0);
}, LONG);
afterAll(async () => rm(blank, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-cli-models-'));
  home = join(folder, 'home');
  shop = join(folder, 'shop');
  await cp(join(blank, 'shop'), shop, { recursive: true });
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function writeAll(into: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), text);
  }
}

async function run(...args: readonly string[]) {
  const ended = await leadlineHere(home, [...args, '--workspace', shop]);
  return { ...ended, data: args.includes('--json') ? JSON.parse(ended.out) : undefined };
}

async function rows(sql: string): Promise<unknown> {
  const { data, err } = await run('sql', sql, '--json');
  expect(data, err).toHaveProperty('rows');
  return data.rows;
}

describe('build', () => {
  it(
    'makes, checks and publishes; then leaves alone what did not change',
    async () => {
      const first = await run('build');
      expect(first.code, first.out).toBe(0);
      expect(first.err).toContain('1 of ');
      expect(first.err).toMatch(/START {2}model stg_orders/);
      expect(first.err).toMatch(/OK {5}(view|table) staging\.stg_orders/);
      expect(first.err).toMatch(/PASS {3}check unique_fct_orders_order_id/);
      expect(first.out).toContain('5 relations published.');
      expect(first.out).toMatch(/Done\. PASS=7 WARN=0 ERROR=0 SKIP=0 TOTAL=7/);
      expect(await rows('select customer, amount from analytics.by_customer order by 1')).toEqual([
        ['ann', '15'],
        ['bob', '20'],
      ]);

      const again = await run('build', '--json');
      expect(again.data).toMatchObject({ success: true, published: [] });
      expect(again.data.results.filter((one: { status: string }) => one.status === 'unchanged')).toHaveLength(
        5,
      );
      expect((await run('build', '--all', '-s', 'by_customer')).out).toContain('1 relation published.');
      expect((await run('models', 'ls', '-s', 'state:modified')).out).toBe('');
    },
    LONG,
  );

  it(
    'keeps readers on the old rows while a check fails, says which rows and where, and takes it up again',
    async () => {
      expect((await run('build')).code).toBe(0);
      await writeFile(join(folder, 'twice.csv'), `${ORDERS[0]}\n3,ann,100,2026-03-03\n`);
      expect((await run('load', join(folder, 'twice.csv'), '--as', 'raw.orders')).code).toBe(0);
      const failed = await run('build');
      expect(failed.code).toBe(1);
      expect(failed.out).toContain('Check failed: check unique_fct_orders_order_id');
      expect(failed.out).toContain('models/core/core.yml:1:');
      expect(failed.out).toContain('Kept back, so readers still see what was there before:');
      expect(failed.out).toContain('model fct_orders: because of check unique_fct_orders_order_id');
      expect(failed.err).toMatch(/SKIP {3}model by_customer/);
      expect(await rows('select count(*), sum(amount) from core.fct_orders')).toEqual([['3', '35']]);

      const text = await readFile(join(shop, 'models/core/fct_orders.sql'), 'utf8');
      await writeFile(join(shop, 'models/core/fct_orders.sql'), `${text} and sold_on < '2026-03-03'`);
      const retried = await run('models', 'retry', '--json');
      expect(retried.code).toBe(0);
      expect(retried.data.results.map((one: { id: string }) => one.id)).toContain('model.shop.by_customer');
      expect(retried.data.results.map((one: { id: string }) => one.id)).not.toContain(
        'model.shop.stg_orders',
      );
    },
    LONG,
  );

  it(
    'builds all that a broken model is not in the way of, and says file, line, column, SQL and what to do',
    async () => {
      await writeAll(shop, {
        'models/marts/broken.sql':
          "{{ config(materialized='table') }}\n\nselect no_such_column\nfrom {{ ref('fct_orders') }}",
        'models/marts/below_broken.sql': "select * from {{ ref('broken') }}",
        'models/marts/lost.sql': "select *\n  from {{ ref('nowhere') }}",
      });
      const built = await run('build');
      expect(built.code).toBe(1);
      expect(built.out).toContain('Failed: model broken');
      expect(built.out).toMatch(/models\/marts\/broken\.sql:3:\d+/);
      expect(built.out).toContain('select no_such_column');
      expect(built.out).toContain('models/marts/lost.sql:2:');
      expect(built.err).toMatch(/SKIP {3}model below_broken/);
      expect(await rows('select count(*) from analytics.by_customer')).toEqual([['2']]);
    },
    LONG,
  );

  it(
    'stops at Ctrl-C and publishes nothing',
    async () => {
      await writeAll(shop, {
        'models/marts/slow.sql':
          "{{ config(materialized='table') }}\nwith recursive n(i) as (select 1 union all select i + 1 from n where i < 500000000) select max(i) as i from n",
      });
      const stopped = await interrupted(home, ['build', '--workspace', shop], 'START  model slow');
      expect([stopped.code, stopped.out]).toEqual([1, expect.stringContaining('cancelled')]);
      expect(stopped.out).not.toContain('cancelle ');
      expect((await run('tables')).out).not.toContain('analytics.by_customer');
      expect((await run('build', '--exclude', 'slow')).code).toBe(0);
    },
    LONG,
  );
});

describe('models', () => {
  it(
    'lists by every selection, as names, paths and JSON',
    async () => {
      expect((await run('models', 'ls', '--select', 'tag:nightly', '--output', 'name')).out).toBe(
        'fct_orders\nunique_fct_orders_order_id\n',
      );
      expect(
        (await run('models', 'ls', '-s', '+by_customer', '--resource-type', 'model', 'source')).out,
      ).toBe(
        [
          'shop.marts.by_customer',
          'shop.core.fct_orders',
          'shop.staging.stg_orders',
          'source:shop.raw.orders',
          '',
        ].join('\n'),
      );
      expect((await run('models', 'ls', '-s', 'path:models/marts', '--output=path')).out).toContain(
        'models/marts/grown.sql',
      );
      const json = await run('models', 'ls', '-s', 'fct_orders', '--exclude', 'resource_type:test', '--json');
      expect(json.data).toMatchObject([{ unique_id: 'model.shop.fct_orders', relation: 'core.fct_orders' }]);
      await writeAll(shop, { 'analyses/idea.sql': 'select 1' });
      expect((await run('models', 'ls', '-s', 'idea')).out).toBe('');
      expect((await run('models', 'ls', '-s', 'idea', '--resource-type', 'all')).out).toContain('idea');
      const nothing = await run('models', 'ls', '-s', 'nobody');
      expect([nothing.code, nothing.out]).toEqual([0, '']);
      expect(nothing.err).toContain('Nothing answers to fqn:nobody.');
    },
    LONG,
  );

  it(
    'runs, checks, seeds, compiles, documents, lints and calls macros',
    async () => {
      const ran = await run('models', 'run', '--select', 'stg_orders', 'fct_orders', '--vars', '{least: 10}');
      expect(ran.out).toContain('2 relations published.');
      expect(await rows('select count(*) from core.fct_orders')).toEqual([['2']]);
      expect((await run('models', 'test', '-s', 'fct_orders')).out).toContain('1 passed.');
      expect((await run('models', 'seed')).out).toContain('1 relation published.');
      expect(await rows('select sum(days) from analytics.zones')).toEqual([['5']]);
      const compiled = await run('models', 'compile', '-s', 'fct_orders', '--exclude', 'resource_type:test');
      expect(compiled.out).toBe('select * from "staging.stg_orders" where amount >= 0\n');
      const said = await run('models', 'run-operation', 'say', '--args', '{word: hello, times: 3}');
      expect([said.code, said.err]).toEqual([0, expect.stringContaining('hello 3')]);
      const docs = await run('models', 'docs', '--json');
      expect(await readFile(docs.data.index, 'utf8')).toContain('fct_orders');
      const linted = await run('models', 'lint', '--engine', 'sqlite');
      expect([linted.code, linted.out]).toEqual([0, expect.stringContaining('0 to mend')]);
      await writeAll(shop, {
        'models/core/day.sql':
          "{{ config(meta={'engines': ['sqlite', 'postgres']}) }}\nselect order_id::text as id\nfrom {{ ref('fct_orders') }}",
      });
      const mend = await run('models', 'lint');
      expect([mend.code, mend.out]).toEqual([
        1,
        expect.stringMatching(/models\/core\/day\.sql:2:\d+ error: /),
      ]);
    },
    LONG,
  );

  it(
    'tells whether what grew bit by bit is what its SQL gives at once',
    async () => {
      expect((await run('build')).code).toBe(0);
      expect(await run('models', 'equivalence')).toMatchObject({
        code: 0,
        out: expect.stringContaining('analytics.grown is what its SQL gives'),
      });
      await writeFile(join(folder, 'late.csv'), `${ORDERS[0]}\n0,cid,7,2026-02-27\n`);
      await run('load', join(folder, 'late.csv'), '--as', 'raw.orders');
      expect((await run('build')).code).toBe(0);
      const differs = await run('models', 'equivalence', '-s', 'grown', '--json');
      expect(differs.code).toBe(1);
      expect(differs.data).toMatchObject([{ equal: false, difference: { onlyRight: 1 } }]);
      expect((await run('models', 'run', '-s', 'grown', '--full-refresh')).code).toBe(0);
      expect((await run('models', 'equivalence')).code).toBe(0);
    },
    LONG,
  );

  it.each([
    [['models', 'fly'], 'run, test, seed'],
    [['models', 'run', 'orders'], '--select'],
    [['models', 'run-operation'], 'name of a macro'],
    [['build', '--vars', 'x'], '--vars'],
    [['build', '--publish', 'never'], '--publish'],
    [['build', '--select', 'colour:red'], 'colour'],
    [['build', '--target', 'postgres'], 'sqlite'],
    [['models', 'retry'], 'nothing to try again'],
    [['build', '--nonsense'], '--nonsense'],
  ])('answers wrong use with exit code 2: %j', async (args, told) => {
    const ended = await run(...args);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining(told)]);
  });

  it('says of a project that cannot be read where and why', async () => {
    await writeFile(join(shop, 'dbt_project.yml'), 'name: shop\nmodels:\n  x: [\n');
    const ended = await run('build');
    expect([ended.code, ended.err]).toEqual([1, expect.stringMatching(/dbt_project\.yml:\d+:\d+ /)]);
  });

  it('explains itself', async () => {
    expect(await run('build', '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('--full-refresh, -f'),
    });
    expect((await leadlineHere(home, ['help', 'models'])).out).toContain('models run-operation');
  });
});

describe('a project outside a workspace', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, LONG);
  afterAll(() => server?.stop());

  const FILES = {
    'dbt_project.yml': 'name: loose\nseeds: {loose: {+schema: landing}}\n',
    'seeds/days.csv': 'id,day\n1,2026-03-01\n2,2026-03-02\n',
    'models/m.sql':
      "{{ config(materialized='table') }}\nselect id, {{ dbt.dateadd('day', 1, 'day') }} as next_day from {{ ref('days') }}",
    'models/m.yml': 'models: [{name: m, columns: [{name: id, data_tests: [unique, not_null]}]}]\n',
  };

  it(
    'builds in a warehouse of its own, and in the Postgres that a secret names',
    async () => {
      const project = join(folder, 'loose');
      await writeAll(project, FILES);
      const here = (args: readonly string[], ...lines: readonly string[]) =>
        leadlineHere(home, [...args, '--project', project], lines.map((line) => `${line}\n`).join(''));
      const own = await here(['build']);
      expect(own.code, own.out + own.err).toBe(0);
      expect(own.out).toContain('2 relations published.');
      expect(await readFile(join(project, '.leadline/.gitignore'), 'utf8')).toBe('*\n');

      expect(await here(['build', '--target', 'postgres'])).toMatchObject({
        code: 2,
        err: expect.stringContaining('vault set NAME --project'),
      });
      const { user, password, port, database } = await server.database();
      await leadlineHere(home, ['vault', 'create'], `${PASSPHRASE}\n`);
      const secret = encodeURIComponent(password?.reveal() ?? '');
      await here(
        ['vault', 'set', 'books'],
        PASSPHRASE,
        `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`,
      );
      const on = ['--target', 'postgres', '--connection', 'books', '--threads', '2'];
      const built = await here(['build', ...on], PASSPHRASE);
      expect(built.code, built.out + built.err).toBe(0);
      expect(await server.query(database, 'select id, next_day::text from analytics.m order by 1')).toEqual([
        [1, '2026-03-02 00:00:00'],
        [2, '2026-03-03 00:00:00'],
      ]);
      expect(await server.query(database, 'select count(*) from analytics_landing.days')).toEqual([['2']]);
      const compiled = await here(
        ['models', 'compile', ...on, '-s', 'm', '--exclude', 'resource_type:test'],
        PASSPHRASE,
      );
      expect(compiled.out).toContain(`"${database}"."analytics_landing"."days"`);
      keepForSweep(home);
    },
    LONG,
  );

  it('says so when there is none', async () => {
    expect(await leadlineHere(home, ['build', '--project', folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('dbt_project.yml'),
    });
    expect(await leadlineHere(home, ['build', '--workspace', folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--project DIR'),
    });
  });
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqlStep } from '../../../main/app/pipelines/steps/sql/sqlStep.ts';
import { createStudyStep } from '../../../main/app/pipelines/steps/study/studyStep.ts';
import { createTriedPairs } from '../../../main/app/studies/triedPairs.ts';
import type { RunId } from '../../../main/pipelines/ids.ts';
import type { StepEnd } from '../../../main/pipelines/run/runner.ts';
import type { Engine } from '../../../main/warehouse/store.ts';
import type { Warehouse } from '../../../main/warehouse/warehouse.ts';
import { Step, type StepKind, type StepOf } from '../../../shared/domain/pipeline/step.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { must } from '../../warehouse/store/bench.ts';

/** Steps that write by themselves, which each engine must carry out alike. */
export function describeWriting(
  engine: Engine,
  open: () => Promise<{ warehouse: Warehouse; close(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>;
  let folder: string;
  let attempts = 0;
  const lines: string[] = [];
  beforeAll(async () => {
    opened = await open();
    folder = await mkdtemp(join(tmpdir(), 'leadline-steps-'));
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });

  const warehouse = async () => ok(opened.warehouse);
  const clock = () => new Date('2026-11-22T06:00:00.000Z');

  function callOf<Kind extends StepKind>(written: object, attempt?: string) {
    lines.length = 0;
    attempts += 1;
    return {
      step: Step.parse({ name: 'it', ...written }) as StepOf<Kind>,
      run: {
        id: 'run-1' as RunId,
        pipeline: 'daily',
        kind: 'manual' as const,
        interval: { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' },
        params: {},
      },
      attempt: attempt ?? `a${attempts}`,
      cursor: null,
      signal: new AbortController().signal,
      report: () => {},
      say: (line: string) => void lines.push(line),
    };
  }
  const sql = (text: string, more: object = {}, attempt?: string): Promise<StepEnd> =>
    createSqlStep({ warehouse, folder, clock }).run(callOf<'sql'>({ sql: text, ...more }, attempt));
  const study = (written: object, attempt?: string): Promise<StepEnd> =>
    createStudyStep({ warehouse, clock, folder, version: '1.0.0' }).run(callOf<'study'>(written, attempt));
  const rows = async (text: string) =>
    must(await opened.warehouse.console({ sql: text, offset: 0, limit: 1_000, timeoutMs: 30_000 })).rows;

  describe(`statements on ${engine}`, () => {
    it('writes relations by the same names, with bound values, and tells what it wrote and saw', async () => {
      const made = await sql(
        `
        create table staging.orders (id integer primary key, word text, n integer);
        insert into staging.orders values (1, 'a; -- no end', 10), (2, ?, ?);
        update staging.orders set n = orders.n + 1 where staging.orders.id = 1;
        insert into staging.orders (id, n) values (2, 5)
          on conflict (id) do update set n = excluded.n + orders.n;
        create view core.words as select o.word, o.n from staging.orders o;
        select word, n from core.words order by n desc;`,
        { values: ["o'clock ?", 20] },
      );
      expect(made).toEqual({
        is: 'succeeded',
        told: '6 statements carried out, 4 rows changed.',
        rows: 4,
        wrote: ['staging.orders', 'core.words'],
      });
      expect(lines.join('\n')).toMatch(/o'clock \?\s+25\b/);
      expect(await rows('select word, n from staging.orders order by id')).toEqual([
        ['a; -- no end', 11n],
        ["o'clock ?", 25n],
      ]);
      expect(
        await sql('delete from staging.orders where orders.id = ?; drop view core.words', { values: [1] }),
      ).toMatchObject({
        is: 'succeeded',
        rows: 1,
        wrote: ['staging.orders'],
      });
      expect(
        await sql(
          'with gone as (select 2 as id) update staging.orders set n = 0 where id in (select id from gone)',
        ),
      ).toMatchObject({ rows: 1 });
      expect(
        await sql(
          'drop table if exists staging.never, staging.orders'.replace(
            engine === 'sqlite' ? 'staging.never, ' : '§',
            '',
          ),
        ),
      ).toMatchObject({ is: 'succeeded' });
    });

    it('is one transaction, and applies once whatever is repeated', async () => {
      await sql('create table core.counter (n integer); insert into core.counter values (0)');
      const failed = await sql(
        'update core.counter set n = n + 1; insert into core.counter values (1, 2, 3)',
      );
      expect(failed).toMatchObject({ is: 'failed', failure: { code: 'SQL_FAILED', retry: false } });
      expect(failed.is === 'failed' && failed.failure.message).toMatch(/^Statement 2 of 2, line 1: /);
      expect(await rows('select n from core.counter')).toEqual([[0n]]);
      const step = 'update core.counter set n = n + 1';
      const first = await sql(step, {}, 'the-same');
      expect(await sql(step, {}, 'the-same')).toEqual(first);
      expect(lines.join()).toContain('nothing is left to do');
      await sql(step, {}, 'another');
      expect(await rows('select n from core.counter')).toEqual([[2n]]);
    });

    it('shows the first rows of what it reads, and takes statements from queries/', async () => {
      await mkdir(join(folder, 'queries'), { recursive: true });
      await writeFile(
        join(folder, 'queries', 'many.sql'),
        'with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select i from n;',
      );
      expect(await sql('queries/many.sql')).toMatchObject({ is: 'succeeded', rows: 0, wrote: [] });
      expect(lines[0]).toBe('Line 1: the first 20 rows');
      expect(lines.filter((line) => /^\s*\d+$/.test(line))).toHaveLength(20);
      await writeFile(join(folder, 'secret.sql'), 'select 1');
      await symlink(join(folder, 'secret.sql'), join(folder, 'queries', 'link.sql'));
      for (const file of ['queries/none.sql', '../secret.sql', 'queries/link.sql', '/etc/passwd.sql'])
        expect([file, await sql(file)]).toMatchObject([file, { is: 'failed', failure: { retry: false } }]);
    });

    it('does nothing that is not about relations', async () => {
      await sql('create table core.safe (n integer)');
      const never = [
        ...["attach 'x.db' as x", 'pragma writable_schema = 1', 'vacuum', 'begin', 'commit', 'rollback'],
        ...['savepoint a', 'release a', 'end', 'select load_extension(1)', 'reindex', "detach 'x'"],
        ...["copy core.safe to program 'sh'", "copy core.safe from '/etc/passwd'", 'set role postgres'],
        ...[
          'create role me',
          'alter role me superuser',
          'grant all on core.safe to public',
          'do $$ begin end $$',
        ],
        ...['create extension dblink', 'create function f() returns int as $$ select 1 $$ language sql'],
        ...['create trigger t after insert on core.safe begin delete from core.safe; end', 'call f()'],
        ...[
          'alter table core.safe owner to postgres',
          "select pg_read_file('/etc/passwd')",
          'lock table core.safe',
        ],
        ...[
          "select set_config('search_path', '_leadline', false)",
          'set search_path to _leadline',
          'reset all',
        ],
        ...['delete from _leadline_tried', 'delete from "_leadline_tried"', "delete from '_leadline_tried'"],
        ...[
          'delete from [_leadline_tried]',
          'delete from _leadline.tried',
          'delete from "_leadline"."tried"',
        ],
        ...[
          'update "_LEADLINE_tried" set p = 0',
          'drop table _leadline.loads',
          'insert into _leadline.loads values (1)',
        ],
        ...['with x as (select 1) delete from _leadline.tried', 'delete from u&"\\005fleadline"."tried"'],
        ...['create table core.copy as select * from _leadline.tried', 'truncate _leadline.tried'],
        ...[
          'delete from sqlite_master',
          'delete from pg_catalog.pg_class',
          'update pg_class set relname = 1',
        ],
        ...['select 1 into core.made', 'create temp table t (n int)', 'create virtual table v using fts5(x)'],
        ...['update core.safe set n = 1; commit; drop table core.safe', 'prepare p as select 1', 'listen x'],
        ...[
          "select dblink('x', 'y')",
          'alter system set a = 1',
          'create schema x',
          'drop schema core cascade',
        ],
        ...["insert into core.safe select lo_import('/etc/passwd')", 'explain analyze delete from core.safe'],
        ...['create database x', 'drop owned by postgres', 'security label on table core.safe is null'],
      ];
      const own = engine === 'sqlite' ? /sqlite_master|_leadline_|attach|pragma|virtual|load_ext/ : /./;
      for (const statement of never) {
        const ended = await sql(statement);
        expect([statement, ended.is === 'failed' && ended.failure.retry]).toEqual([statement, false]);
        if (
          own.test(statement) &&
          !/sqlite|pragma|\[|attach|virtual|detach|load_ext|update pg_class|'_lead/.test(statement)
        )
          expect([statement, ended.is === 'failed' && ended.failure.code]).toEqual([
            statement,
            'SQL_REFUSED',
          ]);
      }
      expect(await rows('select count(*) from core.safe')).toEqual([[0n]]);
      for (const [statement, values] of [
        ['select ?', []],
        ['select ?; select ?', [1]],
        ['select 1', [1]],
        ['select :name', [1]],
        ['', []],
        ["select 'open", []],
      ] as const) {
        const ended = await sql(statement === '' ? ' ; ' : statement, { values });
        expect([statement, ended.is]).toEqual([statement, 'failed']);
      }
    });
  });

  describe(`a study on ${engine}`, () => {
    async function pairs(relation: string, names: readonly string[], days = 200) {
      await sql(`drop table if exists ${relation};
        create table ${relation} (pair text, day date, signal numeric, outcome numeric)`);
      for (const name of names) {
        const values = Array.from({ length: days }, (_, at) => {
          const day = new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
          const wave = (shift: number) => Math.round(100 + 40 * pulse(at - shift, name));
          return `('${name.replaceAll("'", "''")}', '${day}', ${wave(0)}, ${wave(name.startsWith('led') ? 5 : 61)})`;
        });
        expect(await sql(`insert into ${relation} values ${values.join(', ')}`)).toMatchObject({
          rows: days,
        });
      }
    }

    it('writes one row a pair, counts each once however often an attempt is repeated', async () => {
      await pairs('core.pairs', ['led by b', "led o'a", 'apart']);
      const step = { study: 'core.pairs', into: 'analytics.findings', max_lead: 10, seed: 3 };
      const done = await study(step, 'study-1');
      expect(done).toMatchObject({ is: 'succeeded', rows: 3, wrote: ['analytics.findings'] });
      const found = await rows('select * from analytics.findings order by pair');
      expect(found.map(([pair]) => pair)).toEqual(['apart', 'led by b', "led o'a"]);
      expect(found.map(([, , lead]) => lead).slice(1)).toEqual([5n, 5n]);
      expect(found[0]?.slice(-2)).toEqual(['run-1', '2026-11-22T06:00:00.000000Z']);
      const tried = createTriedPairs(opened.warehouse.store, clock);
      const tries = async () =>
        must(await tried.read())
          .pairs.map((one) => one.tries)
          .sort();
      expect(await tries()).toEqual([1, 1, 1]);
      expect(await study(step, 'study-1')).toEqual(done);
      expect(await tries()).toEqual([1, 1, 1]);
      await study(step, 'study-2');
      expect(await tries()).toEqual([2, 2, 2]);
      expect(await rows('select * from analytics.findings order by pair')).toEqual(found);
    });

    it('keeps a pair that is refused as a row, and views over the findings', async () => {
      await sql('create view analytics.seen as select pair, verdict from analytics.findings');
      await pairs('core.pairs', ['led again']);
      await sql(`insert into core.pairs values ('short', '2026-01-01', 1, 2), ('short', '2026-01-02', 1, 2)`);
      await sql(
        `insert into core.pairs select 'twice', day, signal, outcome from core.pairs where pair = 'led again'`,
      );
      await sql(
        `insert into core.pairs select 'twice', day, signal, outcome from core.pairs where pair = 'led again'`,
      );
      expect(await study({ study: 'core.pairs', into: 'analytics.findings' })).toMatchObject({ rows: 3 });
      expect(await rows('select pair, verdict from analytics.seen order by pair')).toEqual([
        ['led again', expect.not.stringMatching('refused')],
        ['short', 'refused'],
        ['twice', 'refused'],
      ]);
    });

    it('says what is wrong with a relation that can’t be studied', async () => {
      await sql('create table core.odd (pair text, day date, signal integer)');
      await sql('create table core.none (pair text, day date, signal integer, outcome integer)');
      await sql('create table core.holes (pair text, day date, signal integer, outcome integer)');
      await sql("insert into core.holes values ('a', '2026-01-01', 1, 1), ('a', '2026-01-02', null, 1)");
      const said = async (name: string) => {
        const ended = await study({ study: name, into: 'analytics.bad' });
        return ended.is === 'failed' ? [ended.failure.retry, ended.failure.message] : [ended.is];
      };
      expect(await said('core.missing')).toEqual([false, 'There is no relation core.missing.']);
      expect(await said('core.odd')).toEqual([false, expect.stringContaining('has no column outcome')]);
      expect(await said('core.none')).toEqual([false, expect.stringContaining('is empty')]);
      expect(await said('core.holes')).toEqual([
        false,
        'The row of a, 2026-01-02, in core.holes has no signal.',
      ]);
      expect(await study({ study: 'core.pairs', into: 'core.pairs' })).toMatchObject({ is: 'failed' });
      expect(must(await opened.warehouse.store.catalog()).some(({ name }) => name === 'analytics.bad')).toBe(
        false,
      );
    });
  });
}

/** Noise that is the same every time, with bumps. */
function pulse(at: number, name: string): number {
  let seed = (at + 1_000) * 2_654_435_761 + name.length * 97_531;
  seed = Math.imul(seed ^ (seed >>> 15), 2_246_822_519);
  seed = Math.imul(seed ^ (seed >>> 13), 3_266_489_917);
  return ((seed ^ (seed >>> 16)) >>> 0) / 2 ** 32 - 0.5;
}

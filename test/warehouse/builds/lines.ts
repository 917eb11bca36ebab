import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { ENDLESS_SQL } from '../endless.ts';
import { failureOf, must } from '../store/bench.ts';
import type { Workshop } from './bench.ts';

export function lines(shop: Workshop): void {
  describe('a line', () => {
    it('runs several statements and answers the last, with types, rows and a tag', async () => {
      const target = shop.place();
      const name = shop.builds.written(target);
      const made = await shop.run(
        `-- a semicolon; in a comment\ncreate table ${name} (id bigint, price double precision, word text); /* ; */
         insert into ${name} values (1, 1.5, 'a;b'), (2, 2, null), (3, 0.5, 'it''s;')`,
      );
      expect(made).toMatchObject({ tag: 'INSERT 0 3', affected: 3, rows: [] });
      const read = await shop.run(`select id, price, word from ${name} order by id`);
      expect(read.rows).toEqual([
        [1n, 1.5, 'a;b'],
        [2n, 2, null],
        [3n, 0.5, "it's;"],
      ]);
      expect(read.columns).toEqual([
        { name: 'id', type: 'bigint' },
        { name: 'price', type: 'double precision' },
        { name: 'word', type: 'text' },
      ]);
      expect(read).toMatchObject({ tag: 'SELECT 3', affected: 3 });
      expect(await shop.run(`update ${name} set word = 'x' where id < 3`)).toMatchObject({
        tag: 'UPDATE 2',
        affected: 2,
      });
      expect(await shop.run(`delete from ${name} where id = 3`)).toMatchObject({
        tag: 'DELETE 1',
        affected: 1,
      });
      const copy = shop.builds.written(shop.place());
      expect(await shop.run(`create table ${copy} as select * from ${name}`)).toMatchObject({
        tag: 'SELECT 2',
        affected: 2,
      });
      expect(
        (
          await shop.run(
            `select 1 as a; create table ${shop.builds.written(shop.place())} (a integer); select 2 as b`,
          )
        ).rows,
      ).toEqual([[2n]]);
    });

    it('cuts what is more than its limit', async () => {
      const target = await shop.live('select 1 as a union all select 2 union all select 3');
      const sql = `select a from ${shop.builds.written(target)} order by a`;
      expect(must(await shop.line.run(sql, { limit: 2 })).rows).toEqual([[1n], [2n]]);
    });

    it('tells where in the text a statement fails, and keeps nothing of it', async () => {
      const name = shop.builds.written(shop.place());
      const failure = failureOf(
        await shop.line.run(
          `create table ${name} (a integer);\ninsert into ${name} values (1);\n  select nothing from ${name}`,
        ),
      );
      expect(failure).toMatchObject({ code: 'SQL_FAILED', problems: [{ line: 3, column: 10 }] });
      expect(failureOf(await shop.line.run(`select * from ${name}`)).code).toBe('SQL_FAILED');
    });

    it('keeps what runs together when all is well, and nothing of it otherwise', async () => {
      const [one, two] = [shop.place(), shop.place()];
      const kept = await shop.line.together(async () => {
        must(await shop.line.run(`create table ${shop.builds.written(one)} as select 1 as a`));
        const inside = must(await shop.line.run(`select a from ${shop.builds.written(one)}`));
        return ok(inside.rows);
      });
      expect(must(kept)).toEqual([[1n]]);
      expect(await shop.kind(one)).toBe('table');
      const undone = await shop.line.together(async () => {
        must(await shop.line.run(`create table ${shop.builds.written(two)} as select 1 as a`));
        must(await shop.line.run(`delete from ${shop.builds.written(one)}`));
        expect((await shop.rows(one)).length).toBe(0);
        return fail('MODEL_FAILED', { message: 'No.', next: 'Do otherwise.' });
      });
      expect(failureOf(undone).code).toBe('MODEL_FAILED');
      expect(await shop.kind(two)).toBeNull();
      expect(await shop.rows(one)).toEqual([[1n]]);
    });

    it('undoes what ran together when a statement of it failed, whatever was made of that', async () => {
      const one = await shop.live('select 1 as a');
      const undone = await shop.line.together(async () => {
        must(await shop.line.run(`delete from ${shop.builds.written(one)}`));
        await shop.line.run('select nothing');
        return ok('all is well');
      });
      expect(undone.ok).toBe(false);
      expect(await shop.rows(one)).toEqual([[1n]]);
    });

    it('refuses SQL that would end what runs together', async () => {
      const one = await shop.live('select 1 as a');
      const name = shop.builds.written(one);
      const ended = await shop.line.together(() =>
        shop.line.run(`delete from ${name}; -- so\n commit; select 1`),
      );
      expect(failureOf(ended).code).toBe('SQL_REFUSED');
      expect(await shop.rows(one)).toEqual([[1n]]);
    });

    it('has temporary tables where it runs together, and none after', async () => {
      for (const round of [1, 2]) {
        const made = await shop.line.together(async () => {
          must(await shop.line.run(`create temporary table passing as select ${round} as a`));
          return shop.line.run('select a from passing');
        });
        expect(must(made).rows).toEqual([[BigInt(round)]]);
        // A session of Postgres is the line's own, and keeps its tables until then.
        if (shop.builds.engine === 'postgres') await shop.run('drop table passing');
      }
      expect(failureOf(await shop.line.run('select a from passing')).code).toBe('SQL_FAILED');
    });

    it('sees what another line has committed, and not what it has not', async () => {
      const other = must(await shop.builds.line());
      const one = await shop.live('select 1 as a');
      const name = shop.builds.written(one);
      await other.together(async () => {
        must(await other.run(`insert into ${name} values (2)`));
        expect(await shop.rows(one)).toEqual([[1n]]);
        return ok(undefined);
      });
      expect(await shop.rows(one)).toEqual([[1n], [2n]]);
      await other.close();
      expect((await other.run('select 1')).ok).toBe(false);
    });

    it('reads beside another line that makes something long', async () => {
      const other = must(await shop.builds.line());
      const stop = new AbortController();
      const making = other.run(`create table ${shop.builds.written(shop.place())} as ${ENDLESS_SQL}`, {
        signal: stop.signal,
      });
      const one = await shop.run('select 1 as a');
      expect(one.rows).toEqual([[1n]]);
      stop.abort();
      expect(failureOf(await making).code).toBe('CANCELLED');
      expect(must(await other.run('select 2 as a')).rows).toEqual([[2n]]);
      await other.close();
    });

    it('stops a read and what runs together at once when asked, and can be used again', async () => {
      const endless = ENDLESS_SQL;
      for (const together of [false, true]) {
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 150);
        const running = together
          ? shop.line.together(() => shop.line.run(endless), { signal: stop.signal })
          : shop.line.run(endless, { signal: stop.signal });
        expect(failureOf(await running).code).toBe('CANCELLED');
        expect((await shop.run('select 3 as a')).rows).toEqual([[3n]]);
      }
    });

    it('tells relations, their kinds and columns, in schemas that are no layers too', async () => {
      const schema = 'dbt_someone';
      must(await shop.line.makeSchema(schema));
      const table = shop.place(schema, 'Odd name');
      const view = shop.place(schema, 'v');
      await shop.run(
        `create table ${shop.builds.written(table)} (id integer not null, "Some word" varchar(20), at date)`,
      );
      await shop.run(
        `create view ${shop.builds.written(view)} as select id from ${shop.builds.written(table)}`,
      );
      const found = must(await shop.line.relations([schema]));
      expect(found).toEqual([
        { place: table, kind: 'table' },
        { place: view, kind: 'view' },
      ]);
      expect(must(await shop.line.relation(table))).toEqual({ place: table, kind: 'table' });
      expect(must(await shop.line.relation(shop.place(schema)))).toBeNull();
      const columns = must(await shop.line.columns(table));
      expect(columns.map(({ name }) => name)).toEqual(['id', 'Some word', 'at']);
      expect(columns[0]).toEqual({ name: 'id', dataType: 'integer', nullable: false });
      expect(columns[1]?.dataType).toMatch(/^(?:varchar|character varying)\(20\)$/);
      expect(must(await shop.line.columns(shop.place(schema)))).toEqual([]);
      expect(must(await shop.line.schemas())).toEqual(
        expect.arrayContaining(['raw', 'staging', 'core', 'analytics', schema]),
      );
      const renamed = shop.place(schema);
      must(await shop.line.rename(view, renamed));
      expect(await shop.kind(renamed)).toBe('view');
      const moved = shop.place('core');
      must(await shop.line.rename(table, moved));
      expect(await shop.kind(moved)).toBe('table');
      must(await shop.line.drop(renamed));
      must(await shop.line.drop(renamed));
      expect(await shop.kind(renamed)).toBeNull();
      must(await shop.line.dropSchema(schema));
      expect(must(await shop.line.relations([schema]))).toEqual([]);
      expect(must(await shop.line.schemas())).not.toContain(schema);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { BuildPlace } from '../../../main/warehouse/builds.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { column, failureOf, must } from '../store/bench.ts';
import type { Workshop } from './bench.ts';

export function publishing(shop: Workshop): void {
  const written = (place: BuildPlace) => shop.builds.written(place);
  const named = (place: BuildPlace) => RelationName.parse(`${place.schema}.${place.identifier}`);

  describe('publishing', () => {
    it('puts candidates in the place of their targets, views and changes among them, with what is on record', async () => {
      const [orders, daily, seen, grown] = [
        await shop.live('select 1 as id'),
        shop.place(),
        shop.place(),
        await shop.live('select 1 as id, 10 as n union all select 2, 20'),
      ];
      const made = await shop.candidate(orders, 'select 2 as id union all select 3');
      const perDay = await shop.candidate(daily, `select count(*) as n from ${written(made)}`);
      const view = await shop.candidate(seen, `select id from ${written(made)} where id > 2`, 'view');
      const delta = { ...shop.builds.candidateOf(grown), identifier: `~${grown.identifier}` };
      await shop.run(`create table ${written(delta)} as select 2 as id, 21 as n union all select 3, 30`);
      const changed = await shop.candidate(
        grown,
        `select * from ${written(grown)} where id not in (select id from ${written(delta)}) union all select * from ${written(delta)}`,
        'view',
      );
      expect(await shop.rows(changed)).toEqual([
        [1n, 10n],
        [2n, 21n],
        [3n, 30n],
      ]);
      expect(await shop.rows(orders)).toEqual([[1n]]);
      const record = shop.place();
      await shop.run(`create table ${written(record)} (said text)`);
      await shop.publish({
        relations: [
          { how: 'renamed', candidate: made, target: orders, comment: 'All of them.' },
          { how: 'renamed', candidate: perDay, target: daily },
          {
            how: 'view',
            candidate: view,
            target: seen,
            sql: `select id from ${written(orders)} where id > 2 -- new`,
          },
          {
            how: 'changed',
            candidate: changed,
            target: grown,
            statements: [
              `delete from ${written(grown)} where id in (select id from ${written(delta)})`,
              `insert into ${written(grown)} select * from ${written(delta)}`,
            ],
          },
        ],
        drop: [delta],
        statements: [`insert into ${written(record)} values ('statement')`],
        also: async (session) => {
          const done = await session.execute(
            `insert into ${shop.store.quote(named(record))} values ('also')`,
          );
          return done.ok ? ok(undefined) : done;
        },
      });
      expect(await shop.rows(orders)).toEqual([[2n], [3n]]);
      expect(await shop.rows(daily)).toEqual([[2n]]);
      expect(await shop.rows(seen)).toEqual([[3n]]);
      expect(await shop.kind(seen)).toBe('view');
      expect(await shop.rows(grown)).toEqual([
        [1n, 10n],
        [2n, 21n],
        [3n, 30n],
      ]);
      expect(await shop.rows(record)).toEqual([['also'], ['statement']]);
      for (const gone of [made, perDay, view, changed, delta]) expect(await shop.kind(gone)).toBeNull();
      expect(must(await shop.store.describe(named(orders)))?.comment).toBe('All of them.');
    });

    it('does all of it again, over what it published', async () => {
      const [table, view] = [shop.place('staging'), shop.place('analytics')];
      for (const round of [1, 2, 3]) {
        const made = await shop.candidate(table, `select ${round} as id`);
        await shop.run(`create index "by id ${table.identifier}" on ${written(made)} (id)`);
        const seen = await shop.candidate(view, `select id from ${written(made)}`, 'view');
        await shop.publish({
          relations: [
            { how: 'renamed', candidate: made, target: table },
            { how: 'view', candidate: seen, target: view, sql: `select id from ${written(table)}` },
          ],
        });
        expect(await shop.rows(view)).toEqual([[BigInt(round)]]);
        expect(await shop.kind(view)).toBe('view');
      }
    });

    it('leaves all as it was when anything of it fails', async () => {
      const [one, two] = [await shop.live('select 1 as id'), await shop.live('select 1 as id')];
      const [first, second] = [
        await shop.candidate(one, 'select 2 as id'),
        await shop.candidate(two, 'select 2 as id'),
      ];
      const both = [
        { how: 'renamed', candidate: first, target: one },
        { how: 'renamed', candidate: second, target: two },
      ] as const;
      const missing = {
        how: 'renamed',
        candidate: shop.builds.candidateOf(shop.place()),
        target: shop.place(),
      } as const;
      const failing = [
        { relations: [...both, missing] },
        { relations: both, statements: ['delete from nothing_there'] },
        { relations: both, also: async () => fail('MODEL_FAILED', { message: 'No.', next: 'Else.' }) },
        {
          relations: [both[0], { how: 'changed', candidate: second, target: two, statements: ['nonsense'] }],
        },
      ] as const;
      for (const publication of failing) {
        expect((await shop.builds.publish(publication)).ok).toBe(false);
        expect([await shop.rows(one), await shop.rows(two)]).toEqual([[[1n]], [[1n]]]);
        expect([await shop.rows(first), await shop.rows(second)]).toEqual([[[2n]], [[2n]]]);
      }
    });

    it('keeps views that others made on what is replaced, through views and over a change of kind', async () => {
      const target = await shop.live('select 1 as id, 5 as n');
      const [inner, outer] = [shop.place('analytics'), shop.place('dbt_views')];
      must(await shop.line.makeSchema('dbt_views'));
      await shop.run(`create view ${written(inner)} as select id, n from ${written(target)}`);
      await shop.run(`create view ${written(outer)} as select max(n) as n from ${written(inner)}`);
      const table = await shop.candidate(target, 'select 2 as id, 6 as n');
      await shop.publish({ relations: [{ how: 'renamed', candidate: table, target }] });
      expect(await shop.rows(outer)).toEqual([[6n]]);
      const source = await shop.live('select 3 as id, 7 as n');
      const view = await shop.candidate(target, `select * from ${written(source)}`, 'view');
      await shop.publish({
        relations: [{ how: 'view', candidate: view, target, sql: `select * from ${written(source)}` }],
      });
      expect([await shop.kind(target), await shop.rows(outer)]).toEqual(['view', [[7n]]]);
      const again = await shop.candidate(target, 'select 4 as id, 8 as n');
      await shop.publish({ relations: [{ how: 'renamed', candidate: again, target }] });
      expect([await shop.kind(target), await shop.rows(outer)]).toEqual(['table', [[8n]]]);
    });

    it('fails naming the view of another that could not be read any more', async () => {
      const target = await shop.live('select 1 as id, 5 as n');
      const view = shop.place('analytics');
      await shop.run(`create view ${written(view)} as select n from ${written(target)}`);
      const made = await shop.candidate(target, 'select 1 as id');
      const failure = failureOf(
        await shop.builds.publish({ relations: [{ how: 'renamed', candidate: made, target }] }),
      );
      expect(failure.message).toContain(view.identifier);
      expect(failure.code).toBe('SQL_FAILED');
      expect(await shop.rows(view)).toEqual([[5n]]);
    });

    it('publishes views over views and over what is changed where it lies', async () => {
      const grown = await shop.live('select 1 as id');
      const [inner, outer] = [shop.place('staging'), shop.place('core')];
      for (const round of [2, 3]) {
        const delta = { ...shop.builds.candidateOf(grown), identifier: `~delta of ${grown.identifier}` };
        await shop.run(`create table ${written(delta)} as select ${round} as id`);
        const changed = await shop.candidate(
          grown,
          `select * from ${written(grown)} union all select * from ${written(delta)}`,
          'view',
        );
        const one = await shop.candidate(inner, `select id from ${written(changed)}`, 'view');
        const two = await shop.candidate(outer, `select count(*) as n from ${written(one)}`, 'view');
        expect(await shop.rows(two)).toEqual([[BigInt(round)]]);
        await shop.publish({
          relations: [
            {
              how: 'changed',
              candidate: changed,
              target: grown,
              statements: [`insert into ${written(grown)} select * from ${written(delta)}`],
            },
            { how: 'view', candidate: one, target: inner, sql: `select id from ${written(grown)}` },
            {
              how: 'view',
              candidate: two,
              target: outer,
              sql: `select count(*) as n from ${written(inner)}`,
            },
          ],
          drop: [delta],
        });
        expect(await shop.rows(outer)).toEqual([[BigInt(round)]]);
        for (const gone of [changed, one, two, delta]) expect(await shop.kind(gone)).toBeNull();
      }
    });

    it('lets a candidate kept back read what its parent became', async () => {
      const [parent, viewed, kept] = [shop.place('staging'), shop.place('staging'), shop.place('core')];
      const made = await shop.candidate(parent, 'select 1 as id');
      const seen = await shop.candidate(viewed, `select id from ${written(made)}`, 'view');
      const back = await shop.candidate(
        kept,
        `select a.id from ${written(made)} a join ${written(seen)} b on a.id = b.id`,
        'view',
      );
      await shop.publish({
        relations: [
          { how: 'renamed', candidate: made, target: parent },
          { how: 'view', candidate: seen, target: viewed, sql: `select id from ${written(parent)}` },
        ],
      });
      expect(await shop.rows(back)).toEqual([[1n]]);
    });

    it('isn’t held up by a candidate kept back that could not be read any more', async () => {
      const [parent, kept] = [shop.place('staging'), shop.place('core')];
      const made = await shop.candidate(parent, 'select 1 as id');
      await shop.candidate(kept, `select id from ${written(made)}`, 'view');
      await shop.publish({ relations: [{ how: 'renamed', candidate: made, target: parent }] });
      const next = await shop.candidate(parent, 'select 2 as other');
      await shop.publish({ relations: [{ how: 'renamed', candidate: next, target: parent }] });
      expect(await shop.rows(parent)).toEqual([[2n]]);
    });

    it('keeps what columns hold and mean', async () => {
      const target = shop.place();
      const made = await shop.candidate(target, `select 250 as price, 1 as id, '2026-03-08' as day`);
      await shop.publish({
        relations: [
          {
            how: 'renamed',
            candidate: made,
            target,
            columns: [
              { ...column('price', { kind: 'decimal', scale: 2 }), comment: 'In cents.' },
              column('id', 'integer'),
              column('not there', 'text'),
            ],
          },
        ],
      });
      const known = must(await shop.store.describe(named(target)));
      expect(known?.columns.map(({ name, comment }) => [name, comment])).toEqual([
        ['price', 'In cents.'],
        ['id', undefined],
        ['day', undefined],
      ]);
      expect(must(await shop.store.query(`select id from ${shop.store.quote(named(target))}`)).rows).toEqual([
        [1n],
      ]);
    });

    it('counts rows right after some were taken from a candidate', async () => {
      const target = shop.place();
      const made = await shop.candidate(
        target,
        'select 1 as id union all select 2 union all select 3 union all select 4',
      );
      await shop.run(`delete from ${written(made)} where id = 2`);
      await shop.publish({ relations: [{ how: 'renamed', candidate: made, target }] });
      expect(must(await shop.store.page({ relation: named(target), offset: 2, limit: 5 })).rows).toEqual([
        [4n],
      ]);
      expect(must(await shop.store.exactRows(named(target)))).toBe(3);
    });

    it('shows readers all of the old or all of the new', async () => {
      const targets = [
        await shop.live('select 0 as id'),
        await shop.live('select 0 as id'),
        await shop.live('select 0 as id'),
      ];
      const sql = `select ${targets.map((one) => `(select max(id) from ${shop.store.quote(named(one))})`).join(', ')}`;
      let going = true;
      const seen = new Set<string>();
      const polls = [1, 2].map(async () => {
        while (going) seen.add(must(await shop.store.query(sql)).rows.join());
      });
      for (const round of [1, 2, 3, 4, 5, 6]) {
        const candidates = [];
        for (const target of targets)
          candidates.push({
            how: 'renamed',
            target,
            candidate: await shop.candidate(target, `select ${round} as id`),
          } as const);
        await shop.publish({ relations: candidates });
      }
      going = false;
      await Promise.all(polls);
      const whole = [0, 1, 2, 3, 4, 5, 6].map((round) => [round, round, round].join());
      expect([...seen].filter((one) => !whole.includes(one))).toEqual([]);
      expect(seen.size).toBeGreaterThan(1);
    });

    it('is stopped by its signal, with nothing done', async () => {
      const target = await shop.live('select 1 as id');
      const made = await shop.candidate(target, 'select 2 as id');
      const stop = new AbortController();
      const publishing = shop.builds.publish({
        relations: [{ how: 'renamed', candidate: made, target }],
        also: async () => {
          stop.abort();
          return ok(undefined);
        },
        signal: stop.signal,
      });
      expect(failureOf(await publishing).code).toBe('CANCELLED');
      expect(await shop.rows(target)).toEqual([[1n]]);
      expect(await shop.rows(made)).toEqual([[2n]]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import { diffRelations } from '../../../main/models/build/rowDiff/diffRelations.ts';
import { must } from '../../warehouse/store/bench.ts';
import type { ModelBench } from './bench.ts';
import { arrive, FEED, keptModel } from './feed.ts';

export function comparing(bench: ModelBench): void {
  describe('rows of two relations', () => {
    async function pair(
      left: string,
      right: string,
      columns = 'id integer, word text, size double precision',
    ) {
      const schema = bench.schema();
      must(await bench.line.makeSchema(schema));
      const places = ['one', 'two'].map((identifier) => ({
        database: bench.builds.database,
        schema,
        identifier,
      }));
      for (const [at, place] of places.entries()) {
        const name = bench.builds.written(place);
        await bench.run(`create table ${name} (${columns})`);
        const rows = [left, right][at] ?? '';
        if (rows !== '') await bench.run(`insert into ${name} values ${rows}`);
      }
      const [one, two] = places;
      if (one === undefined || two === undefined) throw new Error('There are two.');
      return { one, two };
    }
    const diff = async (
      { one, two }: Awaited<ReturnType<typeof pair>>,
      key: readonly string[] | null,
      options = {},
    ) => must(await diffRelations(bench.line, bench.builds, one, two, key, options));

    it('are equal whatever their order, nulls and doubles included', async () => {
      const both = await pair(
        `(1, 'a', 0.5), (null, null, null), (1, 'a', 0.5)`,
        `(null, null, null), (1, 'a', 0.5), (1, 'a', 0.5)`,
      );
      expect(await diff(both, ['id'])).toMatchObject({
        rowsLeft: 3,
        rowsRight: 3,
        onlyLeft: 0,
        onlyRight: 0,
        differing: 0,
        sample: [],
      });
    });

    it('are counted as often as one side lacks them', async () => {
      const both = await pair(
        `(1, 'a', 1), (1, 'a', 1), (1, 'a', 1), (2, 'b', 1)`,
        `(1, 'a', 1), (2, 'b', 1), (2, 'b', 1)`,
      );
      const found = await diff(both, null);
      expect(found).toMatchObject({ onlyLeft: 2, onlyRight: 1, differing: 0 });
      expect(found.sample.map(({ side, times, cells }) => [side, times, cells[0], cells[1]])).toEqual([
        ['left', 2, '1', 'a'],
        ['right', 1, '2', 'b'],
      ]);
    });

    it('are told apart by their key: gone, new and changed', async () => {
      const both = await pair(
        `(1, 'a', 1), (2, 'b', 1), (3, 'c', 1)`,
        `(1, 'a', 1), (2, 'B', 1), (4, null, 1)`,
      );
      const found = await diff(both, ['id']);
      expect(found).toMatchObject({ onlyLeft: 1, onlyRight: 1, differing: 1 });
      expect(found.sample.map(({ side, cells }) => [side, cells[0], cells[1]])).toEqual([
        ['left', '2', 'b'],
        ['right', '2', 'B'],
        ['left', '3', 'c'],
        ['right', '4', null],
      ]);
    });

    it('are not different for the order in which floats were added', async () => {
      const both = await pair(`(1, 'a', 0.1 + 0.2), (2, 'b', 0.1)`, `(1, 'a', 0.3), (2, 'b', 0.1000001)`);
      expect(await diff(both, ['id'])).toMatchObject({ onlyLeft: 0, onlyRight: 0, differing: 1 });
    });

    it('say at most what was asked for, and refuse what is too much', async () => {
      const both = await pair(`(1, 'a', 1), (2, 'b', 1)`, '');
      expect((await diff(both, ['id'], { limit: 1 })).sample).toHaveLength(1);
      const refused = await diffRelations(bench.line, bench.builds, both.one, both.two, null, { most: 1 });
      expect(refused).toMatchObject({ ok: false, failure: { code: 'ROWS_TOO_MANY' } });
    });
  });

  describe('equivalence', () => {
    const files = {
      'models/sources.yml': FEED,
      'models/kept.sql': `{{ config(unique_key='id') }}
select id, word, day from {{ source('feed', 'arrived') }}
{% if is_incremental() %}
where day > (select max(day) from {{ this }})
{% endif %}`,
    };

    it('is found when nothing came late, and its want is told row by row', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 2)`);
      await bench.step(schema, files);
      const raw = bench.name(`${schema}_raw`, 'arrived');
      await bench.run(`insert into ${raw} values (3, 'c', 3)`);
      await bench.step(schema, files);
      expect(must(await bench.check(schema, files, 'model.shop.kept'))).toMatchObject({
        equal: true,
        difference: { rowsLeft: 3, rowsRight: 3, sample: [] },
      });
      await bench.run(`insert into ${raw} values (4, 'late', 2)`);
      await bench.run(`update ${raw} set word = 'corrected' where id = 1`);
      await bench.step(schema, files);
      const found = must(await bench.check(schema, files, 'model.shop.kept'));
      expect(found).toMatchObject({
        equal: false,
        kind: 'incremental',
        relation: `${schema}.kept`,
        difference: { onlyLeft: 0, onlyRight: 1, differing: 1 },
      });
      expect(found.difference.sample.map(({ side, cells }) => [side, ...cells])).toEqual([
        ['left', '1', 'a', '1'],
        ['right', '1', 'corrected', '1'],
        ['right', '4', 'late', '2'],
      ]);
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|2', '3|c|3']);
      const left = must(await bench.line.relations(['_candidates']));
      expect(left.filter(({ place }) => place.identifier.includes(`${schema}/`))).toEqual([]);
    });

    it('is refused for what isn’t there and for what is always made anew', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1)`);
      const table = { ...keptModel(`materialized='table'`) };
      for (const project of [files, table])
        expect(await bench.check(schema, project, 'model.shop.kept')).toMatchObject({
          ok: false,
          failure: { code: 'BAD_INPUT' },
        });
    });

    it('of a snapshot: its open versions against the source, its history against itself', async () => {
      const schema = bench.schema();
      const snapshot = {
        'snapshots/kept.sql': `{% snapshot kept %}
{{ config(target_schema=target.schema, strategy='check', unique_key='id', check_cols=['word'], hard_deletes='invalidate') }}
select * from {{ source('feed', 'arrived') }}
{% endsnapshot %}`,
        'models/sources.yml': FEED,
      };
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1), (3, 'c', 1)`);
      await bench.step(schema, snapshot, { now: '2026-03-01T10:00:00.000Z' });
      await arrive(bench, schema, `(1, 'a', 9), (2, 'B', 1)`);
      await bench.step(schema, snapshot, { now: '2026-03-02T10:00:00.000Z' });
      const id = 'snapshot.shop.kept';
      expect(must(await bench.check(schema, snapshot, id))).toMatchObject({ equal: true, faults: [] });
      await arrive(bench, schema, `(1, 'x', 9), (5, 'e', 1)`);
      expect(must(await bench.check(schema, snapshot, id))).toMatchObject({
        equal: false,
        difference: { onlyLeft: 1, onlyRight: 1, differing: 1 },
        faults: [],
      });
      await bench.run(`update ${bench.name(schema, 'kept')} set dbt_valid_to = null where id = 2`);
      const found = must(await bench.check(schema, snapshot, id));
      expect(found.faults.map(({ fault, versions }) => [fault, versions])).toEqual([
        ['open twice', 1],
        ['overlap', 1],
      ]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { ModelBench } from './bench.ts';
import { arrive, FEED, keptModel } from './feed.ts';

export function strategies(bench: ModelBench): void {
  describe('strategies', () => {
    it('appends what its SQL gives, again and again', async () => {
      const schema = bench.schema();
      const files = keptModel(`incremental_strategy='append'`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1)`);
      const first = await bench.step(schema, files);
      expect(first.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'renamed' });
      const second = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept')).toEqual(['1|a|1', '1|a|1', '2|b|1', '2|b|1']),
      });
      expect(second.get('kept')).toMatchObject({ told: { status: 'success', rows: 2 }, how: 'changed' });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '1|a|1', '2|b|1', '2|b|1']);
    });

    it('replaces by a key, keeps what a null key can’t find, and lets doubles of a delta in', async () => {
      const schema = bench.schema();
      const files = keptModel(`unique_key='id'`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1), (null, 'n', 1), (4, 'd', 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'x', 2), (2, 'y', 2), (null, 'm', 2), (5, 'e', 2)`);
      const after = ['1|a|1', '2|x|2', '2|y|2', '4|d|1', '5|e|2', 'null|m|2', 'null|n|1'];
      const step = await bench.step(schema, files, {
        look: async (see) => {
          expect(await see('kept')).toEqual(after);
          expect(await bench.rows(bench.name(schema, 'kept'))).toEqual([
            '1|a|1',
            '2|b|1',
            '4|d|1',
            'null|n|1',
          ]);
        },
      });
      expect(step.get('kept')).toMatchObject({ told: { status: 'success', rows: 4 }, how: 'changed' });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(after);
    });

    it('replaces by several columns, all of which must be there', async () => {
      const schema = bench.schema();
      const files = keptModel(`incremental_strategy='delete+insert', unique_key=['id', 'day']`);
      await arrive(bench, schema, `(1, 'a', 1), (1, 'b', 2), (2, 'c', null), (2, 'd', 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(1, 'B', 2), (2, 'C', null), (2, 'D', 1)`);
      const after = ['1|B|2', '1|a|1', '2|C|null', '2|D|1', '2|c|null'];
      const step = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept')).toEqual(after),
      });
      expect(step.get('kept')?.how).toBe('changed');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(after);
    });

    it('replaces by an expression', async () => {
      const schema = bench.schema();
      const files = keptModel(`unique_key="word || '-' || day"`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'a', 2), (3, null, 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(9, 'a', 2), (8, null, 1)`);
      const after = ['1|a|1', '3|null|1', '8|null|1', '9|a|2'];
      const step = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept')).toEqual(after),
      });
      expect(step.get('kept')?.told.message).toBe('2 rows were added or replaced.');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(after);
    });

    it('merges: a match is changed, every match of it, and the rest added', async () => {
      const schema = bench.schema();
      const files = keptModel(`incremental_strategy='merge', unique_key='id'`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1), (2, 'c', 1), (null, 'n', 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'x', 2), (null, 'm', 2), (7, 'p', 2), (7, 'q', 2)`);
      const after = ['1|a|1', '2|x|2', '2|x|2', '7|p|2', '7|q|2', 'null|m|2', 'null|n|1'];
      const step = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept')).toEqual(after),
      });
      expect(step.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'changed' });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(after);
    });

    it('refuses a merge of two rows into one', async () => {
      const schema = bench.schema();
      const files = keptModel(`incremental_strategy='merge', unique_key='id'`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'x', 2), (2, 'y', 2)`);
      const step = await bench.step(schema, files);
      expect(step.get('kept')).toMatchObject({
        told: { status: 'error', failure: { code: 'MODEL_FAILED' } },
        how: undefined,
      });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|1']);
    });

    it.each([
      [`merge_update_columns=['word']`, ['1|a|1', '2|x|1', '3|z|2']],
      [`merge_exclude_columns=['word']`, ['1|a|1', '2|b|2', '3|z|2']],
    ])('merges only the columns it may change: %s', async (config, after) => {
      const schema = bench.schema();
      const files = keptModel(`incremental_strategy='merge', unique_key='id', ${config}`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'x', 2), (3, 'z', 2)`);
      const step = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept')).toEqual(after),
      });
      expect(step.get('kept')?.how).toBe('changed');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(after);
    });

    it('holds predicates against the rows there are, on a copy', async () => {
      const schema = bench.schema();
      const files = keptModel(`unique_key='id', incremental_predicates=['DBT_INTERNAL_DEST.day > 1']`);
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 2)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(1, 'x', 3), (2, 'y', 3)`);
      const step = await bench.step(schema, files);
      expect(step.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'renamed' });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '1|x|3', '2|y|3']);
    });

    it.each([
      ['microbatch', /microbatch/],
      ['insert_overwrite', /insert_overwrite/],
      ['nightly', /get_incremental_nightly_sql/],
    ])('refuses the strategy %s in one sentence', async (strategy, message) => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1)`);
      await bench.step(schema, keptModel(`incremental_strategy='append'`));
      const step = await bench.step(schema, keptModel(`incremental_strategy='${strategy}'`));
      const told = step.get('kept')?.told;
      expect(told?.failure).toMatchObject({ code: 'MODEL_INVALID', problems: [{ file: 'models/kept.sql' }] });
      expect(told?.message).toMatch(message);
    });

    it('lets a macro of the project write the strategy, or put its own in place of ours', async () => {
      const schema = bench.schema();
      const macros = {
        'macros/strategies.sql': `
{% macro get_incremental_only_new_sql(arg_dict) %}
  {%- set names = arg_dict['dest_columns'] | map(attribute='quoted') | join(', ') -%}
  insert into {{ arg_dict['target_relation'] }} ({{ names }})
  select {{ names }} from {{ arg_dict['temp_relation'] }}
  where {{ arg_dict['unique_key'] }} not in (select {{ arg_dict['unique_key'] }} from {{ arg_dict['target_relation'] }})
{% endmacro %}
{% macro get_incremental_append_sql(arg_dict) %}{{ get_incremental_only_new_sql(arg_dict) }}{% endmacro %}`,
      };
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1)`);
      const own = { ...keptModel(`incremental_strategy='only_new', unique_key='id'`), ...macros };
      await bench.step(schema, own);
      await arrive(bench, schema, `(2, 'x', 2), (3, 'y', 2)`);
      const step = await bench.step(schema, own);
      expect(step.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'renamed' });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|1', '3|y|2']);
      await arrive(bench, schema, `(3, 'z', 3), (4, 'w', 3)`);
      const ours = { ...keptModel(`incremental_strategy='append', unique_key='id'`), ...macros };
      await bench.step(schema, ours);
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|1', '3|y|2', '4|w|3']);
    });
  });

  describe('what it sees', () => {
    const files = {
      'models/sources.yml': FEED,
      'models/kept.sql': `{{ config(unique_key='id') }}
select id, word, day from {{ source('feed', 'arrived') }}
{% if is_incremental() %}
where day > (select max(day) from {{ this }})
{% endif %}`,
      'models/counted.sql': `{{ config(materialized='table') }}
select count(*) as rows_there, max(day) as last_day from {{ ref('kept') }}`,
      'models/seen.sql': `{{ config(materialized='view') }}
select word from {{ ref('kept') }} where day > 1`,
    };

    it('compares with readers’ rows, while what comes after sees the new ones', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 2)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(1, 'late', 1), (2, 'B', 3), (3, 'c', 4)`);
      await bench.step(schema, files, {
        look: async (see) => {
          expect(await see('counted')).toEqual(['3|4']);
          expect(await see('seen')).toEqual(['B', 'c']);
          expect(await bench.rows(bench.name(schema, 'counted'))).toEqual(['2|2']);
        },
      });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|B|3', '3|c|4']);
      expect(await bench.rows(bench.name(schema, 'counted'))).toEqual(['3|4']);
      expect(await bench.rows(bench.name(schema, 'seen'))).toEqual(['B', 'c']);
      const again = await bench.step(schema, files);
      expect(again.get('kept')?.told.message).toBe('0 rows were added or replaced.');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|B|3', '3|c|4']);
    });

    it('leaves readers alone when it is kept back, and starts afresh the next time', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1)`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'b', 2)`);
      await bench.step(schema, files, { publish: false });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1']);
      const candidate = bench.builds.candidateOf({
        database: bench.builds.database,
        schema,
        identifier: 'kept',
      });
      expect(await bench.rows(bench.builds.written(candidate))).toEqual(['1|a|1', '2|b|2']);
      await bench.step(schema, files);
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|2']);
      const left = await bench.line.relations(['_candidates']);
      expect(left.ok && left.value.filter(({ place }) => place.identifier.includes(`${schema}.`))).toEqual(
        [],
      );
      expect(left.ok && left.value.filter(({ place }) => place.identifier.includes(`${schema}/`))).toEqual(
        [],
      );
    });

    it('is made anew by a full refresh, unless it refuses one, and over a view in its place', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 2)`);
      await bench.step(schema, {
        ...keptModel(''),
        'models/kept.sql': `{{ config(materialized='view') }} select 1 as one`,
      });
      const over = await bench.step(schema, keptModel(`unique_key='id'`));
      expect(over.get('kept')?.how).toBe('renamed');
      await arrive(bench, schema, `(3, 'c', 3)`);
      const refusing = keptModel(`unique_key='id', full_refresh=false`);
      expect((await bench.step(schema, refusing, { fullRefresh: true })).get('kept')?.how).toBe('changed');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|2', '3|c|3']);
      await bench.step(schema, keptModel(`unique_key='id'`), { fullRefresh: true });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['3|c|3']);
    });
  });
}

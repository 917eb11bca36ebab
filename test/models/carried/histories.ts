import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ModelBench } from './bench.ts';
import { arrive, FEED } from './feed.ts';

const SUPPLIERS = 'id integer, name text, changed_at timestamp';
const MEMBERS = 'region text, no integer, tier text, points integer';

function snapshot(config: string, select = '*', more: Readonly<Record<string, string>> = {}) {
  return {
    'snapshots/kept.sql': `{% snapshot kept %}
{{ config(schema='', ${config}) }}
select ${select} from {{ source('feed', 'arrived') }}
{% endsnapshot %}`,
    // A schema of its own would be another one than the test looks at.
    'macros/schema.sql': `{% macro generate_schema_name(custom_schema_name, node) %}{{ target.schema }}{% endmacro %}`,
    'models/sources.yml': FEED,
    ...more,
  };
}

const BY_TIME = `strategy='timestamp', unique_key='id', updated_at='changed_at'`;
const at = (day: string) => `2026-${day} 10:00:00`;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** `id|name|from|to`, times down to the minute. */
async function versions(bench: ModelBench, schema: string, more = ''): Promise<readonly string[]> {
  const minute = (column: string) => `substr(replace(cast(${column} as varchar), 'T', ' '), 6, 5)`;
  const columns = `id, name, ${minute('dbt_valid_from')}, ${minute('dbt_valid_to')}${more}`;
  return bench.rows(bench.name(schema, 'kept'), columns);
}

export function histories(bench: ModelBench): void {
  describe('by a time of change', () => {
    it('begins, ends and leaves versions as dbt does, whatever the mode of deletions', async () => {
      const expected: Readonly<Record<string, readonly string[]>> = {
        ignore: ['1|a|01-05|null', '2|b|01-06|02-01', '2|b2|02-01|null', '3|c|01-07|null', '4|d|02-02|null'],
        invalidate: [
          '1|a|01-05|03-01',
          '2|b|01-06|02-01',
          '2|b2|02-01|null',
          '3|c|01-07|null',
          '4|d|02-02|null',
        ],
        new_record: [
          '1|a|01-05|03-01|False',
          '1|a|03-01|null|True',
          '2|b2|02-01|null|False',
          '2|b|01-06|02-01|False',
          '3|c|01-07|null|False',
          '4|d|02-02|null|False',
        ],
      };
      for (const [mode, rows] of Object.entries(expected)) {
        const schema = bench.schema();
        const files = snapshot(`${BY_TIME}, hard_deletes='${mode}'`);
        await arrive(
          bench,
          schema,
          `(1, 'a', '${at('01-05')}'), (2, 'b', '${at('01-06')}'), (3, 'c', '${at('01-07')}')`,
          SUPPLIERS,
        );
        const first = await bench.step(schema, files, { now: '2026-03-01T00:00:00.000Z' });
        expect(first.get('kept')).toMatchObject({
          told: { status: 'success', message: '3 versions began.' },
          how: 'renamed',
        });
        // The second is changed, the third renamed without a word, the first goes, a fourth arrives.
        await arrive(
          bench,
          schema,
          `(2, 'b2', '${at('02-01')}'), (3, 'silent', '${at('01-07')}'), (4, 'd', '${at('02-02')}')`,
          SUPPLIERS,
        );
        const second = await bench.step(schema, files, { now: '2026-03-01T10:00:00.000Z' });
        expect(second.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'changed' });
        const marked = mode === 'new_record' ? ', dbt_is_deleted' : '';
        const moment = await today(bench, schema, mode);
        const wanted = rows.map((row) => row.replaceAll('03-01', moment)).sort();
        expect(await versions(bench, schema, marked)).toEqual(wanted);
        const third = await bench.step(schema, files, { now: '2026-03-02T10:00:00.000Z' });
        expect(third.get('kept')?.told.message).toBe('0 versions began, 0 versions ended.');
        expect(await versions(bench, schema, marked)).toEqual(wanted);
      }
    });

    it('leaves an ended version alone when the same one begins again and ends', async () => {
      const schema = bench.schema();
      const files = snapshot(`${BY_TIME}, hard_deletes='invalidate'`);
      const first = `(1, 'a', '${at('01-05')}')`;
      const other = `(2, 'b', '${at('01-05')}')`;
      const steps = [
        `${first}, ${other}`,
        other,
        `${first}, ${other}`,
        `(1, 'A', '${at('01-09')}'), ${other}`,
      ];
      for (const [step, rows] of steps.entries()) {
        await arrive(bench, schema, rows, SUPPLIERS);
        await bench.step(schema, files, { now: `2026-03-0${step + 1}T10:00:00.000Z` });
      }
      const gone = await bench.rows(
        bench.name(schema, 'kept'),
        `id, name, case when dbt_valid_to is null then 'open' when dbt_valid_to > '2026-02-01' then 'gone' else 'changed' end`,
      );
      expect(gone).toEqual(['1|A|open', '1|a|changed', '1|a|gone', '2|b|open']);
    });

    it('keeps the id that dbt gives a version', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}')`, SUPPLIERS);
      await bench.step(schema, snapshot(BY_TIME));
      expect(await bench.rows(bench.name(schema, 'kept'), 'dbt_scd_id')).toEqual([md5(`1|${at('01-05')}`)]);
    });

    it('says which keys come more than once, and lets them through', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}'), (1, 'b', '${at('01-06')}')`, SUPPLIERS);
      const told = (await bench.step(schema, snapshot(BY_TIME))).get('kept')?.told;
      expect(told).toMatchObject({ status: 'success', rows: 2 });
      expect(told?.message).toMatch(/^2 versions began\. One key is in the source more than once/);
      await arrive(bench, schema, `(1, 'a', '${at('01-08')}'), (1, 'b', '${at('01-09')}')`, SUPPLIERS);
      const again = (await bench.step(schema, snapshot(BY_TIME))).get('kept')?.told;
      expect(again?.message).toMatch(/more than once/);
      expect(await bench.rows(bench.name(schema, 'kept'))).toHaveLength(6);
    });

    it('lets readers see nothing until it is published, and keeps views on it', async () => {
      const schema = bench.schema();
      const files = snapshot(BY_TIME, '*', {
        'models/now.sql': `{{ config(materialized='view') }} select id, name from {{ ref('kept') }} where dbt_valid_to is null`,
      });
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}')`, SUPPLIERS);
      await bench.step(schema, files);
      await arrive(bench, schema, `(1, 'A', '${at('01-06')}')`, SUPPLIERS);
      await bench.step(schema, files, {
        publish: false,
        look: async (see) => {
          expect(await see('kept', 'id, name')).toEqual(['1|A', '1|a']);
          expect(await see('now')).toEqual(['1|A']);
        },
      });
      expect(await bench.rows(bench.name(schema, 'kept'), 'id, name')).toEqual(['1|a']);
      await bench.step(schema, files);
      expect(await bench.rows(bench.name(schema, 'kept'), 'id, name')).toEqual(['1|A', '1|a']);
      expect(await bench.rows(bench.name(schema, 'now'))).toEqual(['1|A']);
    });

    it('goes on in a copy when a hook or a type asks for it, with the same rows', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}')`, SUPPLIERS);
      await bench.step(schema, snapshot(BY_TIME));
      await arrive(bench, schema, `(1, 'A', '${at('01-06')}')`, SUPPLIERS);
      const step = await bench.step(schema, snapshot(`${BY_TIME}, post_hook="select 1"`));
      expect(step.get('kept')?.how).toBe('renamed');
      expect(await versions(bench, schema)).toEqual(['1|A|01-06|null', '1|a|01-05|01-06']);
    });
  });

  describe('by comparing columns', () => {
    const BY_TIER = `strategy='check', unique_key=['region', 'no'], check_cols=['tier', 'points']`;
    const open = `region, no, tier, points, dbt_valid_to is null`;
    const bool = (rows: readonly string[]) =>
      rows.map((row) => row.replace(/true$/, '1').replace(/false$/, '0')).sort();

    it('tells a null from a value, both ways, and looks at no other column', async () => {
      const schema = bench.schema();
      const columns = `${MEMBERS}, nick text`;
      await arrive(
        bench,
        schema,
        `('eu', 1, 'gold', 9, 'x'), ('eu', 2, 'tin', null, 'x'), ('us', 1, 'tin', 1, 'x')`,
        columns,
      );
      await bench.step(schema, snapshot(BY_TIER));
      await arrive(
        bench,
        schema,
        `('eu', 1, 'gold', 9, 'y'), ('eu', 2, 'tin', 0, 'x'), ('us', 1, null, 1, 'x')`,
        columns,
      );
      const step = await bench.step(schema, snapshot(BY_TIER), { now: '2026-03-02T10:00:00.000Z' });
      expect(step.get('kept')?.told.message).toBe('2 versions began, 2 versions ended.');
      expect(bool(await bench.rows(bench.name(schema, 'kept'), open))).toEqual([
        'eu|1|gold|9|1',
        'eu|2|tin|0|1',
        'eu|2|tin|null|0',
        'us|1|null|1|1',
        'us|1|tin|1|0',
      ]);
      const ends = await bench.rows(
        `${bench.name(schema, 'kept')} as old join ${bench.name(schema, 'kept')} as fresh on old.dbt_valid_to = fresh.dbt_valid_from and old.no = fresh.no and old.region = fresh.region`,
        'old.region',
      );
      expect(ends).toEqual(['eu', 'us']);
    });

    it('begins every version anew when a column is added to what it compares', async () => {
      const schema = bench.schema();
      const all = `strategy='check', unique_key="region || '-' || no", check_cols='all', invalidate_hard_deletes=true`;
      await arrive(bench, schema, `('eu', 1, 'gold', 9), ('eu', 2, 'tin', 1), ('us', 1, 'tin', 1)`, MEMBERS);
      await bench.step(schema, snapshot(all));
      await arrive(
        bench,
        schema,
        `('eu', 1, 'gold', 9, 'e'), ('eu', 2, 'tin', 2, null)`,
        `${MEMBERS}, email text`,
      );
      const step = await bench.step(schema, snapshot(all), {
        look: async (see) => expect(await see('kept', 'region, no, email')).toHaveLength(5),
      });
      expect(step.get('kept')).toMatchObject({
        told: { message: '2 versions began, 3 versions ended.' },
        how: 'changed',
      });
      expect(await bench.rows(bench.name(schema, 'kept'), 'region, no, points, email')).toEqual([
        'eu|1|9|e',
        'eu|1|9|null',
        'eu|2|1|null',
        'eu|2|2|null',
        'us|1|1|null',
      ]);
      const names = await bench.line.columns({ database: bench.builds.database, schema, identifier: 'kept' });
      expect(names.ok && names.value.map(({ name }) => name).slice(-2)).toEqual(['dbt_valid_to', 'email']);
    });

    it('writes one row for a deletion and one more when its key is back and different', async () => {
      const schema = bench.schema();
      const marks = `${BY_TIER}, hard_deletes='new_record'`;
      const times = ['03-01', '03-02', '03-03', '03-04'].map((day) => ({ now: `2026-${day}T10:00:00.000Z` }));
      await arrive(bench, schema, `('eu', 1, 'gold', 9), ('eu', 2, 'tin', 1)`, MEMBERS);
      await bench.step(schema, snapshot(marks), times[0]);
      await arrive(bench, schema, `('eu', 1, 'gold', 9)`, MEMBERS);
      await bench.step(schema, snapshot(marks), times[1]);
      await bench.step(schema, snapshot(marks), times[2]);
      const gone = ['eu|1|gold|9|1|False', 'eu|2|tin|1|0|False', 'eu|2|tin|1|1|True'];
      const columns = `${open}, dbt_is_deleted`;
      const said = (rows: readonly string[]) =>
        rows.map((row) => row.replace('|true|', '|1|').replace('|false|', '|0|')).sort();
      expect(said(await bench.rows(bench.name(schema, 'kept'), columns))).toEqual(gone);
      await arrive(bench, schema, `('eu', 1, 'gold', 9), ('eu', 2, 'tin', 5)`, MEMBERS);
      await bench.step(schema, snapshot(marks), times[3]);
      expect(said(await bench.rows(bench.name(schema, 'kept'), columns))).toEqual([
        'eu|1|gold|9|1|False',
        'eu|2|tin|1|0|False',
        'eu|2|tin|1|0|True',
        'eu|2|tin|5|1|False',
      ]);
    });

    it('lets a new column arrive while a row goes, which dbt 1.9 can’t', async () => {
      const schema = bench.schema();
      const marks = `${BY_TIER}, hard_deletes='new_record'`;
      await arrive(bench, schema, `('eu', 1, 'gold', 9), ('eu', 2, 'tin', 1)`, MEMBERS);
      await bench.step(schema, snapshot(marks));
      await arrive(bench, schema, `('eu', 1, 'iron', 9, 'e')`, `${MEMBERS}, email text`);
      const step = await bench.step(schema, snapshot(marks));
      expect(step.get('kept')?.told.status).toBe('success');
      expect(await bench.rows(bench.name(schema, 'kept'), 'no, tier, email, dbt_is_deleted')).toEqual([
        '1|gold|null|False',
        '1|iron|e|False',
        '2|tin|null|False',
        '2|tin|null|True',
      ]);
    });
  });

  describe('as it is set', () => {
    it('calls its columns what it should, and ends open versions where it should', async () => {
      const schema = bench.schema();
      const end = bench.engine === 'postgres' ? `cast('9999-12-31' as timestamp)` : `'9999-12-31 00:00:00'`;
      const files = snapshot(
        `${BY_TIME}, hard_deletes='invalidate', dbt_valid_to_current="${end}", snapshot_meta_column_names={'dbt_valid_from': 'since', 'dbt_valid_to': 'until', 'dbt_scd_id': 'version', 'dbt_updated_at': 'told'}`,
      );
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}'), (2, 'b', '${at('01-05')}')`, SUPPLIERS);
      await bench.step(schema, files);
      await arrive(bench, schema, `(1, 'A', '${at('01-06')}')`, SUPPLIERS);
      await bench.step(schema, files, { now: '2026-03-01T10:00:00.000Z' });
      const rows = await bench.rows(
        bench.name(schema, 'kept'),
        `id, name, substr(cast(since as varchar), 1, 10), case when until > '2030-01-01' then 'open' else 'ended' end`,
      );
      expect(rows).toEqual(['1|A|2026-01-06|open', '1|a|2026-01-05|ended', '2|b|2026-01-05|ended']);
      const columns = await bench.line.columns({
        database: bench.builds.database,
        schema,
        identifier: 'kept',
      });
      expect(columns.ok && columns.value.map(({ name }) => name)).toEqual([
        'id',
        'name',
        'changed_at',
        'version',
        'told',
        'since',
        'until',
      ]);
    });

    it.each([
      [`strategy='timestamp', unique_key='id'`, /needs updated_at/],
      [`strategy='check', unique_key='id'`, /needs check_cols/],
      [`strategy='check', unique_key='id', check_cols=['nothing']`, /names nothing/],
      [`${BY_TIME}, hard_deletes='ignore', invalidate_hard_deletes=true`, /both/],
    ])('says what is wrong with %s', async (config, message) => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}')`, SUPPLIERS);
      if (config.includes('nothing')) await bench.step(schema, snapshot(BY_TIME));
      const told = (await bench.step(schema, snapshot(config))).get('kept')?.told;
      expect(told).toMatchObject({
        status: 'error',
        failure: { code: 'MODEL_INVALID', problems: [{ file: 'snapshots/kept.sql' }] },
      });
      expect(told?.message).toMatch(message);
    });

    it('writes into no table that isn’t a history', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', '${at('01-05')}')`, SUPPLIERS);
      await bench.step(schema, {
        'models/kept.sql': `{{ config(materialized='table') }} select 1 as id, 'mine' as name`,
      });
      const told = (await bench.step(schema, snapshot(BY_TIME))).get('kept')?.told;
      expect(told?.message).toMatch(/lacks dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to/);
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|mine']);
    });
  });
}

/** The day a deletion was noticed: on Postgres the server's, on SQLite the clock that the test sets. */
async function today(bench: ModelBench, schema: string, mode: string): Promise<string> {
  if (bench.engine === 'sqlite' || mode === 'ignore') return '03-01';
  const { rows } = await bench.run(
    `select to_char(max(dbt_valid_to), 'MM-DD') from ${bench.name(schema, 'kept')} where dbt_valid_to > '2026-02-15'`,
  );
  return String(rows[0]?.[0]);
}

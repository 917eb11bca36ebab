import { describe, expect, it } from 'vitest';
import type { ModelBench } from './bench.ts';
import { arrive, keptModel } from './feed.ts';

const TWO = 'id integer, word varchar(5)';
const THREE = 'id integer, word varchar(5), price numeric(8,2)';

async function columnsOf(bench: ModelBench, schema: string): Promise<readonly string[]> {
  const place = { database: bench.builds.database, schema, identifier: 'kept' };
  const columns = await bench.line.columns(place);
  return columns.ok ? columns.value.map(({ name }) => name) : [];
}

export function changingColumns(bench: ModelBench): void {
  describe('columns that come and go', () => {
    it('ignores what is new, and says what is gone', async () => {
      const schema = bench.schema();
      const files = keptModel('', '*');
      await arrive(bench, schema, `(1, 'a')`, TWO);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'b', 1.5)`, THREE);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
      expect(await columnsOf(bench, schema)).toEqual(['id', 'word']);
      await arrive(bench, schema, `(3, 1.5)`, 'id integer, price numeric(8,2)');
      const told = (await bench.step(schema, files)).get('kept')?.told;
      expect(told).toMatchObject({
        status: 'error',
        failure: { code: 'MODEL_FAILED', problems: [{ file: 'models/kept.sql', line: 1 }] },
      });
      expect(told?.message).toContain('no longer gives word');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a', '2|b']);
    });

    it('fails where it should, and leaves the table alone', async () => {
      const schema = bench.schema();
      const files = keptModel(`on_schema_change='fail'`, '*');
      await arrive(bench, schema, `(1, 'a')`, TWO);
      await bench.step(schema, files);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'b', 1.5)`, THREE);
      const told = (await bench.step(schema, files)).get('kept')?.told;
      expect(told?.message).toContain('price is new');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a', '1|a']);
    });

    it('appends new columns, and leaves what is gone empty', async () => {
      const schema = bench.schema();
      const files = keptModel(`on_schema_change='append_new_columns', unique_key='id'`, '*');
      await arrive(bench, schema, `(1, 'a'), (2, 'b')`, TWO);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 1.5), (3, 2.5)`, 'id integer, price numeric(8,2)');
      const step = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept')).toHaveLength(3),
      });
      expect(step.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'renamed' });
      expect(await columnsOf(bench, schema)).toEqual(['id', 'word', 'price']);
      const price = bench.engine === 'postgres' ? ['1.50', '2.50'] : ['1.5', '2.5'];
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual([
        '1|a|null',
        `2|null|${price[0]}`,
        `3|null|${price[1]}`,
      ]);
      await arrive(bench, schema, `(4, 'd')`, TWO);
      const delta = await bench.step(schema, files, {
        look: async (see) => expect(await see('kept', 'id, word, price')).toContain('4|d|null'),
      });
      expect(delta.get('kept')?.how).toBe('changed');
      expect(await bench.rows(bench.name(schema, 'kept'), 'id, word')).toContain('4|d');
    });

    it('takes over all columns when it should', async () => {
      const schema = bench.schema();
      const files = keptModel(`on_schema_change='sync_all_columns', unique_key='id'`, '*');
      await arrive(bench, schema, `(1, 'a'), (2, 'b')`, TWO);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 1.5)`, 'id integer, price numeric(8,2)');
      await bench.step(schema, files);
      expect(await columnsOf(bench, schema)).toEqual(['id', 'price']);
      expect(await bench.rows(bench.name(schema, 'kept'), 'id')).toEqual(['1', '2']);
      const rows = await bench.rows(bench.name(schema, 'kept'), 'id, price is null');
      expect(rows.map((row) => row.replace('true', '1').replace('false', '0'))).toEqual(['1|1', '2|0']);
    });

    if (bench.engine === 'postgres') {
      it('widens a text that has become longer, and converts what it can, before anything is published', async () => {
        const schema = bench.schema();
        const files = keptModel(`unique_key='id'`, '*');
        await arrive(bench, schema, `(1, 'a')`, TWO);
        await bench.step(schema, files);
        await arrive(bench, schema, `(2, 'longer')`, 'id integer, word varchar(9)');
        expect((await bench.step(schema, files)).get('kept')?.how).toBe('renamed');
        const type = `select format_type(atttypid, atttypmod) from pg_attribute
          where attrelid = '${bench.name(schema, 'kept')}'::regclass and attname = 'word'`;
        expect((await bench.run(type)).rows).toEqual([['character varying(9)']]);
        await arrive(bench, schema, `(3, 'c')`, 'id bigint, word varchar(9)');
        expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
        await arrive(bench, schema, `(3000000000, 'c')`, 'id bigint, word varchar(9)');
        const told = (await bench.step(schema, files)).get('kept')?.told;
        expect(told).toMatchObject({ status: 'error', failure: { code: 'MODEL_FAILED' } });
        expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a', '2|longer', '3|c']);
      });

      it('changes the type of a column only when all columns are taken over', async () => {
        const schema = bench.schema();
        const files = keptModel(`on_schema_change='sync_all_columns', unique_key='id'`, '*');
        await arrive(bench, schema, `(1, 'a')`, TWO);
        await bench.step(schema, files);
        await arrive(bench, schema, `(3000000000, 'c')`, 'id bigint, word varchar(5)');
        await bench.step(schema, files);
        expect(await columnsOf(bench, schema)).toEqual(['word', 'id']);
        expect(await bench.rows(bench.name(schema, 'kept'), 'id, word')).toEqual(['1|a', '3000000000|c']);
      });

      it('tries new rows against constraints of the table before readers are concerned', async () => {
        const schema = bench.schema();
        const files = keptModel(`unique_key='id', post_hook=[]`, '*');
        await arrive(bench, schema, `(1, 'a')`, TWO);
        await bench.step(schema, files);
        await bench.run(
          `alter table ${bench.name(schema, 'kept')} add check (id < 5), alter id set not null`,
        );
        await arrive(bench, schema, `(2, 'b')`, TWO);
        expect((await bench.step(schema, files)).get('kept')?.how).toBe('renamed');
        await arrive(bench, schema, `(7, 'b')`, TWO);
        expect((await bench.step(schema, files)).get('kept')?.told.status).toBe('error');
        expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a', '2|b']);
      });
    }
  });

  describe('hooks', () => {
    const hooked = (hooks: string) => keptModel(`unique_key='id', ${hooks}`);

    it('change a copy when they change the table itself', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1)`);
      await bench.step(schema, keptModel(`unique_key='id'`));
      await arrive(bench, schema, `(2, 'B', 2), (3, 'c', 2)`);
      const files = hooked(
        `pre_hook="delete from {{ this }} where id = 1", post_hook="update {{ this }} set word = word || '!' where day = 2"`,
      );
      const step = await bench.step(schema, files, {
        look: async (see) => {
          expect(await see('kept')).toEqual(['2|B!|2', '3|c!|2']);
          expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|1']);
        },
      });
      expect(step.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'renamed' });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['2|B!|2', '3|c!|2']);
    });

    it('force no copy when they don’t', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1)`);
      const files = hooked(`post_hook="select 1"`);
      await bench.step(schema, files);
      await arrive(bench, schema, `(2, 'b', 2)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1', '2|b|2']);
    });

    it('undo everything when they fail', async () => {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1)`);
      await bench.step(schema, keptModel(`unique_key='id'`));
      const step = await bench.step(schema, hooked(`post_hook="insert into {{ this }} select nothing"`));
      expect(step.get('kept')).toMatchObject({ told: { status: 'error' }, how: undefined });
      expect(await bench.rows(bench.name(schema, 'kept'))).toEqual(['1|a|1']);
    });
  });
}

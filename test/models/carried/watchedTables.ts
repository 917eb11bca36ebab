import { describe, expect, it } from 'vitest';
import type { ModelBench } from './bench.ts';
import { arrive, keptModel } from './feed.ts';

/** Tables on which somebody else has put something that looks at their rows. */
export function watchedTables(bench: ModelBench): void {
  describe('a table that is watched over', () => {
    const files = keptModel(`unique_key='id'`);
    async function begun(): Promise<{ schema: string; kept: string }> {
      const schema = bench.schema();
      await arrive(bench, schema, `(1, 'a', 1), (2, 'b', 1)`);
      await bench.step(schema, files);
      return { schema, kept: bench.name(schema, 'kept') };
    }

    it('with one row a key refuses doubles before anything is published, and nothing else', async () => {
      const { schema, kept } = await begun();
      await bench.run(`create unique index "one of ${schema}" on ${kept} (id)`);
      await arrive(bench, schema, `(2, 'B', 2), (3, 'c', 2), (null, 'n', 2), (null, 'm', 2)`);
      const step = await bench.step(schema, files);
      expect(step.get('kept')).toMatchObject({ told: { status: 'success' }, how: 'changed' });
      const over = step.get('kept')?.statements.filter((sql) => sql.includes('on conflict do update'));
      expect(over?.length).toBe(bench.engine === 'sqlite' ? 1 : 0);
      await arrive(bench, schema, `(3, 'C', 3), (3, 'D', 3)`);
      expect((await bench.step(schema, files)).get('kept')).toMatchObject({
        told: { status: 'error', failure: { code: 'MODEL_FAILED' } },
        how: undefined,
      });
      expect(await bench.rows(kept)).toEqual(['1|a|1', '2|B|2', '3|c|2', 'null|m|2', 'null|n|2']);
    });

    it('with rows told apart by something else is changed where it lies, and refuses beforehand what that would', async () => {
      const { schema, kept } = await begun();
      await bench.run(`create unique index "word of ${schema}" on ${kept} (word)`);
      await arrive(bench, schema, `(2, 'B', 2), (3, 'c', 2), (4, null, 2), (5, null, 2)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
      // Its old row goes, so the word is free.
      await arrive(bench, schema, `(2, 'z', 3), (9, 'B', 3)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
      for (const [rows, message] of [
        [`(6, 'a', 3)`, 'a new row and one that stays have the same word (a)'],
        [`(7, 'q', 3), (8, 'q', 3)`, 'two of its new rows have the same word (q)'],
      ] as const) {
        await arrive(bench, schema, rows);
        const told = (await bench.step(schema, files)).get('kept')?.told;
        expect(told?.failure?.code).toBe('MODEL_FAILED');
        expect(told?.message).toContain(message);
      }
      expect(await bench.rows(kept)).toEqual(['1|a|1', '2|z|3', '3|c|2', '4|null|2', '5|null|2', '9|B|3']);
    });

    it('lets rows exchange what tells them apart beside their key', async () => {
      const { schema, kept } = await begun();
      await bench.run(`create unique index "key of ${schema}" on ${kept} (id)`);
      await bench.run(`create unique index "words of ${schema}" on ${kept} (word)`);
      await arrive(bench, schema, `(1, 'b', 2), (2, 'a', 2)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
      expect(await bench.rows(kept)).toEqual(['1|b|2', '2|a|2']);
    });

    it('with rows told apart by an expression is changed on a copy', async () => {
      const { schema, kept } = await begun();
      await bench.run(`create unique index "words of ${schema}" on ${kept} (lower(word))`);
      await arrive(bench, schema, `(2, 'B', 2)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('renamed');
      await arrive(bench, schema, `(3, 'A', 2)`);
      expect((await bench.step(schema, files)).get('kept')?.told.status).toBe('error');
      expect(await bench.rows(kept)).toEqual(['1|a|1', '2|B|2']);
    });

    it('by a constraint is changed on a copy, which keeps that', async () => {
      const { schema, kept } = await begun();
      await bench.run(`drop table ${kept}`);
      await bench.run(`create table ${kept} (id integer, word text not null, day integer check (day < 5))`);
      await arrive(bench, schema, `(2, 'B', 2)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('renamed');
      await arrive(bench, schema, `(4, 'a', 7)`);
      expect((await bench.step(schema, files)).get('kept')?.told.status).toBe('error');
      await arrive(bench, schema, `(4, null, 1)`);
      expect((await bench.step(schema, files)).get('kept')?.told.status).toBe('error');
      expect(await bench.rows(kept)).toEqual(['2|B|2']);
    });

    it('refuses an empty value as soon as it is made', async () => {
      const { schema, kept } = await begun();
      await bench.run(`drop table ${kept}`);
      await bench.run(`create table ${kept} (id integer, word text not null, day integer)`);
      await arrive(bench, schema, `(2, 'B', 2)`);
      expect((await bench.step(schema, files)).get('kept')?.how).toBe('changed');
      await arrive(bench, schema, `(4, null, 1)`);
      expect((await bench.step(schema, files)).get('kept')?.told.status).toBe('error');
      expect(await bench.rows(kept)).toEqual(['2|B|2']);
    });
  });
}

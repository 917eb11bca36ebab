import { describe, expect, it } from 'vitest';
import type { ModelBench } from './bench.ts';
import { arrive, keptModel } from './feed.ts';

/** The same numbers for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % sides;
  };
}

/** Few keys and many rows, so that everything happens: doubles, nulls, keys of rows long there. */
function someRows(roll: (sides: number) => number, step: number): string {
  const rows = Array.from({ length: 4 + roll(8) }, (_, at) => {
    const id = roll(7) === 0 ? 'null' : String(roll(9));
    const day = roll(6) === 0 ? 'null' : String(roll(3));
    return `(${id}, 'w${step}.${at}', ${day})`;
  });
  return rows.join(', ');
}

const CASES: readonly (readonly [string, string])[] = [
  ['append', `incremental_strategy='append'`],
  ['delete+insert by one column', `unique_key='id'`],
  ['delete+insert by two', `unique_key=['id', 'day']`],
  ['merge by one column', `incremental_strategy='merge', unique_key='id'`],
  [
    'merge of one column by two',
    `incremental_strategy='merge', unique_key=['id', 'day'], merge_update_columns=['word']`,
  ],
];

const HOOK = `, post_hook="{% if true %}select 1{% endif %}"`;

export function twoWays(bench: ModelBench): void {
  describe('a delta and a copy', () => {
    it.each(CASES)('come to the same rows: %s', async (_, config) => {
      let changed = 0;
      for (const seed of [1, 2]) {
        const roll = dice(seed);
        const [byDelta, byCopy] = [bench.schema(), bench.schema()];
        for (let step = 0; step < 4; step += 1) {
          const rows = someRows(roll, step);
          const seen: (readonly string[])[] = [];
          await arrive(bench, byDelta, rows);
          const one = await bench.step(byDelta, keptModel(config), {
            look: async (see) => void seen.push(await see('kept')),
          });
          await arrive(bench, byCopy, rows);
          const other = await bench.step(byCopy, keptModel(config + HOOK));
          expect(one.get('kept')?.told.status).toBe(other.get('kept')?.told.status);
          if (step > 0) expect(other.get('kept')?.how ?? 'renamed').toBe('renamed');
          if (one.get('kept')?.how === 'changed') changed += 1;
          const after = await bench.rows(bench.name(byCopy, 'kept'));
          expect(await bench.rows(bench.name(byDelta, 'kept'))).toEqual(after);
          expect(seen).toEqual([after]);
        }
      }
      expect(changed).toBeGreaterThan(2);
    });

    it('make a table anew when most of it is replaced, with its indexes', async () => {
      const schema = bench.schema();
      const raw = bench.name(`${schema}_raw`, 'arrived');
      const numbers = (to: number) =>
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${to}) select i, 'new', 1 from n`;
      await arrive(bench, schema, `(1, 'old', 0), (0, 'stays', 0), (null, 'stays', 0)`);
      const files = keptModel(`unique_key='id', indexes=[{'columns': ['id'], 'unique': true}]`);
      await bench.step(schema, files);
      await arrive(bench, schema, '');
      await bench.run(`insert into ${raw} ${numbers(12_000)}`);
      const step = await bench.step(schema, files);
      expect(step.get('kept')).toMatchObject({ told: { status: 'success', rows: 12_000 }, how: 'renamed' });
      const counted = `(select word, count(*) as n, sum(id) as total from ${bench.name(schema, 'kept')} group by word) as c`;
      expect(await bench.rows(counted)).toEqual([`new|12000|${(12_000 * 12_001) / 2}`, 'stays|2|0']);
      const doubled = await bench.line.run(
        `insert into ${bench.name(schema, 'kept')} (id, word, day) values (5, 'twice', 1)`,
      );
      expect(doubled.ok).toBe(false);
    });

    if (bench.engine === 'postgres')
      it.each([
        [`unique_key='id'`, ['id']],
        [`incremental_strategy='merge', unique_key=['day', 'id']`, ['id', 'day']],
      ])('look up the few rows they replace, where an index is there: %s', async (config, key) => {
        const schema = bench.schema();
        const indexes = `, indexes=[{'columns': [${key.map((name) => `'${name}'`).join(', ')}]}]`;
        await arrive(bench, schema, `(0, 'a', 0)`);
        const raw = bench.name(`${schema}_raw`, 'arrived');
        await bench.run(`insert into ${raw} select i, 'w', 0 from generate_series(1, 2000) i`);
        await bench.step(schema, keptModel(config + indexes));
        await arrive(bench, schema, `(7, 'new', 0), (7000, 'new', 0), (null, 'new', 0)`);
        const step = await bench.step(schema, keptModel(config + indexes), {
          look: async (see) => expect(await see('kept', 'count(*)')).toEqual(['2003']),
        });
        expect(step.get('kept')?.statements[0]).toContain('ctid = any');
        expect(
          await bench.rows(
            bench.name(schema, 'kept'),
            `count(*), sum(id), count(*) filter (where word = 'new')`,
          ),
        ).toEqual([`2003|${(2000 * 2001) / 2 + 7000}|3`]);
      });

    if (bench.engine === 'sqlite')
      it.each([
        [`unique_key='id'`, ['id']],
        [`unique_key=['id', 'day']`, ['id', 'day']],
      ])('find what they replace by an index: %s', async (config, key) => {
        const schema = bench.schema();
        await arrive(bench, schema, `(1, 'a', 1)`);
        await bench.step(schema, keptModel(config));
        const kept = bench.name(schema, 'kept');
        const text = key.join(', ');
        const plan = await bench.run(
          `explain query plan delete from ${kept} as DBT_INTERNAL_DEST where (${text}) in (select ${text} from ${bench.name(`${schema}_raw`, 'arrived')} as d)`,
        );
        expect(plan.rows.map((row) => String(row[3]))[0]).toMatch(/^SEARCH DBT_INTERNAL_DEST USING .*INDEX/);
      });
  });
}

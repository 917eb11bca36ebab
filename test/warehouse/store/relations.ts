import { describe, expect, it } from 'vitest';
import type { Relation } from '../../../main/warehouse/store.ts';
import { LAYERS } from '../../../shared/domain/layer.ts';
import { layerOf } from '../../../shared/domain/relation.ts';
import { type Bench, column, failureOf, ID_AND_WORD, must, rowsOf, write } from './bench.ts';

export function relations(bench: Bench): void {
  describe('relations', () => {
    it('keeps relations of the same name apart by their layer', async () => {
      const names = LAYERS.map((layer) => bench.name(layer, 'orders'));
      for (const [at, name] of names.entries()) await bench.table([[BigInt(at), layerOf(name)]], { name });
      for (const [at, name] of names.entries()) {
        expect(await rowsOf(bench.store, name)).toEqual([[BigInt(at), layerOf(name)]]);
        expect(await relation(name)).toMatchObject({ layer: layerOf(name), kind: 'table' });
      }
    });

    it('tells columns, types, key, comments, rows and size of a table', async () => {
      const name = await bench.table([], {
        name: bench.name('core'),
        columns: [
          column('order_id', 'text', false),
          column('line', 'integer', false),
          { ...column('price_minor', { kind: 'decimal', scale: 2 }), comment: 'with tax' },
          column('paid', 'boolean'),
          column('on', 'day'),
          column('at', 'instant', false),
          column('extra', 'json'),
          column('picture', 'bytes'),
          column('weight', 'number'),
        ],
        key: ['order_id', 'line'],
        comment: 'What was sold.',
      });
      expect(must(await bench.store.describe(name))).toEqual(await relation(name));
      const told = await relation(name);
      expect(told.columns).toEqual([
        { name: 'order_id', type: { kind: 'text' }, nullable: false },
        { name: 'line', type: { kind: 'integer' }, nullable: false },
        { name: 'price_minor', type: { kind: 'decimal', scale: 2 }, nullable: true, comment: 'with tax' },
        { name: 'paid', type: { kind: 'boolean' }, nullable: true },
        { name: 'on', type: { kind: 'day' }, nullable: true },
        { name: 'at', type: { kind: 'instant' }, nullable: false },
        { name: 'extra', type: { kind: 'json' }, nullable: true },
        { name: 'picture', type: { kind: 'bytes' }, nullable: true },
        { name: 'weight', type: { kind: 'number' }, nullable: true },
      ]);
      expect(told).toMatchObject({ key: ['order_id', 'line'], comment: 'What was sold.' });
    });

    it('counts rows exactly, and estimates them in the catalog or says nothing', async () => {
      const name = await bench.table(Array.from({ length: 2_500 }, (_, at) => [BigInt(at), 'x']));
      expect(must(await bench.store.exactRows(name))).toBe(2_500);
      await bench.store.tidy();
      const { rows, bytes } = await relation(name);
      expect([2_500, null]).toContain(rows);
      expect(bytes).toBeGreaterThan(2_500);
      await write(bench.store, (session) =>
        session.execute(`delete from ${bench.store.quote(name)} where id < 2000`),
      );
      expect(must(await bench.store.exactRows(name))).toBe(500);
    });

    it('answers null for what is not there, and a failure for counting it', async () => {
      const name = bench.name('raw');
      expect(must(await bench.store.describe(name))).toBeNull();
      expect(failureOf(await bench.store.exactRows(name)).message).toContain(name);
    });

    it('adds a column under rows that are there', async () => {
      const name = await bench.table([[1n, 'one']]);
      await write(bench.store, async (session) => {
        must(await session.addColumn(name, column('price', { kind: 'decimal', scale: 3 })));
        must(await session.addColumn(name, { ...column('seen', 'boolean'), comment: 'by a person' }));
        return session.insert(name, ['id', 'word', 'price', 'seen'], [[[2n, 'two', 1_500n, true]]]);
      });
      expect(await rowsOf(bench.store, name, 'id, word, price, seen')).toEqual([
        [1n, 'one', null, null],
        [2n, 'two', 1_500n, true],
      ]);
      expect((await relation(name)).columns.slice(2)).toEqual([
        { name: 'price', type: { kind: 'decimal', scale: 3 }, nullable: true },
        { name: 'seen', type: { kind: 'boolean' }, nullable: true, comment: 'by a person' },
      ]);
    });

    it('sees inside a write what the write has made so far', async () => {
      const name = bench.name('staging');
      const seen = await write(bench.store, async (session) => {
        must(await session.createTable({ name, columns: ID_AND_WORD }));
        return session.describe(name);
      });
      expect(seen?.columns).toEqual(ID_AND_WORD);
    });

    it('drops tables and views, and finds nothing wrong with dropping nothing', async () => {
      const table = await bench.table([[1n, 'one']]);
      const view = bench.name('staging');
      await write(bench.store, (session) =>
        session.createView(view, `select id from ${bench.store.quote(table)}`, 'only ids'),
      );
      expect(await relation(view)).toMatchObject({ kind: 'view', comment: 'only ids', rows: null });
      await write(bench.store, async (session) => {
        must(await session.drop(view));
        must(await session.drop(table));
        return session.drop(bench.name('raw'));
      });
      expect(must(await bench.store.describe(view))).toBeNull();
      expect(must(await bench.store.describe(table))).toBeNull();
    });

    it('reads a view by the types of the columns it comes from, across layers', async () => {
      const table = await bench.table([[1n, 250n, true]], {
        columns: [
          column('id', 'integer', false),
          column('price', { kind: 'decimal', scale: 2 }),
          column('paid', 'boolean'),
        ],
      });
      const inner = bench.name('staging');
      const outer = bench.name('analytics');
      const { quote } = bench.store;
      await write(bench.store, async (session) => {
        must(await session.createView(inner, `select price, paid from ${quote(table)}`));
        return session.createView(outer, `select paid as done, price as cost from ${quote(inner)}`);
      });
      const page = must(await bench.store.page({ relation: outer, offset: 0, limit: 10 }));
      expect(page.rows).toEqual([[true, 250n]]);
      expect(page.columns.map((one) => one.name)).toEqual(['done', 'cost']);
    });

    it('takes any name a column may have: reserved, quoted, accented, long', async () => {
      const names = [
        'select',
        'order',
        'a "b" c',
        'größe',
        'x.y',
        '日本',
        ' blank ',
        `long${'g'.repeat(50)}`,
      ];
      const row = names.map((_, at) => BigInt(at));
      const name = await bench.table([row], {
        name: bench.name('raw', 'group'),
        columns: names.map((one) => column(one, 'integer')),
      });
      const page = must(await bench.store.page({ relation: name, offset: 0, limit: 1 }));
      expect(page.columns.map((one) => one.name)).toEqual(names);
      expect(page.rows).toEqual([row]);
    });

    async function relation(name: string): Promise<Relation> {
      const found = must(await bench.store.catalog()).find((one) => one.name === name);
      if (found === undefined) throw new Error(`${name} is not in the catalog.`);
      return found;
    }
  });
}

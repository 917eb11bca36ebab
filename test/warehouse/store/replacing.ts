import { describe, expect, it } from 'vitest';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { type Bench, column, failureOf, ID_AND_WORD, must, rowsOf, write } from './bench.ts';

export function replacing(bench: Bench): void {
  describe('replacing', () => {
    it('puts a shadow in place of its target, with its columns, indexes and comment', async () => {
      const target = await bench.table([[1n, 'old']], { comment: 'old' });
      const shadow = await shadowOf([[2n, 'new']], 'new');
      await write(bench.store, async (session) => {
        must(await session.createIndex(shadow, ['id'], true));
        return session.replaceAll([{ shadow, target }]);
      });
      expect(await rowsOf(bench.store, target)).toEqual([[2n, 'new']]);
      expect(must(await bench.store.describe(shadow))).toBeNull();
      expect(must(await bench.store.describe(target))).toMatchObject({
        comment: 'new',
        columns: ID_AND_WORD,
      });
      const twice = await bench.store.write((session) =>
        session.insert(target, ['id', 'word'], [[[2n, 'x']]]),
      );
      expect(failureOf(twice).code).toBe('SQL_FAILED');
    });

    it('makes a target that was not there, and keeps its decimals decimals', async () => {
      const shadow = await bench.table([[1n, 250n]], {
        columns: [column('id', 'integer', false), column('price', { kind: 'decimal', scale: 2 })],
      });
      const target = bench.name('core');
      await write(bench.store, (session) => session.replaceAll([{ shadow, target }]));
      const page = must(await bench.store.page({ relation: target, offset: 0, limit: 1 }));
      expect(page.columns[1]?.type).toEqual({ kind: 'decimal', scale: 2 });
      expect(page.rows).toEqual([[1n, 250n]]);
    });

    it('does so again and again, indexes included', async () => {
      const target = await bench.table([[0n, 'first']]);
      for (let round = 1n; round <= 3n; round += 1n) {
        const shadow = await shadowOf([[round, 'next']]);
        await write(bench.store, async (session) => {
          must(await session.createIndex(shadow, ['word']));
          return session.replaceAll([{ shadow, target }]);
        });
        expect(await rowsOf(bench.store, target)).toEqual([[round, 'next']]);
      }
    });

    it('lets views across layers go on reading, by the target they name', async () => {
      const target = await bench.table([[1n, 'old']], { name: bench.name('staging') });
      const other = await bench.table([[1n, 'other']], { name: bench.name('core') });
      const { quote } = bench.store;
      const inner = bench.name('core');
      const outer = bench.name('analytics');
      await write(bench.store, async (session) => {
        const join = `select a.id, a.word, b.word as other from ${quote(target)} a join ${quote(other)} b on a.id = b.id`;
        must(await session.createView(inner, join, 'both'));
        return session.createView(outer, `select id, word, other from ${quote(inner)}`);
      });
      const shadow = await shadowOf([[1n, 'new']]);
      await write(bench.store, (session) => session.replaceAll([{ shadow, target }]));
      expect(await rowsOf(bench.store, inner, '*')).toEqual([[1n, 'new', 'other']]);
      expect(await rowsOf(bench.store, outer, '*')).toEqual([[1n, 'new', 'other']]);
      expect(must(await bench.store.describe(inner))).toMatchObject({ kind: 'view', comment: 'both' });
    });

    it('replaces a view by a view and by a table, and a shadow view reads what its shadows became', async () => {
      const { quote } = bench.store;
      const table = await bench.table([[1n, 'old']]);
      const view = bench.name('staging');
      await write(bench.store, (session) => session.createView(view, `select id, word from ${quote(table)}`));
      const newTable = await shadowOf([[2n, 'new']]);
      const newView = bench.name('staging', 'shadow');
      await write(bench.store, async (session) => {
        must(await session.createView(newView, `select id, word from ${quote(newTable)} where id > 1`));
        return session.replaceAll([
          { shadow: newTable, target: table },
          { shadow: newView, target: view },
        ]);
      });
      expect(await rowsOf(bench.store, view)).toEqual([[2n, 'new']]);
      expect(must(await bench.store.describe(view))?.kind).toBe('view');
      const solid = await shadowOf([[3n, 'solid']]);
      await write(bench.store, (session) => session.replaceAll([{ shadow: solid, target: view }]));
      expect(must(await bench.store.describe(view))?.kind).toBe('table');
      expect(await rowsOf(bench.store, view)).toEqual([[3n, 'solid']]);
    });

    it('replaces nothing when one of the shadows is missing', async () => {
      const one = await bench.table([[1n, 'old']]);
      const two = await bench.table([[1n, 'old']]);
      const shadow = await shadowOf([[2n, 'new']]);
      const missing = bench.name('raw', 'shadow');
      const result = await bench.store.write((session) =>
        session.replaceAll([
          { shadow, target: one },
          { shadow: missing, target: two },
        ]),
      );
      expect(failureOf(result).message).toContain(missing);
      expect(await rowsOf(bench.store, one)).toEqual([[1n, 'old']]);
      expect(await rowsOf(bench.store, shadow)).toEqual([[2n, 'new']]);
    });

    it('shows readers all of the old or all of the new, never a mixture and never nothing', async () => {
      const targets = await Promise.all([1, 2, 3].map(() => bench.table([[0n, 'round']])));
      const { quote } = bench.store;
      const sql = `select ${targets.map((one) => `(select max(id) from ${quote(one)})`).join(', ')}`;
      let going = true;
      const seen = new Set<string>();
      const polls = [1, 2].map(async () => {
        while (going) seen.add(must(await bench.store.query(sql)).rows.join());
      });
      const rounds = 12;
      for (let round = 1; round <= rounds; round += 1) {
        const shadows: RelationName[] = [];
        for (const _ of targets) shadows.push(await shadowOf([[BigInt(round), 'round']]));
        await write(bench.store, async (session) => {
          const pairs = targets.map((target, at) => ({ target, shadow: shadows[at] ?? target }));
          must(await session.replaceAll(pairs));
          return ok(undefined);
        });
      }
      going = false;
      await Promise.all(polls);
      const whole = Array.from({ length: rounds + 1 }, (_, round) => [round, round, round].join());
      expect([...seen].filter((one) => !whole.includes(one))).toEqual([]);
      expect(seen.size).toBeGreaterThan(1);
    });

    async function shadowOf(rows: Parameters<Bench['table']>[0], comment?: string): Promise<RelationName> {
      return bench.table(rows, {
        name: bench.name('staging', 'shadow'),
        ...(comment === undefined ? {} : { comment }),
      });
    }
  });
}

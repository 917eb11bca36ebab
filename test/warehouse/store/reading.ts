import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../../main/warehouse/store.ts';
import type { Row } from '../../../shared/domain/column.ts';
import { type Bench, column, expectWords, failureOf, must, write } from './bench.ts';

export function reading(bench: Bench): void {
  describe('reading', () => {
    it('pages through a table without repeating or missing a row', async () => {
      const name = await bench.table(numbered(1_003));
      expect(await allPages({ relation: name }, 100)).toEqual(numbered(1_003));
    });

    it('does so where rows were removed, and in front of what was added later', async () => {
      const name = await bench.table(numbered(1_000));
      const table = bench.store.quote(name);
      await write(bench.store, async (session) => {
        must(await session.execute(`delete from ${table} where id % 7 = 0 or id < 50`));
        return session.insert(name, ['id', 'word'], [[[5_000n, 'late']]]);
      });
      const kept = numbered(1_000).filter(([id]) => Number(id) % 7 !== 0 && Number(id) >= 50);
      const pages = await allPages({ relation: name }, 33);
      expect(pages).toEqual([...kept, [5_000n, 'late']]);
      await bench.store.tidy();
      expect(await allPages({ relation: name }, 33)).toEqual(pages);
    });

    it('orders by several columns, each its own way, and keeps equal rows in one order', async () => {
      const rows = Array.from({ length: 300 }, (_, at): Row => [BigInt(at % 10), `${at % 3}`, BigInt(at)]);
      const name = await bench.table(rows, {
        columns: [column('a', 'integer'), column('b', 'text'), column('c', 'integer')],
      });
      const orderBy = [{ column: 'b', descending: true }, { column: 'a' }];
      const pages = await allPages({ relation: name, orderBy }, 37);
      const compared = pages.map(([a, b]) => [b, a]);
      const sorted = [...rows]
        .sort((one, other) => Number(other[1]) - Number(one[1]) || Number(one[0]) - Number(other[0]))
        .map(([a, b]) => [b, a]);
      expect(compared).toEqual(sorted);
      expect(new Set(pages.map(([, , c]) => c)).size).toBe(300);
    });

    it('gives the columns that were asked for, in that order, and knows no others', async () => {
      const name = await bench.table(numbered(3));
      const page = must(
        await bench.store.page({ relation: name, columns: ['word', 'id'], offset: 1, limit: 1 }),
      );
      expect(page.rows).toEqual([['w1', 1n]]);
      expect(page.more).toBe(true);
      const wrong = failureOf(
        await bench.store.page({ relation: name, columns: ['nix'], offset: 0, limit: 1 }),
      );
      expect(wrong.message).toContain('nix');
      const order = [{ column: 'id; drop table x' }];
      expectWords(failureOf(await bench.store.page({ relation: name, orderBy: order, offset: 0, limit: 1 })));
    });

    it('finds no page past the end, and none of what is not there', async () => {
      const name = await bench.table(numbered(3));
      expect(must(await bench.store.page({ relation: name, offset: 3, limit: 10 }))).toMatchObject({
        rows: [],
        more: false,
      });
      const missing = bench.name('core');
      expect(failureOf(await bench.store.page({ relation: missing, offset: 0, limit: 1 })).message).toContain(
        missing,
      );
    });

    it('answers up to the limit and says so beyond it', async () => {
      const name = await bench.table(numbered(120));
      const sql = `select id from ${bench.store.quote(name)}`;
      expect(must(await bench.store.query(sql, [], { limit: 120 })).rows).toHaveLength(120);
      const failure = failureOf(await bench.store.query(sql, [], { limit: 119 }));
      expect(failure.code).toBe('ROWS_TOO_MANY');
      expect(failure.message).toContain('119');
      expectWords(failure);
    });

    it('carries many rows whole and in order', async () => {
      const name = await bench.table(numbered(30_000));
      const read = must(
        await bench.store.query(`select id, word from ${bench.store.quote(name)} order by id`),
      );
      expect(read.rows).toHaveLength(30_000);
      expect(read.rows.every(([id, word], at) => id === BigInt(at) && word === `w${at}`)).toBe(true);
    });

    it('names the columns of an answer also when it has no rows', async () => {
      const name = await bench.table();
      const read = must(await bench.store.query(`select word as w, id from ${bench.store.quote(name)}`));
      expect(read.columns).toEqual([
        { name: 'w', type: { kind: 'text' } },
        { name: 'id', type: { kind: 'integer' } },
      ]);
    });

    it('says where a statement is wrong', async () => {
      const failure = failureOf(await bench.store.query('select 1,\n  2 +\n  fro m nothing\nwhere'));
      expect(failure.code).toBe('SQL_FAILED');
      expectWords(failure);
      expect(failure.problems?.[0]).toMatchObject({ severity: 'error' });
      expect(failure.problems?.[0]?.line).toBeGreaterThan(1);
    });

    it('says which name is unknown, and where', async () => {
      const name = await bench.table();
      const sql = `select id,\n  wrod\nfrom ${bench.store.quote(name)}`;
      const failure = failureOf(await bench.store.query(sql));
      expect(failure).toMatchObject({ code: 'SQL_FAILED', problems: [{ line: 2, column: 3 }] });
      expect(failure.message).toContain('wrod');
    });

    it.each([
      'delete from TABLE',
      "insert into TABLE values (1, 'x')",
      'drop table TABLE',
      'create table made_by_a_reader (a integer)',
      'select 1; delete from TABLE',
      '',
    ])('refuses to read by "%s"', async (template) => {
      const name = await bench.table(numbered(2));
      const refused = failureOf(await bench.store.query(template.replace('TABLE', bench.store.quote(name))));
      expectWords(refused);
      expect(must(await bench.store.exactRows(name))).toBe(2);
    });

    async function allPages(request: Omit<PageRequest, 'offset' | 'limit'>, limit: number): Promise<Row[]> {
      const rows: Row[] = [];
      for (let more = true; more; ) {
        const page = must(await bench.store.page({ ...request, offset: rows.length, limit }));
        rows.push(...page.rows);
        more = page.more;
        if (more) expect(page.rows).toHaveLength(limit);
      }
      return rows;
    }
  });
}

function numbered(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => [BigInt(at), `w${at}`]);
}

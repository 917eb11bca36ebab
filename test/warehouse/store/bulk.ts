import { describe, expect, it } from 'vitest';
import type { RowSource } from '../../../main/warehouse/store.ts';
import type { Row } from '../../../shared/domain/column.ts';
import { type Bench, column, expectWords, failureOf, ID_AND_WORD, must, rowsOf, write } from './bench.ts';

const STAMPED = [...ID_AND_WORD, column('_load', 'integer', false), column('_row', 'integer', false)];

function maker(name: string, input: unknown = null): RowSource {
  return { module: new URL(`../makers/${name}.ts`, import.meta.url).href, input };
}

export function bulk(bench: Bench): void {
  describe('bulk insert', () => {
    it('takes batches of any size, also as they come', async () => {
      const name = await bench.table();
      async function* batches(): AsyncGenerator<readonly Row[]> {
        for (const size of [0, 1, 49, 50, 51, 499, 500, 501, 1_200, 2_500]) {
          await Promise.resolve();
          yield Array.from({ length: size }, (_, at) => [BigInt(at), `${size}`]);
        }
      }
      const count = await write(bench.store, (session) => session.insert(name, ['id', 'word'], batches()));
      expect(count).toBe(5_351);
      const counts = must(
        await bench.store.query(
          `select word, count(*), max(id) from ${bench.store.quote(name)} group by word having count(*) <> 1 order by count(*)`,
        ),
      );
      expect(counts.rows).toEqual(
        [49, 50, 51, 499, 500, 501, 1_200, 2_500].map((size) => [`${size}`, BigInt(size), BigInt(size - 1)]),
      );
    });

    it('stamps constant and running columns, whatever text the constant is', async () => {
      const name = await bench.table([], {
        columns: [...STAMPED, column('from', 'text'), column('none', 'text')],
      });
      const rows = Array.from({ length: 1_777 }, (_, at): Row => [BigInt(at), 'x']);
      await write(bench.store, (session) =>
        session.insert(name, ['id', 'word'], [rows.slice(0, 700), rows.slice(700)], {
          constants: { _load: -(2n ** 63n), from: `it's "a" \\ file?`, none: null },
          ordinal: '_row',
        }),
      );
      const quoted = bench.store.quote(name);
      const wrong = must(
        await bench.store.query(
          `select count(*) from ${quoted} where _row <> id + 1 or _load <> ? or "from" <> ? or none is not null`,
          [-(2n ** 63n), `it's "a" \\ file?`],
        ),
      );
      expect(wrong.rows).toEqual([[0n]]);
      expect(must(await bench.store.exactRows(name))).toBe(1_777);
    });

    it('lets a module make the rows beside the writer', async () => {
      const name = await bench.table([], { columns: STAMPED });
      const seen: number[] = [];
      const result = await write(bench.store, (session) =>
        session.insertFrom(name, ['id', 'word'], {
          ...maker('counting', { rows: 12_345, batch: 1_000 }),
          constants: { _load: 7n },
          ordinal: '_row',
          onProgress: (progress) => void seen.push(progress.rows),
        }),
      );
      expect(result).toEqual({ rows: 12_345, outcome: { made: 12_345 } });
      const sums = must(
        await bench.store.query(
          `select count(*), count(distinct id), min(_row), max(_row), min(_load), max(_load) from ${bench.store.quote(name)} where _row = id + 1`,
        ),
      );
      expect(sums.rows).toEqual([[12_345n, 12_345n, 1n, 12_345n, 7n, 7n]]);
      expect(seen.length).toBeGreaterThan(0);
      expect([...seen].sort((one, other) => one - other)).toEqual(seen);
    });

    it('waits for a module that makes its rows as they come', async () => {
      const name = await bench.table();
      const result = await write(bench.store, (session) =>
        session.insertFrom(name, ['id', 'word'], maker('late', { rows: 60 })),
      );
      expect(result).toEqual({ rows: 60, outcome: 'done' });
      expect(must(await bench.store.exactRows(name))).toBe(60);
    });

    it("answers a module's own failure, and keeps nothing of it", async () => {
      const name = await bench.table();
      const result = await bench.store.write((session) =>
        session.insertFrom(name, ['id', 'word'], maker('refusing')),
      );
      expect(failureOf(result)).toMatchObject({ code: 'FILE_INVALID', message: 'The file ends in line 2.' });
      expect(await rowsOf(bench.store, name)).toEqual([]);
    });

    it('stops a module that would never end', async () => {
      const name = await bench.table();
      const stop = new AbortController();
      const result = bench.store.write((session) =>
        session.insertFrom(name, ['id', 'word'], { ...maker('endless'), signal: stop.signal }),
      );
      setTimeout(() => stop.abort(), 150);
      expect(failureOf(await result).code).toBe('CANCELLED');
      expect(await rowsOf(bench.store, name)).toEqual([]);
    });

    it('answers a second row of a unique key as a failure, and keeps nothing', async () => {
      const name = await bench.table([[1n, 'one']], { key: ['id'] });
      const again = await bench.store.write((session) =>
        session.insert(
          name,
          ['id', 'word'],
          [
            [
              [2n, 'two'],
              [1n, 'again'],
            ],
          ],
        ),
      );
      const failure = failureOf(again);
      expect(failure.code).toBe('SQL_FAILED');
      expectWords(failure);
      expect(await rowsOf(bench.store, name)).toEqual([[1n, 'one']]);
    });

    it('holds what a unique index says, and refuses one that the rows already break', async () => {
      const name = await bench.table([
        [1n, 'a'],
        [2n, 'a'],
      ]);
      const broken = await bench.store.write((session) => session.createIndex(name, ['word'], true));
      expectWords(failureOf(broken));
      await write(bench.store, (session) => session.createIndex(name, ['id', 'word'], true));
      await write(bench.store, (session) => session.createIndex(name, ['word']));
      const twice = await bench.store.write((session) => session.insert(name, ['id', 'word'], [[[1n, 'a']]]));
      expect(failureOf(twice).code).toBe('SQL_FAILED');
      expect(must(await bench.store.exactRows(name))).toBe(2);
    });

    it('refuses an empty value where none may be, naming the column', async () => {
      const name = await bench.table();
      const result = await bench.store.write((session) =>
        session.insert(name, ['id', 'word'], [[[null, 'x']]]),
      );
      expect(failureOf(result)).toMatchObject({ code: 'SQL_FAILED' });
      expect(failureOf(result).message).toContain('id');
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { WriteSession } from '../../../main/warehouse/store.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { type Bench, column, expectWords, failureOf, ID_AND_WORD, must, rowsOf, write } from './bench.ts';

export function transactions(bench: Bench): void {
  describe('transactions', () => {
    it('shows a write to nobody before it is committed, and whole afterwards', async () => {
      const name = await bench.table([[1n, 'before']]);
      await write(bench.store, async (session) => {
        must(await session.insert(name, ['id', 'word'], [[[2n, 'new']]]));
        must(await session.execute(`update ${bench.store.quote(name)} set word = 'after' where id = 1`));
        expect(await rowsOf(bench.store, name)).toEqual([[1n, 'before']]);
        const own = must(await session.query(`select id, word from ${bench.store.quote(name)} order by id`));
        expect(own.rows).toEqual([
          [1n, 'after'],
          [2n, 'new'],
        ]);
        return ok(undefined);
      });
      expect(await rowsOf(bench.store, name)).toEqual([
        [1n, 'after'],
        [2n, 'new'],
      ]);
    });

    it('goes back entirely, tables included, when the work answers a failure', async () => {
      const kept = await bench.table([[1n, 'kept']]);
      const made = bench.name('core');
      const said = fail('LOAD_REFUSED', { message: 'Half of it is missing.', next: 'Load it again.' });
      const result = await bench.store.write(async (session) => {
        must(await session.createTable({ name: made, columns: ID_AND_WORD }));
        must(await session.execute(`delete from ${bench.store.quote(kept)}`));
        must(await session.addColumn(kept, column('more', 'text')));
        return said;
      });
      expect(result).toEqual(said);
      await expectUnchanged(kept, made);
    });

    it('goes back entirely when the work throws, and throws on', async () => {
      const kept = await bench.table([[1n, 'kept']]);
      const made = bench.name('core');
      const writing = bench.store.write(async (session) => {
        must(await session.createTable({ name: made, columns: ID_AND_WORD }));
        must(await session.execute(`delete from ${bench.store.quote(kept)}`));
        throw new Error('a defect');
      });
      await expect(writing).rejects.toThrow('a defect');
      await expectUnchanged(kept, made);
    });

    it('goes back entirely when the signal fires, even if the work never ends', async () => {
      const kept = await bench.table([[1n, 'kept']]);
      const made = bench.name('core');
      const stop = new AbortController();
      const result = await bench.store.write(
        async (session) => {
          must(await session.createTable({ name: made, columns: ID_AND_WORD }));
          must(await session.execute(`delete from ${bench.store.quote(kept)}`));
          stop.abort();
          return new Promise<never>(() => undefined);
        },
        { signal: stop.signal },
      );
      expect(failureOf(result).code).toBe('CANCELLED');
      await expectUnchanged(kept, made);
    });

    it('goes back entirely when one of its statements failed, even if the work went on', async () => {
      const kept = await bench.table([[1n, 'kept']]);
      const made = bench.name('core');
      const result = await bench.store.write(async (session) => {
        must(await session.createTable({ name: made, columns: ID_AND_WORD }));
        must(await session.execute(`delete from ${bench.store.quote(kept)}`));
        await session.execute('insert into nowhere_at_all values (1)');
        return ok('all went well');
      });
      expect(failureOf(result)).toMatchObject({ code: 'SQL_FAILED' });
      await expectUnchanged(kept, made);
    });

    it('lets nobody use a session after its end', async () => {
      const name = await bench.table();
      const left: WriteSession[] = [];
      await write(bench.store, async (session) => {
        left.push(session);
        return ok(undefined);
      });
      const [session] = left;
      if (session === undefined) throw new Error('The work did not run.');
      expectWords(failureOf(await session.execute(`delete from ${bench.store.quote(name)}`)));
      expectWords(failureOf(await session.insert(name, ['id', 'word'], [[[1n, 'late']]])));
      expect(await rowsOf(bench.store, name)).toEqual([]);
    });

    it('does one write after the other, those a person waits for first', async () => {
      const name = await bench.table();
      const begun: string[] = [];
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const started = Promise.withResolvers<void>();
      const first = bench.store.write(async () => {
        started.resolve();
        await held;
        return ok(undefined);
      });
      await started.promise;
      const step = (word: string, priority: 'interactive' | 'background') =>
        bench.store.write(
          async (session) => {
            begun.push(word);
            return session.insert(name, ['id', 'word'], [[[BigInt(begun.length), word]]]);
          },
          { priority },
        );
      const rest = [
        step('unseen', 'background'),
        step('awaited', 'interactive'),
        step('awaited too', 'interactive'),
      ];
      release();
      must(await first);
      for (const result of await Promise.all(rest)) must(result);
      expect(begun).toEqual(['awaited', 'awaited too', 'unseen']);
    });

    it('answers how many rows a statement changed', async () => {
      const name = await bench.table([
        [1n, 'a'],
        [2n, 'b'],
        [3n, 'c'],
      ]);
      const table = bench.store.quote(name);
      const changed = await write(bench.store, (session) =>
        session.execute(`update ${table} set word = ? where id > ?`, ['z', 1n]),
      );
      expect(changed).toBe(2);
    });

    it('refuses to end its own transaction from within', async () => {
      const name = await bench.table();
      const result = await bench.store.write(async (session) => {
        must(await session.insert(name, ['id', 'word'], [[[1n, 'one']]]));
        return session.execute('commit');
      });
      expectWords(failureOf(result));
      expect(await rowsOf(bench.store, name)).toEqual([]);
    });

    async function expectUnchanged(
      kept: Awaited<ReturnType<Bench['table']>>,
      made: typeof kept,
    ): Promise<void> {
      expect(await rowsOf(bench.store, kept)).toEqual([[1n, 'kept']]);
      expect(must(await bench.store.describe(kept))?.columns).toHaveLength(2);
      expect(must(await bench.store.describe(made))).toBeNull();
      // And the store goes on working.
      must(await bench.store.write((session) => session.insert(kept, ['id', 'word'], [[[2n, 'next']]])));
      expect(must(await bench.store.exactRows(kept))).toBe(2);
    }
  });
}

import { describe, expect, it } from 'vitest';
import { ENDLESS_SQL as ENDLESS } from '../endless.ts';
import { type Bench, failureOf, must, rowsOf } from './bench.ts';

/** Each of these statements would run for minutes: the test ends only because they are stopped. */
export function stopping(bench: Bench): void {
  describe('stopping', () => {
    it('stops a long read, and reads go on', async () => {
      const stop = new AbortController();
      const reading = bench.store.query(ENDLESS, [], { signal: stop.signal });
      setTimeout(() => stop.abort(), 100);
      expect(failureOf(await reading).code).toBe('CANCELLED');
      expect(must(await bench.store.query('select 1 as one')).rows).toEqual([[1n]]);
    });

    it('stops several long reads at once, while others are answered', async () => {
      const name = await bench.table([[1n, 'one']]);
      const stop = new AbortController();
      const reading = [1, 2, 3, 4].map(() =>
        bench.store.query(ENDLESS, [], { signal: stop.signal, priority: 'background' }),
      );
      setTimeout(() => stop.abort(), 150);
      for (const result of await Promise.all(reading)) expect(failureOf(result).code).toBe('CANCELLED');
      expect(await rowsOf(bench.store, name)).toEqual([[1n, 'one']]);
    });

    it('stops a read that takes longer than it may', async () => {
      const failure = failureOf(await bench.store.query(ENDLESS, [], { timeoutMs: 100 }));
      expect(failure.code).toBe('TIMED_OUT');
    });

    it('does nothing when it is stopped before it began', async () => {
      const name = await bench.table();
      const signal = AbortSignal.abort();
      expect(failureOf(await bench.store.catalog({ signal })).code).toBe('CANCELLED');
      let ran = false;
      const written = await bench.store.write(
        async (session) => {
          ran = true;
          return session.insert(name, ['id', 'word'], [[[1n, 'x']]]);
        },
        { signal },
      );
      expect(failureOf(written).code).toBe('CANCELLED');
      expect(ran).toBe(false);
    });

    it.each(['signal', 'timeout'] as const)(
      'stops a long write by %s, its lock is free, the next works',
      async (by) => {
        const name = await bench.table([[1n, 'kept']]);
        const made = bench.store.quote(bench.name('core'));
        const stop = new AbortController();
        const writing = bench.store.write(
          async (session) => {
            must(await session.execute(`delete from ${bench.store.quote(name)}`));
            return session.execute(`create table ${made} as ${ENDLESS}`);
          },
          by === 'signal' ? { signal: stop.signal } : { timeoutMs: 150 },
        );
        if (by === 'signal') setTimeout(() => stop.abort(), 150);
        expect(failureOf(await writing).code).toBe(by === 'signal' ? 'CANCELLED' : 'TIMED_OUT');
        must(await bench.store.write((session) => session.insert(name, ['id', 'word'], [[[2n, 'next']]])));
        expect(await rowsOf(bench.store, name)).toEqual([
          [1n, 'kept'],
          [2n, 'next'],
        ]);
      },
    );

    it('lets a write that waits for its turn be stopped', async () => {
      const release = Promise.withResolvers<void>();
      const started = Promise.withResolvers<void>();
      const first = bench.store.write(async () => {
        started.resolve();
        await release.promise;
        return { ok: true, value: 'first' };
      });
      await started.promise;
      const stop = new AbortController();
      const second = bench.store.write(async () => ({ ok: true, value: 'second' }), { signal: stop.signal });
      stop.abort();
      expect(failureOf(await second).code).toBe('CANCELLED');
      release.resolve();
      expect(must(await first)).toBe('first');
    });
  });
}

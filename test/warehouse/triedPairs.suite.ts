import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTriedPairs } from '../../main/app/studies/triedPairs.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import { ok } from '../../shared/errors/failure.ts';
import { must, type OpenStore, useBench } from './store/bench.ts';

const tryOf = (signal: string, p: number, outcome = 'mugs') => ({ signal, outcome, p });

/** The register of tried pairs, whatever engine keeps it. */
export function describeTriedPairs(name: string, open: OpenStore): void {
  describe(`tried pairs on ${name}`, () => {
    const bench = useBench(open);
    const at = new Date('2026-03-08T10:00:00Z');

    async function emptied() {
      const clock = () => at;
      must(
        await migrate({ store: bench.store, migrations: MIGRATIONS, clock, backup: async () => ok(null) }),
      );
      const table = internalTable(bench.store, 'tried');
      must(await bench.store.write((session) => session.execute(`delete from ${table}`)));
      return { tried: createTriedPairs(bench.store, clock), table };
    }

    it('keeps what was tried: a new try replaces the p, and no pair leaves', async () => {
      const { tried, table } = await emptied();
      expect(must(await tried.read())).toEqual({ pairs: [] });
      must(await tried.add([tryOf('a', 0.01), tryOf('b', 1e-300), tryOf('refused', Number.NaN)]));
      must(await tried.add([tryOf('a', 0.6), tryOf('c', 0.1 + 0.2), tryOf('c', 0.4)]));
      const { pairs } = must(await tried.read());
      expect(new Set(pairs)).toEqual(
        new Set([
          { ...tryOf('a', 0.6), tries: 2 },
          { ...tryOf('b', 1e-300), tries: 1 },
          { ...tryOf('c', 0.4), tries: 1 },
        ]),
      );
      const when = must(await bench.store.query(`select distinct "at" from ${table}`));
      expect(when.rows).toEqual([['2026-03-08T10:00:00.000Z']]);
    });

    it('tells pairs apart whatever their names hold', async () => {
      const { tried } = await emptied();
      const long = randomBytes(20_000).toString('hex');
      const names = ['a', 'A', '', 'a\0b', '\ud800', '“ü”', `${long}1`, `${long}2`, "' or 1"];
      const tries = [...names.map((one, i) => tryOf(one, i / 10)), tryOf('mugs', 0.9, 'a')];
      must(await tried.add(tries));
      const { pairs } = must(await tried.read());
      expect(new Set(pairs)).toEqual(new Set(tries.map((one) => ({ ...one, tries: 1 }))));
    });

    it('takes more pairs than one page or one statement holds', async () => {
      const { tried } = await emptied();
      const many = Array.from({ length: 20_003 }, (_, i) => tryOf(`s${i}`, i / 30_000));
      must(await tried.add(many));
      const { pairs } = must(await tried.read());
      expect(new Set(pairs.map(({ signal, p }) => `${signal} ${p}`))).toEqual(
        new Set(many.map(({ signal, p }) => `${signal} ${p}`)),
      );
    });

    it('keeps none of them when it is cancelled on the way', async () => {
      const { tried } = await emptied();
      must(await tried.add([tryOf('a', 0.01)]));
      const stopping = new AbortController();
      function* tries() {
        for (let i = 0; i < 20_000; i++) yield tryOf(`s${i}`, 0.5);
        // After the lines are made and while they are written.
        setImmediate(() => stopping.abort());
      }
      const added = await tried.add(tries(), stopping.signal);
      expect(added).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
      expect(must(await tried.read()).pairs).toEqual([{ ...tryOf('a', 0.01), tries: 1 }]);
    });
  });
}

import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createExtractionRecords } from '../../../main/sources/extract/extractionRecords.ts';
import { createRateMemory } from '../../../main/sources/extract/rateMemory.ts';
import { createStates } from '../../../main/sources/extract/states.ts';
import { createLoads } from '../../../main/warehouse/loads/createLoads.ts';
import { migrate } from '../../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../../main/warehouse/migrations/migrations.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { relationName } from '../../../shared/domain/relation.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { must, type OpenStore, useBench } from '../../warehouse/store/bench.ts';

const AT = '2026-03-08T10:00:00.000Z';

/** What extractions keep about themselves, whatever engine keeps it. */
export function describeKeptTables(name: string, open: OpenStore): void {
  describe(`what extractions keep on ${name}`, () => {
    const bench = useBench(open);
    const clock = () => new Date(AT);
    const migrated = async () =>
      must(
        await migrate({ store: bench.store, migrations: MIGRATIONS, clock, backup: async () => ok(null) }),
      );

    it('remembers what of a rate is used up, over a restart', async () => {
      await migrated();
      const first = createRateMemory(bench.store, clock);
      expect(await first.read('shop/orders')).toBeUndefined();
      await first.write('shop/orders', { counters: { a: [1, 2] } });
      await first.write('shop/orders', { counters: { a: [3] } });
      expect(await createRateMemory(bench.store, clock).read('shop/orders')).toEqual({
        counters: { a: [3] },
      });
    });

    it('keeps states by version, and no more than fifty of them', async () => {
      await migrated();
      const log = quietLog();
      const loads = must(await createLoads({ store: bench.store, clock, random: randomBytes, log }));
      const states = createStates({ store: bench.store, loads }, clock, randomUUID);
      const at = { source: 'shop', stream: 'orders', relation: relationName('raw', 'shop__orders') };
      must(await states.set(at, { stream: { at: 'first' } }));
      for (let load = 1; load <= 52; load += 1)
        must(
          await states.note('shop', 'orders', { load, by: 'extraction', state: { stream: { at: load } } }),
        );
      expect(must(await states.current('shop', 'orders'))).toEqual({ stream: { at: 'first' } });
      const history = must(await states.history('shop', 'orders'));
      expect([history.length, history[0]?.version, history.at(-1)?.version]).toEqual([50, 53, 4]);
      expect(history[0]).toEqual({
        version: 53,
        at: AT,
        load: 52,
        by: 'extraction',
        state: { stream: { at: 52 } },
      });
    });

    it('tells each stream’s last extraction, in the order they were read', async () => {
      await migrated();
      const records = createExtractionRecords(bench.store);
      const outcome = (stream: string, rows: number) => ({
        stream,
        relation: relationName('raw', `shop__${stream}`),
        status: 'done' as const,
        records: rows,
        rows,
        rejected: 0,
        superseded: 0,
        loads: [1],
        requests: 2,
        waitedMs: 3,
        failures: [],
        warnings: ['look'],
      });
      const line = { source: 'shop', startedAt: AT, endedAt: AT };
      must(await records.add({ ...line, id: 'a', kind: 'extraction', outcome: outcome('orders', 1) }));
      must(await records.add({ ...line, id: 'a', kind: 'extraction', outcome: outcome('items', 2) }));
      must(await records.add({ ...line, id: 'b', kind: 'extraction', outcome: outcome('orders', 3) }));
      must(await records.add({ ...line, id: 'c', kind: 'retention', outcome: outcome('orders', 4) }));
      must(
        await records.add({ ...line, id: 'a', source: 'other', kind: 'backfill', outcome: outcome('x', 5) }),
      );
      expect(must(await records.last('shop'))).toEqual([
        { ...line, id: 'a', kind: 'extraction', outcome: outcome('items', 2) },
        { ...line, id: 'b', kind: 'extraction', outcome: outcome('orders', 3) },
      ]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { NodeResult } from '../../main/models/build/nodeResult.ts';
import { createRecords } from '../../main/models/records/createRecords.ts';
import type { NodeState } from '../../main/models/records/records.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { must, type OpenStore, useBench } from './store/bench.ts';

const AT = '2026-03-08T10:00:00.000Z';

const failing: NodeResult = {
  id: 'test.shop.not_null_orders_id.1234567890',
  kind: 'test',
  status: 'fail',
  failures: 3,
  startedAt: AT,
  milliseconds: 12.5,
  message: 'three rows hold a\0b',
  sql: 'select * from "staging.orders" where id is null',
  threshold: '!= 0',
  sample: { columns: ['id', 'name'], rows: [[null, 'a\0b']] },
};
const state: NodeState = {
  fingerprint: 'f1',
  build: 'b1',
  at: AT,
  relation: 'staging.orders',
  sql: 'select 1',
  rows: 7,
};

/** What builds leave on record, whatever engine keeps it. */
export function describeRecords(name: string, open: OpenStore): void {
  describe(`records of builds on ${name}`, () => {
    const bench = useBench(open);

    async function emptied() {
      const clock = () => new Date(AT);
      must(
        await migrate({ store: bench.store, migrations: MIGRATIONS, clock, backup: async () => ok(null) }),
      );
      for (const table of ['builds', 'build_results', 'node_states'])
        must(
          await bench.store.write((session) =>
            session.execute(`delete from ${internalTable(bench.store, table)}`),
          ),
        );
      const records = createRecords(bench.store, clock);
      const begin = (id: string) =>
        records.begin({ id, project: 'shop', command: 'build', startedAt: AT, selected: 4 });
      const asked = async (sql: string, table: string) =>
        must(await bench.store.query(`${sql} from ${internalTable(bench.store, table)} order by 1`)).rows;
      return { records, begin, asked };
    }

    it('tells a build that ended from one that was killed', async () => {
      const { records, begin, asked } = await emptied();
      must(await begin('b1'));
      must(await begin('b2'));
      must(await records.end('b2', { at: AT, status: 'failed', published: 3, keptBack: 1 }));
      must(await begin('b3'));
      expect(await asked('select "id", "status", "ended_at", "published", "kept_back"', 'builds')).toEqual([
        ['b1', 'killed', AT, 0n, 0n],
        ['b2', 'failed', AT, 3n, 1n],
        ['b3', 'running', null, 0n, 0n],
      ]);
    });

    it('has a result as soon as it is told, with the rows that speak against a check', async () => {
      const { records, begin, asked } = await emptied();
      must(await begin('b1'));
      must(
        await records.result('b1', failing, {
          name: 'not_null_orders_id',
          layer: 'staging',
          about: 'model.shop.orders',
          column: 'id',
          check: 'not_null',
          severity: 'error',
        }),
      );
      expect(
        await asked(
          'select "node", "status", "failures", "rows", "message", "about", "column", "severity", "sample"',
          'build_results',
        ),
      ).toEqual([
        [
          failing.id,
          'fail',
          3n,
          null,
          'three rows hold a\uFFFDb',
          'model.shop.orders',
          'id',
          'error',
          JSON.stringify(failing.sample),
        ],
      ]);
    });

    it('keeps states only when the transaction that publishes them is kept', async () => {
      const { records } = await emptied();
      const publish = (fingerprint: string, keep: boolean) =>
        bench.store.write(async (session) => {
          const done = await records.publish(
            session,
            'shop',
            new Map([['model.shop.orders', { ...state, fingerprint }]]),
          );
          return done.ok && !keep ? fail('INTERNAL', { message: 'no', next: 'no' }) : done;
        });
      must(await publish('f1', true));
      expect((await publish('f2', false)).ok).toBe(false);
      expect(must(await records.states('shop'))).toEqual(new Map([['model.shop.orders', state]]));
      must(await publish('f3', true));
      expect(must(await records.states('shop')).get('model.shop.orders')?.fingerprint).toBe('f3');
      expect(must(await records.states('other')).size).toBe(0);
    });

    it('reads more states than a page holds', async () => {
      const { records } = await emptied();
      const many = new Map(
        Array.from({ length: 1_234 }, (_, i) => [`model.shop.m${i}`, { ...state, rows: null }]),
      );
      must(await bench.store.write((session) => records.publish(session, 'shop', many)));
      expect(must(await records.states('shop'))).toEqual(many);
    });
  });
}

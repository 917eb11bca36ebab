import { describe, expect, it } from 'vitest';
import { profileRelation, recordProfile } from '../../main/models/quality/profile.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import type { Column } from '../../shared/domain/column.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { ok } from '../../shared/errors/failure.ts';
import { must, type OpenStore, useBench } from './store/bench.ts';

const COLUMNS: readonly Column[] = [
  { name: 'id', type: { kind: 'integer' }, nullable: false },
  { name: 'state', type: { kind: 'text' }, nullable: true },
  { name: 'price', type: { kind: 'decimal', scale: 2 }, nullable: true },
  { name: 'day', type: { kind: 'day' }, nullable: true },
  { name: 'paid', type: { kind: 'boolean' }, nullable: true },
  { name: 'Odd "name', type: { kind: 'json' }, nullable: true },
];

/** Counting a relation through, whatever engine holds it. */
export function describeProfile(name: string, open: OpenStore): void {
  describe(`a profile on ${name}`, () => {
    const bench = useBench(open);
    const relation = relationName('core', 'profiled');

    it('counts nulls, values and bounds, and keeps them a line each', async () => {
      must(
        await migrate({
          store: bench.store,
          migrations: MIGRATIONS,
          clock: () => new Date(0),
          backup: async () => ok(null),
        }),
      );
      const rows = Array.from({ length: 30 }, (_, i) => [
        BigInt(i - 5),
        i % 10 === 0 ? null : i % 10 === 1 ? ' ' : i % 2 === 0 ? 'open' : 'paid',
        BigInt(i * 100),
        `2026-03-${String(i + 1).padStart(2, '0')}`,
        i < 10,
        '{"a": 1}',
      ]);
      must(
        await bench.store.write(async (session) => {
          must(await session.createTable({ name: relation, columns: COLUMNS }));
          return session.insert(
            relation,
            COLUMNS.map((column) => column.name),
            [rows],
          );
        }),
      );
      const profile = must(await profileRelation(bench.store, relation, COLUMNS));
      expect(profile.rows).toBe(30);
      expect(profile.columns).toEqual([
        {
          name: 'id',
          type: 'integer',
          nulls: 0,
          distinct: 30,
          least: '-5',
          greatest: '24',
          empty: 0,
          values: null,
        },
        {
          name: 'state',
          type: 'text',
          nulls: 3,
          distinct: 3,
          least: ' ',
          greatest: 'paid',
          empty: 3,
          values: [
            { value: 'open', rows: 12 },
            { value: 'paid', rows: 12 },
            { value: ' ', rows: 3 },
          ],
        },
        {
          name: 'price',
          type: 'decimal',
          nulls: 0,
          distinct: 30,
          least: '0',
          greatest: '2900',
          empty: 0,
          values: null,
        },
        {
          name: 'day',
          type: 'day',
          nulls: 0,
          distinct: 30,
          least: '2026-03-01',
          greatest: '2026-03-30',
          empty: 0,
          values: null,
        },
        {
          name: 'paid',
          type: 'boolean',
          nulls: 0,
          distinct: 2,
          least: null,
          greatest: null,
          empty: 0,
          values: [
            { value: 'false', rows: 20 },
            { value: 'true', rows: 10 },
          ],
        },
        {
          name: 'Odd "name',
          type: 'json',
          nulls: 0,
          distinct: 0,
          least: null,
          greatest: null,
          empty: 0,
          values: null,
        },
      ]);
      for (const build of ['b1', 'b1', 'b2'])
        must(await recordProfile(bench.store, profile, { build, at: '2026-03-08T10:00:00Z' }));
      const kept = must(
        await bench.store.query(
          `select "build", "value", count(*) over () from ${internalTable(bench.store, 'profiles')}
            where "metric" = 'rows' or ("column" = 'state' and "metric" = 'nulls') order by 1, 2`,
        ),
      );
      expect(kept.rows).toEqual([
        ['b1', '3', 4n],
        ['b1', '30', 4n],
        ['b2', '3', 4n],
        ['b2', '30', 4n],
      ]);
    });
  });
}

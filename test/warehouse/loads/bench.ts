import { randomBytes } from 'node:crypto';
import { createLoads } from '../../../main/warehouse/loads/createLoads.ts';
import type { LoadPlan, Loads, Record } from '../../../main/warehouse/loads.ts';
import type { Store } from '../../../main/warehouse/store.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { type Bench, must } from '../store/bench.ts';

export const NOON = new Date('2026-03-08T12:00:00.000Z');

export interface LoadsBench extends Bench {
  readonly loads: Loads;
  /** A plan for a relation of its own: append, evolve. */
  plan(more?: Partial<LoadPlan>): LoadPlan;
  attempt(): string;
  /** Lands these records as one load, which must succeed. */
  land(plan: LoadPlan, ...batches: (readonly Record[])[]): ReturnType<typeof landed>;
  /** Whole rows without nulls, in the order of their load and place. */
  rows(relation: RelationName): Promise<object[]>;
}

async function landed(
  loads: Loads,
  plan: LoadPlan,
  attempt: string,
  batches: readonly (readonly Record[])[],
) {
  return must(await loads.land(plan, stream(...batches), { attempt }));
}

export async function openLoads(store: Store): Promise<Loads> {
  return must(await createLoads({ store, clock: () => NOON, random: randomBytes, log: quietLog() }));
}

export function createLoadsBench(bench: Bench, loads: Loads): LoadsBench {
  let attempts = 0;
  const attempt = () => {
    attempts += 1;
    return `attempt ${attempts}`;
  };
  return {
    get store() {
      return bench.store;
    },
    name: bench.name,
    table: bench.table,
    loads,
    attempt,
    plan: (more = {}) => {
      const relation = more.relation ?? bench.name('raw', 'landed');
      return {
        source: 'shop',
        stream: relation,
        relation,
        disposition: 'append',
        contract: 'evolve',
        ...more,
      };
    },
    land: (plan, ...batches) => landed(loads, plan, attempt(), batches),
    rows: (relation) => readRows(bench.store, relation),
  };
}

export async function readRows(
  store: Store,
  relation: RelationName,
  order = '"_load", "_row"',
): Promise<object[]> {
  const { columns, rows } = must(
    await store.query(`select * from ${store.quote(relation)} order by ${order}`),
  );
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ name }, index) => {
        const value = row[index] ?? null;
        return value === null ? [] : [[name, typeof value === 'bigint' ? Number(value) : value]];
      }),
    ),
  );
}

export async function* stream(...batches: (readonly Record[])[]): AsyncGenerator<readonly Record[]> {
  yield* batches;
}

import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';
import type { RateMemory } from '../http/http.ts';

/**
 * What of rates and quotas is used up, kept in the warehouse. A bucket's name begins with its source's. A warehouse that doesn't answer holds
 * up no request: what is known in memory goes on counting.
 */
export function createRateMemory(store: Store, clock: () => Date): RateMemory {
  const table = internalTable(store, 'source_memory');
  const known = new Map<string, unknown>();
  return {
    async read(bucket) {
      if (known.has(bucket)) return known.get(bucket);
      const read = await store.query(`select "value" from ${table} where "key" = ?`, [bucket]);
      const text = read.ok ? read.value.rows[0]?.[0] : undefined;
      return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
    },
    async write(bucket, value) {
      known.set(bucket, value);
      await store.write((session) =>
        session.execute(
          `insert into ${table} ("key", "value", "at") values (?, ?, ?)
            on conflict ("key") do update set "value" = excluded."value", "at" = excluded."at"`,
          [bucket, JSON.stringify(value), clock().toISOString()],
        ),
      );
    },
  };
}

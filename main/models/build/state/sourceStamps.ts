import { RelationName } from '../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store } from '../../../warehouse/store.ts';

/** What the loads say of the relations of RAW, by the name SQL writes: the newest load of each, and how many there are. */
export async function sourceStamps(store: Store): Promise<Result<ReadonlyMap<string, string>>> {
  const read = await store.query(
    `select "relation", max("load"), count(*) from ${internalTable(store, 'loads')} group by "relation"`,
  );
  if (!read.ok) return read;
  const stamps = new Map<string, string>();
  for (const [name, newest, count] of read.value.rows) {
    const relation = RelationName.safeParse(name);
    if (relation.success) stamps.set(store.quote(relation.data), `load ${newest} of ${count}`);
  }
  return ok(stamps);
}

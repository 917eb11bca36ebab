import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';

/** How a relation was last written. Another version means that it was written since. */
export interface DatasetVersion {
  readonly version: string;
  /** ISO, UTC. */
  readonly at: string;
}

/**
 * The last load, publication or writing step of each relation, from the warehouse's own records. A relation that none of
 * these ever wrote has no version, whatever is in it.
 */
export async function writtenDatasets(
  store: Store,
  relations: readonly RelationName[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<RelationName, DatasetVersion>>> {
  const found = new Map<RelationName, DatasetVersion>();
  if (relations.length === 0) return ok(found);
  const wanted = [...new Set(relations)];
  const among = `in (${wanted.map(() => '?').join(', ')})`;
  const table = (name: string) => internalTable(store, name);
  // A load without rows moves a state and brings nothing, unless it put nothing in place of what was there.
  const read = await store.query(
    `select "relation", 'load ' || "load", "at" from ${table('loads')} as l where "relation" ${among} and "load" =
        (select max("load") from ${table('loads')} as n where n."relation" = l."relation" and (n."rows" > 0 or n."disposition" = 'replace'))
      union all select "relation", 'build ' || "build", "at" from ${table('node_states')} where "relation" ${among}
      union all select "relation", 'step ' || "attempt", "at" from ${table('step_writes')} where "relation" ${among}`,
    [...wanted, ...wanted, ...wanted],
    { priority: 'background', ...(signal && { signal }) },
  );
  if (!read.ok) return read;
  for (const [relation, version, at] of read.value.rows) {
    const name = String(relation) as RelationName;
    const one = { version: String(version), at: new Date(String(at)).toISOString() };
    const before = found.get(name);
    if (before === undefined || before.at < one.at) found.set(name, one);
  }
  return ok(found);
}

/** As a schedule remembers what it has answered; relations that were never written are left out. */
export async function datasetVersions(
  store: Store,
  relations: readonly RelationName[],
  signal?: AbortSignal,
): Promise<Result<Readonly<Record<string, string>>>> {
  const written = await writtenDatasets(store, relations, signal);
  if (!written.ok) return written;
  return ok(Object.fromEntries([...written.value].map(([relation, { version }]) => [relation, version])));
}

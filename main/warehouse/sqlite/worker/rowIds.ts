import type { RelationName } from '../../../../shared/domain/relation.ts';
import type { Connection } from './connection.ts';
import { quoteName } from './names.ts';
import { type Registered, registered } from './registry.ts';

/** Up to this many row ids a catalog counts rather than guesses: it takes about a millisecond. */
const COUNTED = 20_000n;

export interface RowIds {
  readonly first: bigint;
  readonly last: bigint;
  /** They count the rows themselves: first, first + 1 … last, one row each. */
  readonly dense: boolean;
}

/**
 * Null for an empty table and one without row ids. SQLite numbers the rows of an append 1, 2, 3 …, and whatever could
 * break that (a delete, a key that is the row id) is seen by this adapter and marked; `tidy` looks again.
 */
export function rowIds(connection: Connection, relation: RelationName, known?: Registered): RowIds | null {
  const name = quoteName(relation);
  const entry = known ?? registered(connection, relation);
  try {
    // Two lookups: asking for both in one select would read the whole table.
    const [first, last] = connection
      .statement(`select (select min(rowid) from ${name}), (select max(rowid) from ${name})`)
      .raw(true)
      .get() as [bigint | null, bigint | null];
    if (first === null || last === null) return null;
    return { first, last, dense: entry.dense && !keyIsRowId(connection, relation) };
  } catch {
    return null;
  }
}

/** Exact where rows are numbered without a gap or few; else what ANALYZE last estimated, or null. */
export function estimatedRows(
  connection: Connection,
  relation: RelationName,
  known: Registered,
): number | null {
  const ids = rowIds(connection, relation, known);
  if (ids === null) return hasRowIds(connection, relation) ? 0 : counted(connection, relation);
  const span = ids.last - ids.first + 1n;
  if (ids.dense) return Number(span);
  return span <= COUNTED ? counted(connection, relation) : analyzed(connection, relation);
}

export function counted(connection: Connection, relation: RelationName): number {
  return Number(
    connection
      .statement(`select count(*) from ${quoteName(relation)}`)
      .pluck(true)
      .get(),
  );
}

export function hasRowIds(connection: Connection, relation: RelationName): boolean {
  try {
    connection.db.prepare(`select rowid from ${quoteName(relation)}`);
    return true;
  } catch {
    return false;
  }
}

/** A primary key of one INTEGER column is the row id, and then whoever fills it chooses the numbers. */
export function keyIsRowId(connection: Connection, relation: RelationName): boolean {
  const fields = connection.db.pragma(`table_xinfo(${quoteName(relation)})`) as {
    type: string;
    pk: bigint;
  }[];
  const key = fields.filter((field) => field.pk > 0n);
  return key.length === 1 && key[0]?.type.toUpperCase() === 'INTEGER';
}

function analyzed(connection: Connection, relation: RelationName): number | null {
  const exists = connection.db.prepare(`select 1 from sqlite_master where name = 'sqlite_stat1'`).get();
  if (exists === undefined) return null;
  const stat = connection
    .statement('select stat from sqlite_stat1 where tbl = ? order by idx is not null limit 1')
    .pluck(true)
    .get(relation);
  const rows = Number.parseInt(String(stat), 10);
  return Number.isFinite(rows) ? rows : null;
}

import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Relation, Store, WriteSession } from '../store.ts';
import { countGaps, type Gaps, rememberGaps } from './gaps.ts';
import { isLanded, isShadow } from './landed.ts';
import { LOAD_COLUMN } from './landing.ts';
import type { LoadTables } from './loadTables.ts';

/** A table whose rows bear the id of their load. */
interface Bearer {
  readonly table: string;
  readonly column: string;
  /** SQL that is true for its last rows, and that the engine finds without reading the others. */
  readonly atEnd: string;
}

/** Some megabytes of a PostgreSQL table at most, and as many rows as SQLite reads in a millisecond. */
const PAGES_AT_END = 64;
const ROWS_AT_END = 2_000;

/**
 * Takes away what has no line in the ledger. A state whose load isn't listed goes too: kept, it would skip records that
 * are gone; without it the stream is extracted again. Looks with a reader first, so that a sound warehouse isn't written.
 *
 * The rows of a load and its line are one transaction on both engines, so no end of a process, however hard, leaves the one
 * without the other. It takes a repair that saved rows and not their line, a server restored in parts, or somebody's own
 * SQL. After an end that nobody saw, every row is looked at. Otherwise two bounded looks decide whether that is needed:
 *
 *   an id that was given out      its line is lost, and `gaps.ts` counts every line that is
 *   an id that is yet to come     the row is newer than the ledger; rows are appended, so it lies at the end of its table
 *
 * What escapes both is a row of a load yet to come in the middle of its table. `verify` reads everything and tells of it.
 */
export async function sweep(
  store: Store,
  tables: LoadTables,
  log: Logger,
  { thorough }: { readonly thorough: boolean },
): Promise<Result<{ rows: number }>> {
  const catalog = await store.catalog();
  if (!catalog.ok) return catalog;
  const shadows = catalog.value.filter(isShadow);
  const landed = catalog.value.filter(isLanded);
  const bearers = [...landed.map(({ name }) => relationBearer(store, name)), ...ownBearers(tables)];
  const gaps = await countGaps(store, tables);
  if (!gaps.ok) return gaps;
  const changed = gaps.value.now !== gaps.value.remembered;
  if (!thorough && shadows.length === 0 && !changed) {
    const ends = await guiltyOf(store, tables, bearers, ({ atEnd }) => atEnd);
    // Somebody's own table may have no end to look at.
    if (ends.ok && ends.value.length === 0) return ok({ rows: 0 });
  }
  const guilty = await guiltyOf(store, tables, bearers, () => null);
  if (!guilty.ok) return guilty;
  if (guilty.value.length === 0 && shadows.length === 0 && !changed) return ok({ rows: 0 });
  const swept = await store.write((session) => remove(session, tables, guilty.value, shadows, gaps.value));
  if (swept.ok) log.warn('What loads left that the ledger does not list was removed.', { ...swept.value });
  return swept;
}

async function guiltyOf(
  store: Store,
  tables: LoadTables,
  bearers: readonly Bearer[],
  where: (bearer: Bearer) => string | null,
): Promise<Result<Bearer[]>> {
  const guilty: Bearer[] = [];
  for (const bearer of bearers) {
    const conditions = [where(bearer), unlisted(tables, bearer)].filter((one) => one !== null);
    const found = await store.query(
      `select 1 from ${bearer.table} as b where ${conditions.join(' and ')} limit 1`,
    );
    if (!found.ok) return found;
    if (found.value.rows.length > 0) guilty.push(bearer);
  }
  return ok(guilty);
}

async function remove(
  session: WriteSession,
  tables: LoadTables,
  guilty: readonly Bearer[],
  shadows: readonly Relation[],
  gaps: Gaps,
): Promise<Result<{ rows: number }>> {
  let rows = 0;
  for (const bearer of guilty) {
    const removed = await session.execute(
      `delete from ${bearer.table} as b where ${unlisted(tables, bearer)}`,
    );
    if (!removed.ok) return removed;
    if (bearer.column === LOAD_COLUMN.name) rows += removed.value;
  }
  for (const { name } of shadows) {
    const dropped = await session.drop(name);
    if (!dropped.ok) return dropped;
  }
  const remembered = await rememberGaps(session, tables, gaps);
  return remembered.ok ? ok({ rows }) : remembered;
}

/** Not `not in`: PostgreSQL would go through the ledger for every row once it is longer than its work memory. */
function unlisted({ loads }: LoadTables, { column }: Bearer): string {
  return `b."${column}" is not null and not exists (select 1 from ${loads} l where l."load" = b."${column}")`;
}

function relationBearer(store: Store, relation: RelationName): Bearer {
  const table = store.quote(relation);
  const column = LOAD_COLUMN.name;
  if (store.engine === 'sqlite')
    return { table, column, atEnd: `_rowid_ > (select max(_rowid_) from ${table}) - ${ROWS_AT_END}` };
  const pages = `pg_relation_size('${table.replaceAll("'", "''")}') / current_setting('block_size')::int`;
  // Only as a query of its own is it known before the table is read, which then begins at that page.
  const first = `(select format('(%s,0)', greatest(${pages} - ${PAGES_AT_END}, 0))::tid)`;
  return { table, column, atEnd: `ctid >= ${first}` };
}

function ownBearers({ loads, cursors, rejected, schemas }: LoadTables): Bearer[] {
  const beyond = `"load" > (select coalesce(max("load"), 0) from ${loads})`;
  return [cursors, rejected, schemas].map((table) => ({ table, column: 'load', atEnd: beyond }));
}

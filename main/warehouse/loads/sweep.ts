import { nameOf } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Relation, Store, WriteSession } from '../store.ts';
import { LOAD_COLUMN, SHADOW } from './landing.ts';
import type { LoadTables } from './loadTables.ts';

/**
 * Takes away what has no line in the ledger. A state whose load isn't listed goes too: kept, it would skip records that
 * are gone; without it the stream is extracted again. Looks with a reader first, so that a sound warehouse isn't written.
 */
export async function sweep(
  store: Store,
  tables: LoadTables,
  log: Logger,
): Promise<Result<{ rows: number }>> {
  const catalog = await store.catalog();
  if (!catalog.ok) return catalog;
  const raw = catalog.value.filter(({ layer, kind }) => layer === 'raw' && kind === 'table');
  const shadows = raw.filter(({ name }) => nameOf(name).startsWith(SHADOW));
  const landed = raw.filter((one) => !shadows.includes(one) && bearsLoads(one));
  const suspects: { readonly table: string; readonly column: string }[] = [
    ...landed.map(({ name }) => ({ table: store.quote(name), column: LOAD_COLUMN.name })),
    ...[tables.cursors, tables.rejected, tables.schemas].map((table) => ({ table, column: 'load' })),
  ];
  const guilty: typeof suspects = [];
  for (const suspect of suspects) {
    const found = await store.query(
      `select 1 from ${suspect.table} where ${unlisted(tables, suspect.column)} limit 1`,
    );
    if (!found.ok) return found;
    if (found.value.rows.length > 0) guilty.push(suspect);
  }
  if (guilty.length === 0 && shadows.length === 0) return ok({ rows: 0 });
  const swept = await store.write((session) => remove(session, tables, guilty, shadows));
  if (swept.ok) log.warn('Rows of loads that were never listed were removed.', { rows: swept.value.rows });
  return swept;
}

async function remove(
  session: WriteSession,
  tables: LoadTables,
  guilty: readonly { readonly table: string; readonly column: string }[],
  shadows: readonly Relation[],
): Promise<Result<{ rows: number }>> {
  let rows = 0;
  for (const { table, column } of guilty) {
    const removed = await session.execute(`delete from ${table} where ${unlisted(tables, column)}`);
    if (!removed.ok) return removed;
    if (column === LOAD_COLUMN.name) rows += removed.value;
  }
  for (const { name } of shadows) {
    const dropped = await session.drop(name);
    if (!dropped.ok) return dropped;
  }
  return ok({ rows });
}

function unlisted(tables: LoadTables, column: string): string {
  return `"${column}" not in (select "load" from ${tables.loads})`;
}

function bearsLoads({ columns }: Relation): boolean {
  return columns.some(({ name, type }) => name === '_load' && type.kind === 'integer');
}

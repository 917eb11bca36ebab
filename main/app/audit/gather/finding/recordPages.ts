import type { Row, Value } from '../../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { MOST_AT_ONCE } from '../gathered.ts';

/** A series of more records than this is told by the rows that the study read. */
export const MOST_RECORDS = 50_000;

/** Page by page, so that no answer keeps the window waiting. Ends soon after the most. */
export async function inPages(
  store: Store,
  sql: string,
  values: readonly Value[],
  signal: AbortSignal,
): Promise<Result<readonly Row[]>> {
  const rows: Row[] = [];
  while (rows.length <= MOST_RECORDS) {
    const page = await store.query(`${sql} limit ${MOST_AT_ONCE} offset ${rows.length}`, values, { signal });
    if (!page.ok) return page;
    for (const row of page.value.rows) rows.push(row);
    if (page.value.rows.length < MOST_AT_ONCE) break;
  }
  return ok(rows);
}

/** By the database itself, so that a row lost on the way shows. */
export async function countOf(
  store: Store,
  relation: RelationName,
  where: string,
  values: readonly Value[],
  signal: AbortSignal,
): Promise<Result<number>> {
  const read = await store.query(`select count(*) from ${store.quote(relation)} where ${where}`, values, {
    signal,
  });
  return read.ok ? ok(Number(read.value.rows[0]?.[0] ?? 0)) : read;
}

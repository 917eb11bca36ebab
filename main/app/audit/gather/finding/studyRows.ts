import type { SeriesRelation } from '../../../../../shared/domain/study.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Relation, Store } from '../../../../warehouse/store.ts';
import { rowColumn } from '../rowColumns.ts';
import { countOf, inPages } from './recordPages.ts';
import type { Traced } from './traceRows.ts';

/** Rows of a series as the study read them: what there is to show where records can't be traced. */
export async function studyRows(
  store: Store,
  read: Relation | undefined,
  side: SeriesRelation,
  { name, sheet, label }: { readonly name: string; readonly sheet: string; readonly label: string },
  signal: AbortSignal,
): Promise<Result<Traced>> {
  const columns = read?.columns ?? [];
  const found = await inPages(
    store,
    `select ${columns.map((one) => `"${one.name}"`).join(', ')} from ${store.quote(side.relation)}
      where "${side.name}" = ? order by "${side.day}"`,
    [name],
    signal,
  );
  if (!found.ok) return found;
  const rows = found.value;
  const counted = await countOf(store, side.relation, `"${side.name}" = ?`, [name], signal);
  if (!counted.ok) return counted;
  return ok({
    relation: side.relation,
    counted: counted.value,
    told: `Rows of ${side.relation} as the study read them. Which records they were made from can’t be told row by row: the sheet Sources has the loads and the statements between.`,
    days: [],
    set: {
      ...{
        name: sheet,
        title: `${label} in ${side.relation}, as the study read it`,
        count: rows.length,
        rows,
      },
      columns: columns.map(rowColumn),
    },
  });
}

import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { RowColumn, RowSet } from '../../../../audit/packages/material/rowSet.ts';
import { sheetNameOf } from '../../../../audit/workbook/sheetName.ts';
import { readyStudy, studyNames } from '../../../studies/studyFiles.ts';
import type { AuditSurroundings } from '../../surroundings.ts';
import type { PageOf } from '../gathered.ts';
import { type ColumnTotals, columnTotals } from '../relation/columnTotals.ts';
import { rowColumn } from '../rowColumns.ts';
import { dailyTable } from './periodTables.ts';

export interface DailyOutcomes {
  readonly set: RowSet;
  readonly relation: RelationName;
  /** As the database has them, in the columns that Excel sums. */
  readonly totals: ColumnTotals;
  readonly value: string;
  readonly day: string;
  readonly pageOf: PageOf;
  readonly sql: string;
}

/** The outcomes that studies look at, on the days of the period: each relation once. */
export async function dailyOutcomes(
  { workspace, warehouse }: AuditSurroundings,
  { from, to }: { readonly from: string; readonly to: string },
  taken: readonly string[],
  signal: AbortSignal,
): Promise<Result<DailyOutcomes[]>> {
  const { store } = warehouse;
  const found: DailyOutcomes[] = [];
  for (const name of (await studyNames(workspace.path)) ?? []) {
    const ready = await readyStudy(workspace.path, name);
    if (!ready.ok) continue;
    const { relation, day, value, name: series } = ready.value.study.outcomes;
    if (found.some((one) => one.relation === relation)) continue;
    const described = await store.describe(relation, { signal });
    if (!described.ok) return described;
    const columns = [day, series, value].flatMap(
      (one) => described.value?.columns.find((column) => column.name === one) ?? [],
    );
    // One that isn't built yet has no days.
    if (columns.length < 3) continue;
    // Days as text sort like days, and instants within the last day belong to it.
    const where = {
      sql: `cast("${day}" as text) >= ? and cast("${day}" as text) < ?`,
      values: [from, `${to}~`],
    };
    const totals = await columnTotals(store, relation, columns, signal, where);
    if (!totals.ok) return totals;
    const sheet = sheetNameOf(
      `Daily ${found.length === 0 ? 'outcomes' : relation.split('.')[1]}`.slice(0, 24),
      taken,
    );
    const told: readonly RowColumn[] = columns.map(rowColumn);
    const sql = `select ${columns.map((one) => `"${one.name}"`).join(', ')} from ${store.quote(relation)} where ${where.sql} order by "${day}", "${series}"`;
    found.push({
      ...{ relation, value, day, totals: totals.value },
      set: dailyTable(sheet, relation, told, totals.value.rows),
      sql: sql.replace('?', `'${from}'`).replace('?', `'${to}~'`),
      pageOf: async ({ offset, limit }, by) => {
        const page = await store.query(`${sql} limit ${limit} offset ${offset}`, where.values, {
          signal: by,
        });
        return page.ok ? ok(page.value.rows) : page;
      },
    });
  }
  return ok(found);
}

import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import { internalTable } from '../../../../warehouse/internalTable.ts';
import type { Store } from '../../../../warehouse/store.ts';
import type { PeriodSets } from './periodFigures.ts';
import type { Span } from './periodTables.ts';

const RECORDS: Readonly<Record<keyof PeriodSets, readonly [table: string, at: string]>> = {
  loads: ['loads', 'at'],
  builds: ['builds', 'started_at'],
  runs: ['pipeline_runs', 'queued_at'],
  studies: ['study_versions', 'at'],
  directives: ['directives', 'made_at'],
};

/** How many there are of each by the database's own count, so that one lost on the way shows. */
export async function countedRecords(
  store: Store,
  { from, until }: Span,
  signal: AbortSignal,
): Promise<Result<Record<keyof PeriodSets, number>>> {
  const counted: Record<keyof PeriodSets, number> = {
    loads: 0,
    builds: 0,
    runs: 0,
    studies: 0,
    directives: 0,
  };
  for (const key of Object.keys(RECORDS) as (keyof PeriodSets)[]) {
    const [table, at] = RECORDS[key];
    const read = await store.query(
      `select count(*) from ${internalTable(store, table)} where "${at}" >= ? and "${at}" < ?`,
      [from, until],
      { signal },
    );
    if (!read.ok) return read;
    counted[key] = Number(read.value.rows[0]?.[0] ?? 0);
  }
  return ok(counted);
}

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailedRun } from '../../../shared/contract/brief.ts';
import { Failure, ok, type Result } from '../../../shared/errors/failure.ts';
import { tablesOf } from '../../pipelines/records/tables.ts';
import type { Rows, Store } from '../../warehouse/store.ts';

const MOST = 20;

/** Of each pipeline of the workspace whose last run failed: at which step and why. The latest first. */
export async function failedRuns(store: Store, folder: string): Promise<Result<FailedRun[]>> {
  const { runs, tasks, tries } = tablesOf(store);
  const read = await store.query(
    `select r."id", r."pipeline", r."ended_at", t."step", t."note", a."failure" from (
      select "id", "pipeline", "status", "ended_at",
        row_number() over (partition by "pipeline" order by "queued_at" desc, "id" desc) as "place"
      from ${runs} where "status" in ('succeeded', 'failed', 'cancelled') and "kind" <> 'backfill'
    ) r
    left join ${tasks} t on t."run" = r."id" and t."status" = 'failed'
    left join ${tries} a on a."run" = t."run" and a."step" = t."step" and a."item" = t."item" and a."number" = t."last_try"
    where r."place" = 1 and r."status" = 'failed'
    order by r."ended_at" desc, r."id", case when t."item" >= 0 then 0 else 1 end, t."ended_at", t."step"`,
    [],
    { priority: 'interactive' },
  );
  if (!read.ok) return read;
  const failed = new Map<string, FailedRun>();
  for (const row of read.value.rows) {
    const one = told(row);
    if (failed.size === MOST || failed.has(one.run)) continue;
    // What a pipeline did whose file was taken away is nothing to act on.
    if (await isThere(join(folder, 'pipelines', `${one.pipeline}.yml`))) failed.set(one.run, one);
  }
  return ok([...failed.values()]);
}

function told([run, pipeline, at, step, note, failure]: Rows['rows'][number]): FailedRun {
  const why = failure == null ? null : Failure.safeParse(JSON.parse(String(failure))).data;
  const where = step == null ? '' : ` at the step ${String(step)}`;
  const reason = why == null ? String(note ?? '') : `${why.message} ${why.next}`;
  return {
    ...{ run: String(run), pipeline: String(pipeline), at: at == null ? null : String(at) },
    sentence: `The last run of ${String(pipeline)} failed${where}${reason.trim() === '' ? '.' : `: ${reason.trim()}`}`,
  };
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

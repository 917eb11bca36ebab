import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { newTask } from '../run/newTask.ts';
import { ENDED } from '../run/states.ts';
import { textIn } from './cells.ts';
import type { Records } from './records.ts';
import { tablesOf } from './tables.ts';
import { taskColumns, taskIn } from './tasks.ts';

/** How far back durations are looked for: enough to find twenty successes of a step that often fails. */
const RUNS_LOOKED_AT = 40;
const TIMES_KEPT = 20;

type History = Pick<Records, 'pastTask' | 'durations'>;

export function createHistory(store: Store): History {
  const { runs, tasks, tries } = tablesOf(store);
  const ended = ENDED.map((status) => `'${status}'`).join(', ');

  return {
    /**
     * A run that ended without ever having that step is looked past: the step is newer than it. One that hasn't ended may
     * still come to it, so its step counts as waiting.
     */
    async pastTask(pipeline, before, step) {
      const found = await store.query(
        `select ${taskColumns('t')} from ${runs} r
          left join ${tasks} t on t."run" = r."id" and t."step" = ? and t."item" = -1
          where r."pipeline" = ? and r."interval_from" < ? and (t."run" is not null or r."status" not in (${ended}))
          order by r."interval_from" desc, r."queued_at" desc, r."id" desc limit 1`,
        [step, pipeline, before],
      );
      if (!found.ok) return found;
      const [row] = found.value.rows;
      if (row === undefined) return ok(null);
      return ok(row[0] === null ? newTask(step) : taskIn(row));
    },

    async durations(pipeline: PipelineName) {
      // A mapped step has no tries of its own; what it took is from its first item to its last.
      const found = await store.query(
        `select "step", "from_at", "to_at" from (
          select t."step", coalesce(a."started_at", t."started_at") as "from_at", coalesce(a."ended_at", t."ended_at") as "to_at",
            row_number() over (partition by t."step" order by t."ended_at" desc, t."run" desc) as "place"
          from (select "id" from ${runs} where "pipeline" = ? order by "queued_at" desc, "id" desc limit ${RUNS_LOOKED_AT}) r
          join ${tasks} t on t."run" = r."id"
          left join ${tries} a on a."run" = t."run" and a."step" = t."step" and a."item" = t."item" and a."number" = t."last_try"
          where t."item" = -1 and t."status" = 'succeeded'
        ) s where "place" <= ${TIMES_KEPT} order by "step", "place"`,
        [pipeline],
      );
      if (!found.ok) return found;
      const took = new Map<StepName, number[]>();
      for (const [name, from, to] of found.value.rows) {
        if (from === null || to === null) continue;
        const step = textIn(name) as StepName;
        const times = took.get(step) ?? [];
        times.push(Math.max(0, Date.parse(textIn(to)) - Date.parse(textIn(from))));
        took.set(step, times);
      }
      return ok(took);
    },
  };
}

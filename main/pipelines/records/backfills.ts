import type { Row } from '../../../shared/domain/column.ts';
import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { BackfillId } from '../ids.ts';
import { jsonIn, textIn, wholeIn } from './cells.ts';
import type { Fenced } from './fence.ts';
import { linesOf, overwrite, textOf } from './lines.ts';
import { createNewRuns } from './newRuns.ts';
import type { Backfill, Records } from './records.ts';
import { tablesOf } from './tables.ts';

const COLUMNS = [
  ...['id', 'pipeline', 'from_at', 'to_at', 'reprocess', 'order', 'at_once:whole', 'params', 'created_at'],
  'status',
];

type Backfills = Pick<Records, 'backfills' | 'saveBackfill'>;

export function createBackfillRecords(store: Store, fenced: Fenced): Backfills {
  const { backfills, runs } = tablesOf(store);
  const claim = createNewRuns(store);
  const line = linesOf(store.engine, COLUMNS);
  const save = `insert into ${backfills} (${line.names}) select ${line.values} from ${line.source} where true
    on conflict ("id") do update set ${overwrite(COLUMNS.slice(1))}`;

  return {
    async backfills(pipeline) {
      const found = await store.query(
        `select ${line.names} from ${backfills}${pipeline === undefined ? '' : ' where "pipeline" = ?'} order by "created_at" desc, "id" desc`,
        pipeline === undefined ? [] : [pipeline],
      );
      return found.ok ? ok(found.value.rows.map(backfillIn)) : found;
    },

    saveBackfill: (session, backfill, made) =>
      fenced(session, async (writing) => {
        const saved = await writing.execute(save, [textOf([lineOf(backfill)])]);
        if (!saved.ok) return saved;
        const claimed = await claim(writing, made);
        if (!claimed.ok) return claimed;
        if (claimed.value.size === 0) {
          const none = await writing.execute(
            `update ${backfills} set "status" = 'done' where "id" = ? and "status" = 'running'
              and not exists (select 1 from ${runs} r where r."backfill" = ?)`,
            [backfill.id, backfill.id],
          );
          if (!none.ok) return none;
        }
        return ok({ claimed: made.flatMap(({ id }) => (claimed.value.has(id) ? [id] : [])) });
      }),
  };
}

function lineOf(backfill: Backfill) {
  return [
    backfill.id,
    backfill.pipeline,
    backfill.from,
    backfill.to,
    backfill.reprocess,
    backfill.order,
    backfill.atOnce,
    JSON.stringify(backfill.params),
    backfill.createdAt,
    backfill.status,
  ];
}

function backfillIn(row: Row): Backfill {
  const [id, pipeline, from, to, reprocess, order, atOnce, params, createdAt, status] = row;
  return {
    id: textIn(id) as BackfillId,
    pipeline: textIn(pipeline) as PipelineName,
    from: textIn(from),
    to: textIn(to),
    reprocess: textIn(reprocess) as Backfill['reprocess'],
    order: textIn(order) as Backfill['order'],
    atOnce: wholeIn(atOnce),
    params: jsonIn(params),
    createdAt: textIn(createdAt),
    status: textIn(status) as Backfill['status'],
  };
}

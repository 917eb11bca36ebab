import type { Row, Value } from '../../../shared/domain/column.ts';
import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { BackfillId, RunId, SessionId } from '../ids.ts';
import type { RunKind, RunStatus } from '../run/states.ts';
import { jsonIn, textIn, textOrNull, truthIn, wholeIn } from './cells.ts';
import type { Records, RunFilter, RunLine } from './records.ts';
import { tablesOf } from './tables.ts';

const COLUMNS = [
  ...['id', 'pipeline', 'slot', 'kind', 'interval_from', 'interval_to', 'params', 'queued_at', 'priority'],
  ...['backfill', 'note', 'status', 'started_at', 'ended_at', 'session', 'interruptions', 'cancel_wanted'],
  'round',
]
  .map((name) => `r."${name}"`)
  .join(', ');

type Runs = Pick<Records, 'run' | 'runs' | 'countRuns'>;

export function createRuns(store: Store): Runs {
  const { runs, definitions } = tablesOf(store);

  function chosen(filter: RunFilter): { where: string; params: Value[] } {
    const parts: string[] = [];
    const params: Value[] = [];
    const demand = (part: string, ...values: Value[]) => {
      parts.push(part);
      params.push(...values);
    };
    if (filter.pipeline !== undefined) demand('r."pipeline" = ?', filter.pipeline);
    // One by one: Postgres knows then how few of them there are, and takes the index.
    if (filter.status !== undefined)
      demand(`r."status" in (${filter.status.map(() => '?').join(', ') || 'null'})`, ...filter.status);
    if (filter.kind !== undefined) demand('r."kind" = ?', filter.kind);
    if (filter.backfill !== undefined) demand('r."backfill" = ?', filter.backfill);
    if (filter.from !== undefined) demand('r."queued_at" >= ?', filter.from);
    if (filter.until !== undefined) demand('r."queued_at" < ?', filter.until);
    if (filter.overlaps !== undefined)
      demand('r."interval_from" < ? and r."interval_to" > ?', filter.overlaps.to, filter.overlaps.from);
    return { where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`, params };
  }

  return {
    async run(id) {
      const found = await store.query(
        `select ${COLUMNS}, d."value" from ${runs} r join ${definitions} d on d."hash" = r."definition" where r."id" = ?`,
        [id],
      );
      if (!found.ok) return found;
      const [row] = found.value.rows;
      return ok(row === undefined ? null : { ...runIn(row), definition: jsonIn(row.at(-1)) });
    },

    async runs(filter, { skip, take }) {
      const { where, params } = chosen(filter);
      const found = await store.query(
        `select ${COLUMNS} from ${runs} r ${where} order by r."queued_at" desc, r."id" desc limit ? offset ?`,
        [...params, BigInt(take), BigInt(skip)],
      );
      return found.ok ? ok(found.value.rows.map(runIn)) : found;
    },

    async countRuns(filter) {
      const { where, params } = chosen(filter);
      const found = await store.query(`select count(*) from ${runs} r ${where}`, params);
      return found.ok ? ok(wholeIn(found.value.rows[0]?.[0])) : found;
    },
  };
}

function runIn(row: Row): RunLine {
  const [id, pipeline, slot, kind, from, to, params, queuedAt, priority, backfill, note, status, ...later] =
    row;
  const [startedAt, endedAt, session, interruptions, cancelWanted, round] = later;
  return {
    id: textIn(id) as RunId,
    pipeline: textIn(pipeline) as PipelineName,
    slot: textIn(slot),
    kind: textIn(kind) as RunKind,
    interval: { from: textIn(from), to: textIn(to) },
    params: jsonIn(params),
    queuedAt: textIn(queuedAt),
    priority: wholeIn(priority),
    backfill: textOrNull(backfill) as BackfillId | null,
    note: textOrNull(note),
    status: textIn(status) as RunStatus,
    startedAt: textOrNull(startedAt),
    endedAt: textOrNull(endedAt),
    session: textOrNull(session) as SessionId | null,
    interruptions: wholeIn(interruptions),
    cancelWanted: truthIn(cancelWanted),
    round: wholeIn(round),
  };
}

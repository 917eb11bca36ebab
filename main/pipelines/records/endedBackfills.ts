import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';
import type { RunId } from '../ids.ts';
import { ENDED } from '../run/states.ts';
import { among, textOf } from './lines.ts';
import { tablesOf } from './tables.ts';

/** With the last of its runs a backfill is done, in the transaction that ended it. */
export function createEndedBackfills(store: Store) {
  const { runs, backfills } = tablesOf(store);
  const ended = ENDED.map((status) => `'${status}'`).join(', ');
  const sql = `update ${backfills} set "status" = 'done' where "status" = 'running'
    and "id" in (select "backfill" from ${runs} where "id" in ${among(store.engine)} and "backfill" is not null)
    and not exists (select 1 from ${runs} o where o."backfill" = ${backfills}."id" and o."status" not in (${ended}))`;
  return async (writing: WriteSession, run: readonly RunId[]): Promise<Result<void>> => {
    const done = await writing.execute(sql, [textOf(run)]);
    return done.ok ? ok(undefined) : done;
  };
}

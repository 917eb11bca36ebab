import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Store, WriteSession } from '../store.ts';
import { takeTurn } from './ledger.ts';
import type { LoadTables } from './loadTables.ts';
import { readLines } from './readings.ts';

interface Around {
  readonly store: Store;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Whatever of a load was merged away since has the id of a later load, and stays for as long as that. */
export async function expire(
  { store, clock, log }: Around,
  tables: LoadTables,
  relation: RelationName,
  before: Date,
): Promise<Result<{ loads: number; rows: number }>> {
  const at = clock().toISOString();
  const done = await store.write(async (session) => {
    const turn = await takeTurn(session, tables);
    if (!turn.ok) return turn;
    const old = await readLines(
      session,
      `select "load", "rows", "detail" from ${tables.loads} where "relation" = ? and "at" < ?
        and ("rows" > 0 or "rejected" > 0) and "detail" not like '%"expired":{%'`,
      [relation, before.toISOString()],
    );
    if (!old.ok) return old;
    let rows = 0;
    for (const line of old.value) {
      const load = line.number('load');
      const gone = await removeRows(store, session, tables, relation, load);
      if (!gone.ok) return gone;
      rows += gone.value;
      const detail = { ...JSON.parse(line.text('detail')), expired: { at, rows: line.number('rows') } };
      const noted = await session.execute(
        `update ${tables.loads} set "rows" = 0, "detail" = ? where "load" = ?`,
        [JSON.stringify(detail), BigInt(load)],
      );
      if (!noted.ok) return noted;
      const unkept = await session.execute(`delete from ${tables.rejected} where "load" = ?`, [BigInt(load)]);
      if (!unkept.ok) return unkept;
    }
    return ok({ loads: old.value.length, rows });
  });
  if (done.ok && done.value.loads > 0)
    log.info('Rows were deleted because they may not be kept longer.', { relation, ...done.value });
  return done;
}

/** Of the relation and of the lists below it; answers with the relation's own. */
async function removeRows(
  store: Store,
  session: WriteSession,
  tables: LoadTables,
  relation: RelationName,
  load: number,
): Promise<Result<number>> {
  const below = await readLines(session, `select "child" from ${tables.children} where "parent" = ?`, [
    relation,
  ]);
  if (!below.ok) return below;
  for (const line of below.value) {
    const done = await removeRows(store, session, tables, line.text('child') as RelationName, load);
    if (!done.ok) return done;
  }
  const there = await session.describe(relation);
  if (!there.ok) return there;
  if (there.value === null) return ok(0);
  return session.execute(`delete from ${store.quote(relation)} where "_load" = ?`, [BigInt(load)]);
}

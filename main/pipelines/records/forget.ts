import { ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { RunId } from '../ids.ts';
import { ENDED } from '../run/states.ts';
import { textIn } from './cells.ts';
import type { Fenced } from './fence.ts';
import { among, textOf } from './lines.ts';
import type { Records } from './records.ts';
import { tablesOf } from './tables.ts';

/** What one call forgets at most, so that nobody waits long for the writer; the rest goes at the next. */
const MOST_AT_ONCE = 200;

export function createForget(store: Store, fenced: Fenced): Pick<Records, 'forget'> {
  const { runs, tasks, tries, definitions } = tablesOf(store);
  const ended = ENDED.map((status) => `'${status}'`).join(', ');
  const list = among(store.engine);

  return {
    forget: (session, keep) =>
      fenced(
        session,
        async (writing) => {
          const found = await writing.query(
            `select "id" from (
              select "id", "queued_at", row_number() over (partition by "pipeline" order by "queued_at" desc, "id" desc) as "place"
              from ${runs} where "status" in (${ended})
            ) s where "place" > ? order by "queued_at", "id" limit ${MOST_AT_ONCE}`,
            [BigInt(keep)],
          );
          if (!found.ok) return found;
          const old = found.value.rows.map(([id]) => textIn(id) as RunId);
          if (old.length === 0) return ok(old);
          const ids = textOf(old);
          for (const sql of [
            `delete from ${tries} where "run" in ${list}`,
            `delete from ${tasks} where "run" in ${list}`,
            `delete from ${runs} where "id" in ${list}`,
          ]) {
            const done = await writing.execute(sql, [ids]);
            if (!done.ok) return done;
          }
          const unused = await writing.execute(
            `delete from ${definitions} where not exists (select 1 from ${runs} r where r."definition" = ${definitions}."hash")`,
          );
          return unused.ok ? ok(old) : unused;
        },
        { priority: 'background' },
      ),
  };
}

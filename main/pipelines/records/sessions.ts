import type { Row } from '../../../shared/domain/column.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { RunId, SessionId } from '../ids.ts';
import { textIn, textOrNull, wholeIn } from './cells.ts';
import { type Fenced, lost, nothing } from './fence.ts';
import type { Records, Session } from './records.ts';
import { tablesOf } from './tables.ts';

const COLUMNS = '"id", "host", "pid", "process_started", "boot", "started_at", "heartbeat_at", s."ended_at"';

type Sessions = Pick<Records, 'begin' | 'heartbeat' | 'end' | 'session'>;

export function createSessions(store: Store, fenced: Fenced): Sessions {
  const { scheduler, sessions, runs } = tablesOf(store);
  const holder = `select ${COLUMNS}, c."held" from ${scheduler} c join ${sessions} s on s."id" = c."session" where c."key" = 1`;
  const locked = store.engine === 'postgres' ? ' for update of c' : '';

  return {
    begin: (session, dead) =>
      store.write(async (writing) => {
        // There must be a row to lock, or two that begin at once on an empty record would both find nobody.
        const there = await writing.execute(
          `insert into ${scheduler} ("key", "session", "held") values (1, '', 0) on conflict ("key") do nothing`,
        );
        if (!there.ok) return there;
        if (store.engine === 'postgres') {
          const alone = await writing.query(`select "key" from ${scheduler} where "key" = 1 for update`);
          if (!alone.ok) return alone;
        }
        const found = await writing.query(`${holder}${locked}`);
        if (!found.ok) return found;
        const [row] = found.value.rows;
        if (row !== undefined && Number(row[8]) === 1) {
          const other = sessionIn(row);
          if (other.id !== session.id && other.endedAt === null && !dead(other)) return lost();
          // What nobody lives to end is ended here, at the last moment it was heard of.
          const closed = await writing.execute(
            `update ${sessions} set "ended_at" = "heartbeat_at" where "id" = ? and "id" <> ? and "ended_at" is null`,
            [other.id, session.id],
          );
          if (!closed.ok) return closed;
        }
        const begun = await writing.execute(
          `insert into ${sessions} ("id", "host", "pid", "process_started", "boot", "started_at", "heartbeat_at", "ended_at")
            values (?, ?, ?, ?, ?, ?, ?, null) on conflict ("id") do update set "heartbeat_at" = excluded."heartbeat_at", "ended_at" = null`,
          [
            session.id,
            session.host,
            BigInt(session.pid),
            session.processStarted,
            session.boot,
            session.startedAt,
            session.heartbeatAt,
          ],
        );
        if (!begun.ok) return begun;
        const taken = await writing.execute(
          `update ${scheduler} set "session" = ?, "held" = 1 where "key" = 1`,
          [session.id],
        );
        if (!taken.ok) return taken;
        const orphans = await writing.query(
          `select "id" from ${runs} where "status" = 'running' and ("session" is null or "session" <> ?) order by "queued_at", "id"`,
          [session.id],
        );
        return orphans.ok ? ok({ orphans: orphans.value.rows.map(([id]) => textIn(id) as RunId) }) : orphans;
      }),

    heartbeat: (id, at) =>
      nothing(
        fenced(id, (writing) =>
          writing.execute(`update ${sessions} set "heartbeat_at" = ? where "id" = ?`, [at, id]),
        ),
      ),

    end: (id, at) =>
      nothing(
        fenced(id, async (writing) => {
          const ended = await writing.execute(`update ${sessions} set "ended_at" = ? where "id" = ?`, [
            at,
            id,
          ]);
          return ended.ok ? writing.execute(`update ${scheduler} set "held" = 0 where "key" = 1`) : ended;
        }),
      ),

    async session() {
      const found = await store.query(holder);
      if (!found.ok) return found;
      const [row] = found.value.rows;
      return ok(row === undefined ? null : sessionIn(row));
    },
  };
}

function sessionIn([id, host, pid, processStarted, boot, startedAt, heartbeatAt, endedAt]: Row): Session {
  return {
    id: textIn(id) as SessionId,
    host: textIn(host),
    pid: wholeIn(pid),
    processStarted: textIn(processStarted),
    boot: textIn(boot),
    startedAt: textIn(startedAt),
    heartbeatAt: textIn(heartbeatAt),
    endedAt: textOrNull(endedAt),
  };
}

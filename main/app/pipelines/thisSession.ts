import { hostname } from 'node:os';
import type { SessionId } from '../../pipelines/ids.ts';
import type { Session } from '../../pipelines/records/records.ts';
import { isAlive, thisProcess } from '../../workspace/lease/processFacts.ts';

/** Three ticks and a half: a scheduler on another machine that is silent for so long has gone. */
const SILENT_MS = 75_000;

/** This process as it signs what it writes. */
export async function thisSession(id: SessionId, now: Date): Promise<Session> {
  const { pid, started, bootId } = await thisProcess();
  const at = now.toISOString();
  return {
    id,
    host: hostname(),
    pid,
    processStarted: started ?? '',
    boot: bootId ?? '',
    startedAt: at,
    heartbeatAt: at,
    endedAt: null,
  };
}

/**
 * Whether the scheduler that wrote last has gone. A SQLite warehouse lies in the workspace, and whoever holds the
 * workspace is the only one who can write it; a shared Postgres is asked from several machines, where only silence tells.
 */
export async function hasGone(
  other: Session,
  me: Session,
  how: { readonly alone: boolean; readonly now: Date },
): Promise<boolean> {
  if (how.alone || other.endedAt !== null) return true;
  if (how.now.getTime() - Date.parse(other.heartbeatAt) > SILENT_MS) return true;
  if (other.host !== me.host) return false;
  const mine = await thisProcess();
  const theirs = {
    ...mine,
    pid: other.pid,
    started: other.processStarted || null,
    bootId: other.boot || null,
  };
  return !(await isAlive(theirs, mine));
}

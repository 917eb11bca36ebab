import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store, WriteOptions, WriteSession } from '../../warehouse/store.ts';
import type { SessionId } from '../ids.ts';
import { tablesOf } from './tables.ts';

export type Fenced = <T>(
  session: SessionId,
  work: (writing: WriteSession) => Promise<Result<T>>,
  options?: WriteOptions,
) => Promise<Result<T>>;

/**
 * A write of the session that holds the scheduler, in one transaction. Whoever takes over writes the same row: on SQLite
 * the two can't overlap, on Postgres the shared lock makes the taker wait until this is committed.
 */
export function createFence(store: Store): Fenced {
  const { scheduler } = tablesOf(store);
  const holds = `select "session" from ${scheduler} where "key" = 1 and "session" = ? and "held" = 1${
    store.engine === 'postgres' ? ' for share' : ''
  }`;
  return (session, work, options) =>
    store.write(async (writing) => {
      const held = await writing.query(holds, [session]);
      if (!held.ok) return held;
      return held.value.rows.length === 0 ? lost() : work(writing);
    }, options);
}

export function lost() {
  return fail('SCHEDULER_LOST', {
    message: 'Another process runs the pipelines of this workspace now, so nothing was changed from here.',
    next: 'Go on there, or close the other one and open this workspace again.',
  });
}

export async function nothing(done: Promise<Result<unknown>>): Promise<Result<void>> {
  const result = await done;
  return result.ok ? ok(undefined) : result;
}

import type { Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import type { SessionId } from '../ids.ts';
import type { Fenced } from './fence.ts';
import type { Change, Records } from './records.ts';
import { createWriteChanges, onlyBegins } from './writeChanges.ts';

interface Asked {
  readonly session: SessionId;
  readonly changes: readonly Change[];
  answer(result: Result<void>): void;
  refuse(error: unknown): void;
}

/** More than this waits for the next transaction: other writers get their turn between two. */
const MOST_AT_ONCE = 5_000;

/**
 * What is asked while a transaction is on its way waits, and goes into the next one together: a commit costs the same
 * however much is in it. Asked first is written first. When a shared transaction fails, each is tried by itself, so that
 * none fails for what another asked.
 */
export function createChanges(store: Store, fenced: Fenced): Pick<Records, 'change'> {
  const write = createWriteChanges(store);
  const waiting: Asked[] = [];
  let going = false;

  const commit = (session: SessionId, changes: readonly Change[]) =>
    fenced(session, (writing) => write(writing, changes), {
      commit: onlyBegins(changes) ? 'loose' : 'usual',
    });

  function take(): Asked[] {
    const [first] = waiting;
    if (first === undefined) return [];
    let count = 0;
    const end = waiting.findIndex(({ session, changes }) => {
      count += changes.length;
      return session !== first.session || (count > MOST_AT_ONCE && count > changes.length);
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  async function settle(first: Asked, taken: readonly Asked[]): Promise<void> {
    const shared = await commit(
      first.session,
      taken.flatMap(({ changes }) => changes),
    );
    if (shared.ok || taken.length === 1 || shared.failure.code === 'SCHEDULER_LOST')
      for (const one of taken) one.answer(shared);
    else for (const one of taken) one.answer(await commit(one.session, one.changes));
  }

  async function drain(): Promise<void> {
    for (let taken = take(); ; taken = take()) {
      const [first] = taken;
      if (first === undefined) break;
      // A defect is each caller's to hear of; an answer that was given already stands.
      await settle(first, taken).catch((error) => {
        for (const one of taken) one.refuse(error);
      });
    }
    going = false;
  }

  return {
    change: (session, changes) =>
      new Promise((answer, refuse) => {
        waiting.push({ session, changes, answer, refuse });
        if (going) return;
        going = true;
        // What else is asked in this same turn of the loop goes along.
        queueMicrotask(drain);
      }),
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Transaction } from './transaction.ts';

/** Waiting long for a lock makes every new reader wait behind us; so wait briefly, let them pass, and ask again. */
const LOCK_WAIT_MS = 1_000;
const LOCK_PAUSE_MS = 200;

export async function lockTables(
  transaction: Transaction,
  tables: readonly string[],
  lockMs: number,
): Promise<Result<void>> {
  if (tables.length === 0) return ok(undefined);
  const last = performance.now() + lockMs;
  const sql = `savepoint locking; set local lock_timeout = ${Math.min(LOCK_WAIT_MS, lockMs)};
    lock table ${tables.join(', ')} in access exclusive mode; release savepoint locking;
    set local lock_timeout = ${lockMs}`;
  // A lock not had is no failure of the transaction yet, so it goes past the transaction's own account of failures.
  return transaction.use(async (link, stop) => {
    for (;;) {
      const taken = await link.script(sql, stop);
      if (taken.ok || taken.failure.code !== 'STORE_BUSY' || performance.now() > last) return taken;
      const back = await link.script('rollback to savepoint locking', stop);
      if (!back.ok) return back;
      await pause(LOCK_PAUSE_MS);
    }
  });
}

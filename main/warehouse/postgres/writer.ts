import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { WriteOptions } from '../store.ts';
import { connect } from './connect.ts';
import { addressOf, type PostgresConnection, type Timeouts } from './connection.ts';
import type { Link } from './link.ts';
import { plain } from './prepare.ts';
import { limit, type Stop, unlessStopped, within } from './stop.ts';
import { askOutcome, createTransaction, type Pulse, type Transaction, transactionId } from './transaction.ts';
import { createTurns } from './turns.ts';

export interface Writer {
  write<T>(
    work: (transaction: Transaction) => Promise<Result<T>>,
    options?: WriteOptions,
  ): Promise<Result<T>>;
  close(): Promise<void>;
}

const BEGIN = { usual: 'begin read write', loose: 'begin read write; set local synchronous_commit = off' };

/** The one connection that writes; made again when it broke. */
export function createWriter(
  connection: PostgresConnection,
  timeouts: Timeouts,
  first: Link,
  closing: Stop,
): Writer {
  const turns = createTurns(1);
  const leaving = new Set<Promise<void>>();
  const liveness = { everyMs: timeouts.queryMs, probe };
  let link = first;

  /** Nothing has been asked of a transaction that only begins, so a connection that died unseen is replaced here. */
  async function begin(stop: Stop, commit: keyof typeof BEGIN): Promise<Result<Link>> {
    if (!link.dead) {
      const begun = await within(timeouts.connectMs, stop, (limited) => link.script(BEGIN[commit], limited));
      if (begun.ok) return ok(link);
      link.destroy();
    }
    const again = await connect(connection, timeouts, 'writer', stop);
    if (!again.ok) return again;
    link = again.value;
    const begun = await link.script(BEGIN[commit], stop);
    return begun.ok ? again : begun;
  }

  async function commit(transaction: Transaction, held: Link): Promise<Failure | undefined> {
    const id = await transactionId(transaction);
    if (!id.ok) return id.failure;
    const done = await transaction.commit();
    if (done.ok) return done.value.tag === 'COMMIT' ? undefined : notKept(connection);
    if (!held.dead || id.value === null) return done.failure;
    return settle(id.value, held.pid, done.failure);
  }

  /** The reply to COMMIT was lost: the server remembers what became of it. */
  async function settle(id: string, pid: number, lost: Failure): Promise<Failure | undefined> {
    return within(timeouts.connectMs, undefined, async (stop) => {
      const again = await connect(connection, timeouts, 'writer', stop);
      if (!again.ok) return outcomeUnknown(connection);
      link = again.value;
      const outcome = await askOutcome(link, id, pid, stop);
      if (outcome === 'committed') return undefined;
      return outcome === 'rolled back' ? lost : outcomeUnknown(connection);
    });
  }

  function probe(pid: number): Promise<Pulse> {
    return within(timeouts.connectMs, undefined, async (stop) => {
      const other = await connect(connection, timeouts, 'reader', stop);
      if (!other.ok) return 'unreachable';
      const asked = `select state = 'active' and wait_event is distinct from 'ClientRead',
          state || coalesce((select bytes_processed from pg_stat_progress_copy p where p.pid = a.pid), 0)
        from pg_stat_activity a where a.pid = $1::int`;
      const answer = await other.value.run(plain(asked, [String(pid)]), { stop });
      other.value.close().catch(() => undefined);
      const [working, place] = answer.ok ? (answer.value.rows[0] ?? []) : [];
      if (working === undefined) return 'unreachable';
      return working === true ? 'working' : { waiting: String(place) };
    });
  }

  async function undo(held: Link): Promise<void> {
    await held.quiet();
    if (held.dead) return;
    const undone = await within(timeouts.connectMs, undefined, (stop) => held.script('rollback', stop));
    if (!undone.ok) held.destroy();
  }

  return {
    async write(work, { priority = 'interactive', commit: kind = 'usual', ...options } = {}) {
      const { stop, release } = limit(options, undefined, closing);
      const turn = await turns.take(priority, stop);
      if (!turn.ok) {
        release();
        return turn;
      }
      const begun = await begin(stop, kind);
      if (!begun.ok) {
        release();
        turn.value.release();
        return begun;
      }
      const held = begun.value;
      const transaction = createTransaction(held, stop, liveness);
      let kept = false;
      try {
        const result = await unlessStopped(work(transaction), stop, (failure) => ({
          ok: false as const,
          failure,
        }));
        // Calls that nobody awaited belong to the transaction too.
        if (result.ok) await held.quiet();
        const failure = result.ok
          ? (transaction.failure ?? (await commit(transaction, held)))
          : result.failure;
        kept = failure === undefined;
        return failure === undefined ? result : { ok: false, failure };
      } finally {
        transaction.end();
        release();
        // The caller has its answer; who writes next waits until the connection is clean.
        const left = (kept ? Promise.resolve() : undo(held)).finally(() => {
          turn.value.release();
          leaving.delete(left);
        });
        leaving.add(left);
      }
    },
    async close() {
      await Promise.all(leaving);
      await link.close();
    },
  };
}

function notKept(connection: PostgresConnection): Failure {
  return fail('SQL_FAILED', {
    subject: addressOf(connection),
    message: 'The server rolled the transaction back instead of keeping it.',
    next: 'Look for an earlier failure in the log, then try again.',
    retry: true,
  }).failure;
}

function outcomeUnknown(connection: PostgresConnection): Failure {
  return fail('STORE_UNREACHABLE', {
    subject: addressOf(connection),
    message:
      'The connection broke after the change was sent and before the server said it was kept: whether it was kept is unknown.',
    next: 'Try again when the server can be reached: a load that was kept is recognised and not doubled.',
    retry: true,
  }).failure;
}

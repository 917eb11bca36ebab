import { setTimeout as pause } from 'node:timers/promises';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Link } from './link.ts';
import { type Prepared, plain } from './prepare.ts';
import type { Answer } from './statement.ts';
import { type Stop, silent } from './stop.ts';

/** What a write session speaks through: every statement watched, and the first failure final. */
export interface Transaction {
  run(prepared: Prepared, most?: number): Promise<Result<Answer>>;
  script(sql: string): Promise<Result<void>>;
  /** Anything else on the connection, under the same rules. */
  use<T>(work: (link: Link, stop: Stop) => Promise<Result<T>>): Promise<Result<T>>;
  /** As `use`, for bringing rows in: nothing else gets through meanwhile. */
  copy<T>(work: (link: Link, stop: Stop) => Promise<Result<T>>): Promise<Result<T>>;
  /** Once it is sent, a wish to cancel comes too late: what it did counts, not what was wished. */
  commit(): Promise<Result<Answer>>;
  /** Postgres takes nothing more after an error but the end of the transaction, so the first failure is the answer to all. */
  readonly failure: Failure | undefined;
  /** From now on every call fails. */
  end(): void;
}

export interface Liveness {
  readonly everyMs: number;
  /** What the server does for this connection, asked over another one. */
  probe(pid: number): Promise<Pulse>;
}

/** `waiting` is for us, at a place: bytes still arriving there over a slow line move it on. */
export type Pulse = 'working' | 'unreachable' | { readonly waiting: string };

export function createTransaction(link: Link, stop: Stop, liveness: Liveness): Transaction {
  let failure: Failure | undefined;
  let ended = false;
  let copying = false;

  async function perform<T>(
    work: (link: Link, stop: Stop) => Promise<Result<T>>,
    outer: Stop = stop,
  ): Promise<Result<T>> {
    if (ended)
      return fail('SQL_REFUSED', {
        message: 'The transaction this belongs to has ended.',
        next: 'Do all of it before the work of the transaction returns.',
      });
    if (failure !== undefined) return { ok: false, failure };
    const silence = new AbortController();
    const watch = watchSilence(link, liveness, () => {
      silence.abort(silent(liveness.everyMs));
      link.destroy();
    });
    try {
      const done = await work(link, AbortSignal.any([outer, silence.signal]));
      if (!done.ok) failure ??= done.failure;
      return done;
    } finally {
      watch.end();
    }
  }

  const refuse = () => {
    failure ??= fail('SQL_REFUSED', {
      message: 'Rows are being brought in, and nothing else can be asked of the transaction until they are.',
      next: 'Read what the rows are made of before, or outside of this transaction.',
    }).failure;
    return { ok: false, failure } as const;
  };
  // What the rows are made of could wait for itself for ever: the connection is busy taking them.
  const use: Transaction['use'] = async (work) => (copying ? refuse() : perform(work));

  return {
    use,
    async copy(work) {
      if (copying) return refuse();
      copying = true;
      try {
        return await perform(work);
      } finally {
        copying = false;
      }
    },
    run: (prepared, most = 0) => use((line, halt) => line.run(prepared, { stop: halt, most })),
    commit: () =>
      perform((line, halt) => line.run(plain('commit'), { stop: halt }), new AbortController().signal),
    script: (sql) => use((line, halt) => line.script(sql, halt)),
    get failure() {
      return failure;
    },
    end() {
      ended = true;
    },
  };
}

/**
 * A statement may take long, so silence alone proves nothing. Where nothing has moved on the line for a while, the server
 * is asked over a second connection; unreachable, or idle there while we wait here, means the line is dead.
 */
function watchSilence(link: Link, { everyMs, probe }: Liveness, onDead: () => void): { end(): void } {
  let seen = link.traffic();
  let pulse: Pulse = 'working';
  let asking = false;
  let over = false;
  const timer = setInterval(async () => {
    if (asking) return;
    const before = seen;
    seen = link.traffic();
    if (!link.awaiting || seen !== before) return;
    asking = true;
    const last = pulse;
    pulse = await probe(link.pid);
    asking = false;
    if (over || link.traffic() !== seen) return;
    const stuck = typeof pulse === 'object' && typeof last === 'object' && pulse.waiting === last.waiting;
    if (pulse === 'unreachable' || stuck) onDead();
  }, everyMs);
  return {
    end() {
      over = true;
      clearInterval(timer);
    },
  };
}

export type Outcome = 'committed' | 'rolled back' | 'unknown';

/** The id under which the server keeps what became of this transaction; null when it wrote nothing. */
export async function transactionId(transaction: Transaction): Promise<Result<string | null>> {
  const answer = await transaction.run(plain('select pg_current_xact_id_if_assigned()::text'));
  if (!answer.ok) return answer;
  const id = answer.value.rows[0]?.[0];
  return ok(typeof id === 'string' ? id : null);
}

/** A transaction still open there waits for a line that is gone: its connection is ended, which decides it. */
export async function askOutcome(link: Link, id: string, pid: number, stop: Stop): Promise<Outcome> {
  while (!stop.aborted) {
    const answer = await link.run(plain('select pg_xact_status($1::xid8)', [id]), { stop });
    if (!answer.ok) return 'unknown';
    const status = answer.value.rows[0]?.[0];
    if (status === 'committed') return 'committed';
    if (status === 'aborted') return 'rolled back';
    if (status !== 'in progress') return 'unknown';
    await link.run(
      plain(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where pid = $1::int and usename = current_user and application_name = 'Leadline'`,
        [String(pid)],
      ),
      { stop },
    );
    await pause(50);
  }
  return 'unknown';
}

import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { ReadOptions, Store } from '../store.ts';
import type { Commit } from './protocol.ts';
import { createSession, type Opened } from './session.ts';
import { endingOf, stopped } from './stopped.ts';
import type { Turns } from './turns.ts';
import type { WorkerCalls } from './workerCalls.ts';

export interface WriteOptions extends ReadOptions {
  /** Default `usual`. What is loose a power cut may take, and with it all that came later; it never takes a part. */
  readonly commit?: Commit;
}

export interface Writing {
  write: Store['write'];
  /** As `write`, with all the writer can be asked. */
  transact<T>(work: (opened: Opened) => Promise<Result<T>>, options?: WriteOptions): Promise<Result<T>>;
  /** The writer outside a transaction, for what SQLite doesn't do inside one. Null when the store closes first. */
  withWriter<T>(options: ReadOptions, use: (writer: WorkerCalls) => Promise<T>): Promise<T | null>;
  /** Whether a power cut could still take something that was committed. */
  loose(): boolean;
  /** How many transactions were committed: tells whether anything changed since. */
  commits(): number;
}

export function createWriting(writers: Turns<WorkerCalls>, closing: AbortSignal): Writing {
  let commits = 0;
  let loose = false;

  async function attempt<T>(
    writer: WorkerCalls,
    work: (opened: Opened) => Promise<Result<T>>,
    signal: AbortSignal,
    commit: Commit,
  ): Promise<Result<T>> {
    const begun = await writer.call('begin', { commit }, { signal });
    if (!begun.ok) return begun;
    const opened = createSession(writer, signal);
    const generation = writer.generation();
    let outcome: Result<T>;
    try {
      outcome = await firstOf(work(opened), signal);
    } catch (error) {
      await opened.end();
      await rollback(writer, generation);
      throw error;
    }
    const doomed = await opened.end();
    const failure = failureOf(outcome, doomed, signal);
    if (failure !== null) {
      await rollback(writer, generation);
      return { ok: false, failure };
    }
    // From here on a cancel comes too late: the answer must say what is on the disk.
    const committed = await writer.call('commit', null);
    if (!committed.ok) {
      await rollback(writer, generation);
      return committed;
    }
    commits += 1;
    loose = commit === 'loose';
    return outcome;
  }

  async function transact<T>(
    work: (opened: Opened) => Promise<Result<T>>,
    options: WriteOptions = {},
  ): Promise<Result<T>> {
    const signal = endingOf(options, closing);
    const writer = await writers.take(options.priority ?? 'interactive', signal);
    if (writer === null) return stopped(signal);
    try {
      return await attempt(writer, work, signal, options.commit ?? 'usual');
    } finally {
      writers.giveBack(writer);
    }
  }

  return {
    commits: () => commits,
    loose: () => loose,
    transact,
    write: (work, options) => transact(({ session }) => work(session), options),
    async withWriter(options, use) {
      const writer = await writers.take(options.priority ?? 'background', endingOf(options, closing));
      if (writer === null) return null;
      try {
        return await use(writer);
      } finally {
        writers.giveBack(writer);
      }
    },
  };
}

/** A cancelled write is answered at once, whatever its work is waiting for; its later calls find the session ended. */
function firstOf<T>(work: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(stopped(signal));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}

function failureOf<T>(outcome: Result<T>, doomed: Failure | null, signal: AbortSignal): Failure | null {
  if (signal.aborted) return stopped(signal).failure;
  return outcome.ok ? doomed : outcome.failure;
}

/** In a worker that replaced the one of the transaction there is nothing to undo: the transaction died with its own. */
async function rollback(writer: WorkerCalls, generation: number): Promise<void> {
  if (writer.generation() === generation) await writer.call('rollback', null);
}

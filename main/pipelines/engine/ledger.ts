import type { Failure, Result } from '../../../shared/errors/failure.ts';
import { ok } from '../../../shared/errors/failure.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Change } from '../records/records.ts';
import type { EngineParts } from './parts.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

interface Telling {
  readonly alert: Alert;
  readonly to: readonly string[] | undefined;
}

/**
 * Puts the transitions of a moment on record in one write, in the order they happened, and only then lets happen what was
 * waiting for them. While the records can't be written nothing is lost: it is kept and tried again, and what gathers
 * meanwhile comes after it.
 */
export class Ledger {
  readonly #parts: EngineParts;
  readonly #on: { lost(): void; writable(): void; quiet(): void };
  #changes = new Map<string, Change>();
  #then: (() => void)[] = [];
  #tellings: Telling[] = [];
  #waiting: ((result: Result<void>) => void)[] = [];
  /** Who waits for what is being written just now. */
  #asked: ((result: Result<void>) => void)[] = [];
  #trouble: Failure | null = null;
  #writing = false;
  #stopped = false;
  #poke = new AbortController();

  /** `writable`: the records can be written again after they couldn't. quiet: all is on record. */
  constructor(parts: EngineParts, on: { lost(): void; writable(): void; quiet(): void }) {
    this.#parts = parts;
    this.#on = on;
  }

  /** Why nothing can be put on record just now. */
  get trouble(): Failure | null {
    return this.#trouble;
  }

  get idle(): boolean {
    return !this.#writing;
  }

  put(changes: readonly Change[], then?: () => void): void {
    if (this.#stopped) return;
    for (const change of changes) this.#gather(change);
    if (then !== undefined) this.#then.push(then);
    this.#begin();
  }

  /** It goes into the outbox before the change that it speaks of is written: told twice rather than never. */
  tell(alert: Alert, to?: readonly string[]): void {
    if (this.#stopped) return;
    this.#tellings.push({ alert, to });
    this.#begin();
  }

  /** When all that was put so far is on record, or the failure of the first attempt that could not put it there. */
  settled(): Promise<Result<void>> {
    if (this.#trouble !== null) return Promise.resolve({ ok: false, failure: this.#trouble });
    if (!this.#writing || this.#stopped) return Promise.resolve(ok(undefined));
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Tries at once what would be tried later. */
  poke(): void {
    this.#poke.abort();
  }

  stop(): void {
    this.#stopped = true;
    this.#changes.clear();
    this.#then = [];
    this.#tellings = [];
    answer(this.#asked, ok(undefined));
    answer(this.#waiting, ok(undefined));
    this.poke();
  }

  /** Tasks and tries are written whole, so the last of each is enough. */
  #gather(change: Change): void {
    if (change.what === 'run') {
      const key = `run ${change.run}`;
      const before = this.#changes.get(key);
      const set = before?.what === 'run' ? { ...before.set, ...change.set } : change.set;
      this.#changes.set(key, { ...change, set });
    } else if (change.what === 'task') {
      const { step, item } = change.task;
      this.#changes.set(`task ${change.run} ${step} ${String(item)}`, change);
    } else {
      const { step, item, number } = change.attempt;
      this.#changes.set(`try ${change.run} ${step} ${String(item)} ${String(number)}`, change);
    }
  }

  #begin(): void {
    if (this.#writing) return;
    this.#writing = true;
    // Whatever else happens in this moment goes into the same write.
    queueMicrotask(() => void this.#run());
  }

  async #run(): Promise<void> {
    while (!this.#stopped && (this.#changes.size > 0 || this.#then.length > 0 || this.#tellings.length > 0)) {
      const changes = this.#changes;
      const then = this.#then;
      const tellings = this.#tellings;
      this.#asked = this.#waiting;
      this.#changes = new Map();
      this.#then = [];
      this.#tellings = [];
      this.#waiting = [];
      for (const telling of tellings) await this.#hand(telling);
      if (!(await this.#write(changes))) return;
      answer(this.#asked, ok(undefined));
      for (const one of then) one();
      this.#parts.onChange();
    }
    this.#writing = false;
    answer(this.#waiting, ok(undefined));
    this.#on.quiet();
  }

  async #hand({ alert, to }: Telling): Promise<void> {
    const { log } = this.#parts;
    try {
      const told = await this.#parts.tell(alert, to);
      if (!told.ok) log.warn('An alert could not be kept.', { code: told.failure.code, alert: alert.dedupe });
    } catch (error) {
      log.error('An alert could not be told.', { error });
    }
  }

  /** False when there is nothing more to write here. */
  async #write(changes: Map<string, Change>): Promise<boolean> {
    const { records, session, clock, log } = this.#parts;
    for (let pause = FIRST_PAUSE_MS; changes.size > 0; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const written = await this.#attempt(() => records.change(session, [...changes.values()]));
      if (this.#stopped) return false;
      if (written.ok) {
        if (this.#trouble !== null) {
          log.info('What pipelines do can be put on record again.');
          this.#trouble = null;
          this.#then.push(() => this.#on.writable());
        }
        return true;
      }
      const { code, message, subject } = written.failure;
      if (code === 'SCHEDULER_LOST') {
        this.#on.lost();
        return false;
      }
      if (code === 'RUN_UNKNOWN' && forget(changes, subject)) continue;
      if (this.#trouble === null)
        log.warn('What pipelines do can not be put on record: no step begins until it can.', {
          code,
          message,
        });
      this.#trouble = written.failure;
      answer(this.#asked, written);
      answer(this.#waiting, written);
      this.#parts.onChange();
      this.#poke = new AbortController();
      await clock.wait(pause, this.#poke.signal);
      if (this.#stopped) return false;
    }
    return true;
  }

  async #attempt(write: () => Promise<Result<void>>): Promise<Result<void>> {
    try {
      return await write();
    } catch (error) {
      const reference = this.#parts.log.error('The records of pipelines failed.', { error });
      return {
        ok: false,
        failure: {
          code: 'INTERNAL',
          message: 'What pipelines do could not be put on record.',
          next: 'It is tried again by itself.',
          retry: true,
          reference,
        },
      };
    }
  }
}

/** Empties the list: each hears once. */
function answer(list: ((result: Result<void>) => void)[], result: Result<void>): void {
  for (const one of list.splice(0)) one(result);
}

/** A run that is no longer on record, because it is older than what is kept: what was to be said of it holds up nothing else. */
function forget(changes: Map<string, Change>, run: string | undefined): boolean {
  const gone = [...changes].filter(([, change]) => change.run === run);
  for (const [key] of gone) changes.delete(key);
  return gone.length > 0;
}

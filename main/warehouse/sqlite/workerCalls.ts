import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../../../shared/domain/column.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import { type Lane, type StartLane, workerModule } from './lane.ts';
import type { Ask, FromWorker, OpenSettings, Operation, Operations, Progress } from './protocol.ts';
import { CLOSED_STORE, stopped } from './stopped.ts';

/** How long a call may take to notice that it was cancelled before its worker is ended under it. */
const GRACE_MS = 200;
/** A thread that can't be ended is left behind after this; its locks are then the busy timeout's matter. */
const DYING_MS = 5_000;

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Answered<Op extends Operation> {
  readonly value: Operations[Op]['answer'];
  readonly rows: Row[];
}

/** Calls to one worker, which is started when first needed, and again after it ended. */
export interface WorkerCalls {
  call<Op extends Operation>(
    op: Op,
    ask: Operations[Op]['ask'],
    options?: CallOptions,
  ): Promise<Result<Answered<Op>>>;
  /** Starts the worker, which opens nothing yet: it is up sooner when it is wanted. */
  warm(): void;
  /** Starts the worker and opens the file, for a caller who wants to know at once. */
  start(): Promise<Result<void>>;
  /** Changes when the worker ends: what was begun in one, a transaction, is not there in the next. */
  generation(): number;
  /** For good; whoever holds this is its only caller by then. */
  close(): Promise<void>;
}

interface Pending {
  readonly rows: Row[];
  readonly onProgress: ((progress: Progress) => void) | undefined;
  settle(result: Result<unknown>): void;
}

export function createWorkerCalls(options: {
  readonly start: StartLane;
  readonly settings: OpenSettings;
  readonly heapMb: number;
  readonly log: Logger;
}): WorkerCalls {
  const { log, settings } = options;
  const pending = new Map<number, Pending>();
  let lane: Lane | null = null;
  let opened: Promise<Result<unknown>> | null = null;
  let dying: Promise<unknown> = Promise.resolve();
  let asked = 0;
  let closed = false;
  let generation = 0;

  function dropLane(failure: Result<unknown>): void {
    lane = null;
    opened = null;
    generation += 1;
    const left = [...pending.values()];
    pending.clear();
    for (const one of left) one.settle(failure);
  }

  function kill(failure: Result<unknown>): void {
    if (lane !== null) dying = Promise.race([lane.kill(), sleep(DYING_MS, undefined, { ref: false })]);
    dropLane(failure);
  }

  function onEnd(why: string): void {
    const reference = log.error('A worker of the warehouse ended; the next call starts another.', {
      role: settings.role,
      why,
    });
    dropLane({
      ok: false,
      failure: {
        code: 'INTERNAL',
        message: `The warehouse's ${settings.role} stopped in the middle of this: ${why}. Nothing of it was kept.`,
        next: 'Try again. If it happens twice, report it with the log.',
        retry: true,
        reference,
      },
    });
  }

  function onMessage(message: FromWorker): void {
    if ('said' in message) {
      if (message.said === 'slow') {
        const { sql, ms, plan } = message;
        log.warn('A statement was slow.', { ms, statement: sql, plan });
      } else log.warn('The write-ahead log of the warehouse is large.', { bytes: message.bytes });
      return;
    }
    const one = pending.get(message.id);
    if (one === undefined) return;
    if ('rows' in message) for (const row of message.rows) one.rows.push(row);
    else if ('progress' in message) one.onProgress?.(message.progress);
    else {
      pending.delete(message.id);
      one.settle(withReference(message.answer, log));
    }
  }

  function send<Op extends Operation>(
    to: Lane,
    op: Op,
    ask: Operations[Op]['ask'],
    { signal, onProgress }: CallOptions,
  ): Promise<Result<Answered<Op>>> {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      const rows: Row[] = [];
      let grace: NodeJS.Timeout | undefined;
      const cancel = () => {
        to.post({ cancel: id });
        grace = setTimeout(() => signal !== undefined && kill(stopped(signal)), GRACE_MS);
      };
      pending.set(id, {
        rows,
        onProgress,
        settle: (result) => {
          clearTimeout(grace);
          signal?.removeEventListener('abort', cancel);
          if (!result.ok) {
            const cancelled = signal?.aborted === true && result.failure.code === 'CANCELLED';
            // A call that was stopped hard is answered when its worker, and with it every lock, is gone.
            void dying.then(() => resolve(cancelled ? stopped(signal) : result));
          } else resolve({ ok: true, value: { rows, value: result.value as Operations[Op]['answer'] } });
        },
      });
      signal?.addEventListener('abort', cancel, { once: true });
      // Only its own operations map pairs `op` with `ask`.
      to.post({ id, op, ask } as Ask);
      if (signal?.aborted) cancel();
    });
  }

  function launch(): Lane {
    return options.start(
      workerModule(),
      { heapMb: options.heapMb },
      { onMessage: (message) => onMessage(message as FromWorker), onEnd },
    );
  }

  async function ready(): Promise<Result<Lane>> {
    await dying;
    if (closed) return CLOSED_STORE;
    lane ??= launch();
    opened ??= send(lane, 'open', settings, {});
    const current = lane;
    const result = await opened;
    if (result.ok) return { ok: true, value: current };
    if (lane === current) kill(result);
    return result;
  }

  return {
    async call(op, ask, callOptions = {}) {
      const lane = await ready();
      if (!lane.ok) return lane;
      if (callOptions.signal?.aborted) return stopped(callOptions.signal);
      return send(lane.value, op, ask, callOptions);
    },
    warm() {
      lane ??= launch();
    },
    async start() {
      const lane = await ready();
      return lane.ok ? ok(undefined) : lane;
    },
    generation: () => generation,
    async close() {
      closed = true;
      if (lane !== null && opened !== null && (await opened).ok) await send(lane, 'close', null, {});
      kill(CLOSED_STORE);
      await dying;
    },
  };
}

/** What nobody expected is kept whole in the log, and a person gets the reference that finds it. */
function withReference(answer: Result<unknown>, log: Logger): Result<unknown> {
  if (answer.ok || answer.failure.code !== 'INTERNAL') return answer;
  const reference = log.error('A call to the warehouse failed unexpectedly.', {
    message: answer.failure.message,
  });
  return { ok: false, failure: { ...answer.failure, reference } };
}

import { Worker } from 'node:worker_threads';
import type { ExplorerData, ExplorerTask, ExplorerTasks } from './explorerTasks.ts';

/**
 * A thread that answers one question after the other.
 *
 * none: before the first question, after a stop and after a fault. idle: holds the study, keeps no program alive. at work: one question is out, the
 * others wait. closed: for good.
 */
export interface ExplorerThread {
  /** Rejected with `ThreadStopped` when it is stopped: a question that is out takes the thread with it, the others go to a new one. */
  ask<Kind extends keyof ExplorerTasks>(
    kind: Kind,
    task: ExplorerTasks[Kind]['task'],
    signal?: AbortSignal,
  ): Promise<ExplorerTasks[Kind]['answer']>;
  close(): Promise<void>;
}

export class ThreadStopped extends Error {}

interface Asked {
  readonly what: ExplorerTask;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function openExplorerThread(data: ExplorerData): ExplorerThread {
  const waiting: Asked[] = [];
  let worker: Worker | null = null;
  let out: Asked | null = null;
  let closed = false;

  function start(): Worker {
    const made = new Worker(new URL('./explorerWorker.ts', import.meta.url), { workerData: data });
    made.on('message', (answer: unknown) => {
      const answered = out;
      out = null;
      answered?.resolve(answer);
      next();
    });
    made.on('error', (error) => lost(made, error instanceof Error ? error : new Error(String(error))));
    made.on('exit', (code) => lost(made, new Error(`A thread of the explorer ended with code ${code}.`)));
    return made;
  }

  /** The question that broke it must not break the next one too. */
  function lost(which: Worker, why: Error): void {
    if (worker !== which) return;
    worker = null;
    const broke = out;
    out = null;
    broke?.reject(why);
    next();
  }

  function next(): void {
    if (closed || out !== null) return;
    const asked = waiting.shift();
    if (asked === undefined) {
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    out = asked;
    worker.postMessage(asked.what);
  }

  function stop(asked: Asked): void {
    const at = waiting.indexOf(asked);
    if (at >= 0) waiting.splice(at, 1);
    asked.reject(new ThreadStopped());
    if (out !== asked) return;
    const stopped = worker;
    worker = null;
    out = null;
    void stopped?.terminate();
    next();
  }

  return {
    async ask(kind, task, signal) {
      if (closed || signal?.aborted) throw new ThreadStopped();
      let asked: Asked | null = null;
      const stopped = () => asked !== null && stop(asked);
      signal?.addEventListener('abort', stopped, { once: true });
      try {
        return await new Promise((resolve, reject) => {
          asked = {
            what: { kind, task } as ExplorerTask,
            resolve: resolve as (answer: unknown) => void,
            reject,
          };
          waiting.push(asked);
          next();
        });
      } finally {
        signal?.removeEventListener('abort', stopped);
      }
    },
    async close() {
      closed = true;
      for (const asked of [...waiting.splice(0), ...(out === null ? [] : [out])])
        asked.reject(new ThreadStopped());
      out = null;
      const ended = worker;
      worker = null;
      await ended?.terminate();
    },
  };
}

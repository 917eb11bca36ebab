import type { Priority } from '../store.ts';

interface Waiting<T> {
  readonly priority: Priority;
  give(item: T): void;
}

/** Things that one caller at a time may use, handed out in order of priority, then of asking. */
export interface Turns<T> {
  /** Null when the signal fired first. */
  take(priority: Priority, signal: AbortSignal | undefined): Promise<T | null>;
  giveBack(item: T): void;
}

export function createTurns<T>(items: readonly T[]): Turns<T> {
  const free = [...items];
  const waiting: Waiting<T>[] = [];

  function next(): Waiting<T> | undefined {
    const first = waiting.findIndex((one) => one.priority === 'interactive');
    return waiting.splice(Math.max(first, 0), 1)[0];
  }

  return {
    take(priority, signal) {
      if (signal?.aborted) return Promise.resolve(null);
      const item = free.shift();
      if (item !== undefined) return Promise.resolve(item);
      return new Promise((resolve) => {
        const leave = () => {
          waiting.splice(waiting.indexOf(entry), 1);
          resolve(null);
        };
        const entry: Waiting<T> = {
          priority,
          give: (given) => {
            signal?.removeEventListener('abort', leave);
            resolve(given);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(entry);
      });
    },
    giveBack(item) {
      const taker = next();
      // First again: a worker that runs already answers sooner than one still to be started.
      if (taker === undefined) free.unshift(item);
      else taker.give(item);
    },
  };
}

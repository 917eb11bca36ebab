/** A value with any number of watchers, each of which gets the current one, then the latest after changes. */
export interface WatchedValue<T> {
  get(): T;
  set(value: T): void;
  watch(signal?: AbortSignal): AsyncGenerator<T, void, void>;
  /** How many are watching now. */
  watchers(): number;
}

export function createWatchedValue<T>(initial: T): WatchedValue<T> {
  let value = initial;
  const wakers = new Set<() => void>();

  return {
    get: () => value,
    set(next) {
      value = next;
      for (const wake of wakers) wake();
    },
    watchers: () => wakers.size,
    watch: (signal) => watcher(() => value, wakers, signal),
  };
}

/**
 * Written by hand because `return()` of an `async function*` waits for the await it is held in: a reader that leaves
 * without firing its signal would stay subscribed until the next change.
 */
function watcher<T>(
  read: () => T,
  wakers: Set<() => void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  let fresh = true;
  let ended = signal?.aborted ?? false;
  let waiting: (() => void)[] = [];

  const release = () => {
    const held = waiting;
    waiting = [];
    for (const go of held) go();
  };
  const wake = () => {
    fresh = true;
    release();
  };
  const end = () => {
    ended = true;
    wakers.delete(wake);
    signal?.removeEventListener('abort', end);
    release();
  };
  if (!ended) {
    wakers.add(wake);
    signal?.addEventListener('abort', end);
  }

  const generator: AsyncGenerator<T, void, void> = {
    async next() {
      while (!fresh && !ended) await new Promise<void>((resolve) => waiting.push(resolve));
      if (ended) return { done: true, value: undefined };
      fresh = false;
      return { done: false, value: read() };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    async throw(error) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]: () => generator,
    async [Symbol.asyncDispose]() {
      end();
    },
  };
  return generator;
}

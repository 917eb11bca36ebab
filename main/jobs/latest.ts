/** A value that many watch: each gets the current one, then the latest after every change, at most once per interval. */
export interface Latest<T> {
  changed(): void;
  watch(signal?: AbortSignal): AsyncGenerator<T, void, void>;
}

export function createLatest<T>(read: () => T, intervalMs: number): Latest<T> {
  const wakers = new Set<() => void>();

  return {
    changed() {
      for (const wake of wakers) wake();
    },
    async *watch(signal) {
      let stale = true;
      let wake = () => {};
      const waker = () => {
        stale = true;
        wake();
      };
      wakers.add(waker);
      const stop = () => wake();
      signal?.addEventListener('abort', stop);
      try {
        while (!signal?.aborted) {
          if (!stale) await new Promise<void>((resolve) => (wake = resolve));
          if (signal?.aborted) return;
          stale = false;
          yield read();
          await pause(intervalMs, signal);
        }
      } finally {
        wakers.delete(waker);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

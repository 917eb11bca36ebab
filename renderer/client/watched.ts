import type { Connection } from './connection.ts';
import { follow } from './follow.ts';

/** The latest value of one watch call, shared by every component that reads it. Undefined until the first one. */
export interface Watched<T> {
  latest(): T | undefined;
  subscribe(listener: () => void): () => void;
}

export interface WatchedFeed<T> extends Watched<T> {
  stop(): void;
}

export function watch<T>(
  connection: Connection,
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
): WatchedFeed<T> {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let latest: T | undefined;

  void follow(
    connection,
    open,
    (value) => {
      latest = value;
      for (const listener of [...listeners]) listener();
    },
    stopping.signal,
  );

  return {
    latest: () => latest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => stopping.abort(),
  };
}

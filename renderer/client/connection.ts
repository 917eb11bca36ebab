import { pauseBefore } from './backoff.ts';
import type { Dial, Line } from './line.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';

/**
 * Keeps one line to the core.
 *
 * States: connecting → open ⇄ lost; any → refused when the core doesn't know this page; refused → open only after `wake`.
 * Invariants: at most one line and one attempt at a time; listeners hear every change of state, and only changes.
 */
export interface Connection {
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  /** The live line, waiting up to `patience` for one; null when none came. */
  line(signal?: AbortSignal): Promise<Line | null>;
  /** Waits for a live line, however long. */
  opened(signal: AbortSignal): Promise<void>;
  /** Tries now instead of at the end of the pause. */
  wake(): void;
  close(): void;
}

export interface ConnectionParts {
  readonly dial: Dial;
  readonly random: () => number;
  /** How long a call waits for a line, in ms. */
  readonly patience: number;
}

export function createConnection({ dial, random, patience }: ConnectionParts): Connection {
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  let state: ConnectionState = 'connecting';
  let current: Line | null = null;
  let cutPauseShort: () => void = () => {};

  function become(next: ConnectionState, line: Line | null): void {
    current = line;
    if (state === next) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
      cutPauseShort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function keep(): Promise<void> {
    for (let attempt = 0; !ending.signal.aborted; attempt += 1) {
      const outcome = await dial(ending.signal);
      if (ending.signal.aborted) {
        if (typeof outcome === 'object') outcome.line.hangUp();
        return;
      }
      if (typeof outcome === 'object') {
        attempt = 0;
        become('open', outcome.line);
        await outcome.line.ended;
        become('lost', null);
        await pause(pauseBefore(0, random));
      } else if (outcome === 'refused') {
        become('refused', null);
        attempt = 0;
        await pause(Number.POSITIVE_INFINITY);
      } else {
        become('lost', null);
        await pause(pauseBefore(attempt, random));
      }
    }
  }

  function until(wait: { ms: number; signal: AbortSignal | undefined }): Promise<Line | null> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(wait.ms) ? setTimeout(finish, wait.ms) : undefined;
      const unsubscribe = subscribe(() => {
        if (current !== null || state === 'refused') finish();
      });
      function finish(): void {
        clearTimeout(timer);
        unsubscribe();
        wait.signal?.removeEventListener('abort', finish);
        resolve(current);
      }
      wait.signal?.addEventListener('abort', finish, { once: true });
      if (current !== null || wait.signal?.aborted) finish();
    });
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  void keep();
  return {
    state: () => state,
    subscribe,
    line: async (signal) => (state === 'refused' ? null : until({ ms: patience, signal })),
    async opened(signal) {
      while (current === null && !signal.aborted) await until({ ms: Number.POSITIVE_INFINITY, signal });
    },
    wake: () => cutPauseShort(),
    close() {
      ending.abort();
      current?.hangUp();
      become('lost', null);
      cutPauseShort();
    },
  };
}

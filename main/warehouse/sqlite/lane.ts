/**
 * Where one SQLite connection lives: off the main thread, reached by messages, and always killable.
 *
 * A process of its own, not a worker thread, wherever one can be started. SQLite as better-sqlite3 builds it has no
 * progress callback and no interrupt, and `worker.terminate()` waits for native code to return (measured: a thread in
 * a long statement ran on, holding its lock, until the statement was done). Killing a process is the only thing that
 * stops a statement that computes for long before its first row; WAL makes that safe. It contains native crashes too.
 */
export interface Lane {
  post(message: unknown): void;
  /** Resolves when nothing of it runs any more: its locks are gone. */
  kill(): Promise<void>;
}

export interface LaneEvents {
  onMessage(message: unknown): void;
  /** It ended without being asked to. */
  onEnd(why: string): void;
}

export interface LaneSettings {
  /** How much its JavaScript may keep before it is taken for broken. */
  readonly heapMb: number;
}

/**
 * Room for what a bulk load makes and forgets. Measured with 1.85 million rows: 8 MB costs 2 % more CPU, 2 MB 60 %, and
 * 32 MB takes 70 MB more memory for nothing.
 */
export const YOUNG_MB = 16;

export type StartLane = (module: URL, settings: LaneSettings, events: LaneEvents) => Lane;

/** From source Node runs the TypeScript; a bundle carries the same entry beside itself. */
export function workerModule(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker/sqliteWorker.ts' : './sqliteWorker.js';
  return new URL(name, import.meta.url);
}

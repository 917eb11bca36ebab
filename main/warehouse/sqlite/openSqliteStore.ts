import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Builds } from '../builds.ts';
import type { ReadOptions, Store } from '../store.ts';
import { createSqliteBuilds } from './builds/createSqliteBuilds.ts';
import type { StartLane } from './lane.ts';
import { startProcessLane } from './processLane.ts';
import type { OpenSettings } from './protocol.ts';
import { createReading, value } from './reading.ts';
import { CLOSED } from './stopped.ts';
import { startThreadLane } from './threadLane.ts';
import { tidyStore } from './tidyStore.ts';
import { createTurns } from './turns.ts';
import { createWorkerCalls } from './workerCalls.ts';
import { createWriting } from './writing.ts';

export interface SqliteStore extends Store {
  readonly engine: 'sqlite';
  readonly file: string;
  readonly builds: Builds;
  /** A consistent copy into a file that must not exist yet, while others read and write. */
  vacuumInto(path: string, options?: ReadOptions): Promise<Result<void>>;
}

export interface SqliteOptions {
  readonly file: string;
  readonly log: Logger;
  /** Readers beside the one writer. */
  readonly readers?: number;
  readonly slowMs?: number;
  /** How long a write waits while another program holds the file. */
  readonly busyMs?: number;
  readonly walWarnBytes?: number;
  /** What one worker's JavaScript may keep before it is ended. */
  readonly heapMb?: number;
  /** How a worker is started; a desktop hands in its own kind of process. */
  readonly start?: StartLane;
}

const WAL_WARN_BYTES = 256 * 1024 * 1024;

/** Opens the file, making it if need be. Nothing of SQLite runs on the calling thread from here on. */
export async function openSqliteStore(options: SqliteOptions): Promise<Result<SqliteStore>> {
  const { file, log } = options;
  const closing = new AbortController();
  const start = options.start ?? ('electron' in process.versions ? startThreadLane : startProcessLane);
  const worker = (role: OpenSettings['role']) =>
    createWorkerCalls({
      start,
      settings: {
        file,
        role,
        slowMs: options.slowMs ?? 500,
        busyMs: options.busyMs ?? 10_000,
        walWarnBytes: options.walWarnBytes ?? WAL_WARN_BYTES,
      },
      heapMb: options.heapMb ?? 1024,
      log: log.scope('sqlite'),
    });
  const writer = worker('writer');
  const readers = Array.from({ length: options.readers ?? 2 }, () => worker('reader'));
  // Every open begins by reading: its process comes up beside the writer's.
  readers[0]?.warm();
  // The writer makes the file and its tables: a reader can't open what isn't there.
  const opened = await writer.start();
  if (!opened.ok) {
    for (const reader of readers) await reader.close();
    return opened;
  }
  const readerTurns = createTurns(readers);
  const writerTurns = createTurns([writer]);
  const reading = createReading(readerTurns, closing.signal);
  const writing = createWriting(writerTurns, closing.signal);
  const builds = createSqliteBuilds({ writing, reader: () => worker('reader'), closing: closing.signal });
  let tidied = 0;
  let closed: Promise<void> | null = null;

  /** Running calls are stopped and have answered before their worker goes. */
  async function close(): Promise<void> {
    closing.abort(CLOSED);
    await builds.close();
    for (const _ of readers) await (await readerTurns.take('interactive', undefined))?.close();
    // Last, so that it is the connection that folds the write-ahead log into the file.
    await (await writerTurns.take('interactive', undefined))?.close();
  }

  return ok({
    engine: 'sqlite',
    file,
    builds,
    quote: (relation) => `"${relation}"`,
    catalog: reading.catalog,
    describe: reading.describe,
    exactRows: reading.exactRows,
    page: reading.page,
    query: reading.query,
    write: writing.write,
    async tidy() {
      tidied = await tidyStore(reading, writing, tidied, log);
    },
    async vacuumInto(path, readOptions) {
      const done = value(await reading.read('vacuumInto', path, readOptions));
      return done.ok ? ok(undefined) : done;
    },
    close() {
      closed ??= close();
      return closed;
    },
  });
}

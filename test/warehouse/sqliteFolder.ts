import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openSqliteStore,
  type SqliteOptions,
  type SqliteStore,
} from '../../main/warehouse/sqlite/openSqliteStore.ts';
import { type QuietLog, quietLog } from '../../main/workspace/testing/quietLog.ts';
import { must } from './store/bench.ts';

export interface OpenedStore {
  readonly store: SqliteStore;
  readonly log: QuietLog;
  readonly file: string;
  remove(): Promise<void>;
}

/** A real store in a folder of its own. */
export async function openStore(options: Partial<SqliteOptions> = {}): Promise<OpenedStore> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-sqlite-'));
  const log = quietLog();
  const file = options.file ?? join(folder, 'warehouse.db');
  const store = must(await openSqliteStore({ log, ...options, file }));
  return { store, log, file, remove: () => rm(folder, { recursive: true, force: true }) };
}

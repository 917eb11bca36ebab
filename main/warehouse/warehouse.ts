import type { Work } from '../../shared/domain/job.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { Builds } from './builds.ts';
import type { Loads } from './loads.ts';
import type { Rows, Store } from './store.ts';

/** A warehouse as it was opened, and what had to be done for that. */
export interface OpenReport {
  readonly migratedFrom: number | null;
  readonly checked: 'clean exit' | 'unclean exit, checked and sound' | 'damaged, salvaged';
  /** After a salvage: relations that must be extracted again, and why. */
  readonly extractAgain: readonly { readonly relation: RelationName; readonly why: string }[];
  readonly sweptRows: number;
  /** What a person should know of: where the folder lies, what was lost, what doesn't agree. */
  readonly warnings: readonly string[];
}

export interface BackupEntry {
  readonly path: string;
  readonly at: string;
  readonly bytes: number;
  readonly kept: 'daily' | 'weekly' | 'before migration';
}

export interface ConsoleRequest {
  readonly sql: string;
  readonly params?: readonly (string | number | boolean | null)[];
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** The medallion store of one workspace: one port over two engines, with its loads, its backups and its console. */
export interface Warehouse {
  readonly store: Store;
  readonly loads: Loads;
  readonly builds: Builds;
  readonly opened: OpenReport;
  /** SQLite only: a temporary name, quick_check, fsync, rename; then 7 daily and 4 weekly are kept. */
  backup(work?: Work): Promise<Result<BackupEntry>>;
  backups(): Promise<Result<BackupEntry[]>>;
  /** Puts a backup in place of the warehouse, which is kept beside it. */
  restore(path: string, work?: Work): Promise<Result<void>>;
  /** Restores the newest backup into a scratch file, checks it and counts its rows. */
  rehearseRestore(work?: Work): Promise<Result<{ backup: string; relations: number; rows: number }>>;
  /** Integrity, ledger against rows, state against ledger. */
  verify(work?: Work): Promise<Result<{ findings: string[] }>>;
  /** Read-only, one statement, bounded in time and rows; `staging.orders` is written the same on both engines. */
  console(request: ConsoleRequest): Promise<Result<Rows & { more: boolean; elapsedMs: number }>>;
  close(): Promise<void>;
}

import type { Result } from '../../../../shared/errors/failure.ts';
import type { WalScan } from '../walScan.ts';

export interface Inspection {
  readonly sound: boolean;
  /** What SQLite found, at most a hundred lines. */
  readonly problems: readonly string[];
  /** The last migration it has had; null where it has none, as every foreign file. */
  readonly schema: number | null;
  readonly tables: readonly { readonly name: string; readonly rows: number | null }[];
  readonly wal: WalScan;
}

export interface SalvagedTable {
  readonly name: string;
  readonly rows: number;
  /** Every row of it was read, from pages that SQLite finds in order. */
  readonly complete: boolean;
}

export interface Salvage {
  readonly tables: readonly SalvagedTable[];
  /** The list of tables itself could only be read in part. */
  readonly listDamaged: boolean;
  /** Views and indexes that couldn't be made again, with the reason. */
  readonly without: readonly string[];
}

export interface Refilled {
  readonly name: string;
  readonly from: 'backup' | 'nowhere';
}

/** What can be asked of a file that no store has open for writing. Each runs in a process of its own. */
export interface FileTasks {
  inspect: {
    ask: { file: string; thorough: boolean; count: boolean };
    answer: Inspection;
  };
  salvage: { ask: { file: string; target: string; withinMs: number }; answer: Salvage };
  refill: {
    ask: { target: string; backup: string; tables: readonly string[]; missing: boolean };
    answer: Refilled[];
  };
  unlisted: { ask: { file: string }; answer: string[] };
  names: { ask: { file: string }; answer: string[] };
}

export type FileTask = keyof FileTasks;

export type Asked = {
  [Task in FileTask]: { readonly task: Task; readonly ask: FileTasks[Task]['ask'] };
}[FileTask];

export type Told = { readonly done: number; readonly total: number } | { readonly answer: Result<unknown> };

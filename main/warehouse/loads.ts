import type { Column } from '../../shared/domain/column.ts';
import type { Work } from '../../shared/domain/job.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { RowSource } from './store.ts';

/** append keeps all; replace swaps the whole relation; merge deletes by key, then inserts the latest of each key. */
export type Disposition = 'append' | 'replace' | 'merge';
/** What happens to what doesn't fit: a new column, or a value that can't be read as its column's type. */
export type Contract = 'evolve' | 'freeze' | 'discard-row' | 'discard-value';

export interface LoadPlan {
  readonly source: string;
  readonly stream: string;
  readonly relation: RelationName;
  readonly disposition: Disposition;
  /** Needed for merge. */
  readonly key?: readonly string[];
  /** A column that, when true in the latest record of a key, deletes that key. */
  readonly hardDelete?: string;
  readonly contract: Contract;
  /** Columns whose type is known before any record: money above all, which is never guessed from a float. */
  readonly declared?: readonly Column[];
  readonly file?: { readonly path: string; readonly sha256: string };
}

/** One record as it came, before any column exists for it. */
export type Record = { readonly [name: string]: unknown };

export interface Rejected {
  readonly ordinal: number;
  readonly line?: number;
  readonly reason: string;
  /** The record as text, cut at 4 kB. */
  readonly record: string;
}

/** What the outcome of a maker of rows may say of those it didn't make; the load takes them into quarantine. */
export interface SetAside {
  /** All of them, where they are few enough to travel in one message. */
  readonly rejected: readonly Rejected[];
  /** Otherwise a file of them, a `Rejected` as JSON a line. It is read piece by piece, and its maker's to delete. */
  readonly rejectedFile?: string | null;
  /** How many there were, when more than are handed over. */
  readonly rejectedRows?: number;
}

export interface LoadSummary {
  readonly load: number;
  readonly relation: RelationName;
  readonly rows: number;
  readonly rejected: number;
  readonly children: readonly { readonly relation: RelationName; readonly rows: number }[];
  readonly addedColumns: readonly string[];
  readonly schemaVersion: string;
}

/** One line of the ledger: it exists, so the load exists. */
export interface LoadEntry {
  readonly load: number;
  readonly at: string;
  readonly source: string;
  readonly stream: string;
  readonly relation: RelationName;
  readonly disposition: Disposition;
  readonly rows: number;
  readonly rejected: number;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly schemaVersion: string;
}

/**
 * Landing records in RAW.
 *
 *   open → writing → listed      the ledger's row is the last thing written, in the transaction of the rows and the state
 *   open | writing → gone        failure, cancel, crash: no row of it is visible
 *
 * Invariants: every raw row carries `_load` and `_row`; a row of an unlisted load is invisible; the cursor state of a
 * stream changes only in the transaction that lists a load; landing the same thing twice after a lost reply has the
 * effect of landing it once (the caller's `attempt` id).
 */
export interface Loads {
  /** Records of one stream, batch by batch; `state` is what the stream's cursor becomes when this load is listed. */
  land(
    plan: LoadPlan,
    batches: AsyncIterable<readonly Record[]>,
    options: { readonly attempt: string; readonly state?: () => unknown; readonly work?: Work },
  ): Promise<Result<LoadSummary>>;
  /** Typed rows made beside the writer: for files, whose columns are known before. Takes a `SetAside` from the outcome. */
  landFrom(
    plan: LoadPlan,
    columns: readonly Column[],
    source: RowSource,
    options: { readonly attempt: string; readonly work?: Work },
  ): Promise<Result<LoadSummary & { outcome: unknown }>>;
  state(source: string, stream: string): Promise<Result<unknown>>;
  /** Newest first. */
  ledger(filter: {
    relation?: RelationName;
    sha256?: string;
    skip: number;
    take: number;
  }): Promise<Result<LoadEntry[]>>;
  rejected(load: number, page: { skip: number; take: number }): Promise<Result<Rejected[]>>;
  schemaHistory(
    relation: RelationName,
  ): Promise<Result<{ version: string; at: string; columns: Column[] }[]>>;
  /**
   * Deletes the rows, lists and quarantined records of loads listed before an instant, where the terms of a source ask for
   * it. The ledger keeps each load's line, with no rows left and a note of how many went and when.
   */
  expire(relation: RelationName, before: Date): Promise<Result<{ loads: number; rows: number }>>;
  /** Removes what unlisted loads left. Run at every open: thorough reads every row, otherwise it takes a sign of one to do so. */
  sweep(how: { readonly thorough: boolean }): Promise<Result<{ rows: number }>>;
}

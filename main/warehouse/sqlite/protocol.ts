import type { Column, Row, Value } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { PageRequest, Relation, RowSourceOutcome, RowStamps, TableSpec } from '../store.ts';

export interface OpenSettings {
  readonly file: string;
  readonly role: 'writer' | 'reader';
  readonly slowMs: number;
  readonly busyMs: number;
  readonly walWarnBytes: number;
}

/** What running SQL of a build answers; the rows come before it. */
export interface Ran {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly affected: number;
  readonly tag: string;
}

/** A relation to take its target's place; both by their names in the file. */
export interface PublishOne {
  readonly how: 'renamed' | 'view';
  readonly candidate: string;
  readonly target: string;
  /** Of a view: what it selects. */
  readonly sql: string;
  readonly columns: readonly Column[] | undefined;
  readonly comment: string | undefined;
}

export type ResultColumns = readonly { readonly name: string; readonly type: Column['type'] }[];

export interface InsertTarget extends RowStamps {
  readonly relation: RelationName;
  readonly columns: readonly string[];
}

/** What a worker can be asked, and what it answers. Rows of an answer come before it, in slices. */
/**
 * `usual`: what is committed outlasts a power cut. `held`: so it does, but lies in the write-ahead log until `checkpoint` is
 * asked for. `loose`: it outlasts one from the next commit on that is not loose.
 */
export type Commit = 'usual' | 'held' | 'loose';

export interface Operations {
  open: { ask: OpenSettings; answer: null };
  close: { ask: null; answer: null };
  catalog: { ask: null; answer: Relation[] };
  describe: { ask: RelationName; answer: Relation | null };
  exactRows: { ask: RelationName; answer: number };
  page: { ask: PageRequest; answer: { columns: ResultColumns; more: boolean } };
  query: {
    ask: { sql: string; params: readonly Value[]; limit: number };
    answer: { columns: ResultColumns };
  };
  begin: { ask: { commit: Commit }; answer: null };
  commit: { ask: null; answer: null };
  rollback: { ask: null; answer: null };
  execute: { ask: { sql: string; params: readonly Value[] }; answer: number };
  createTable: { ask: TableSpec; answer: null };
  addColumn: { ask: { relation: RelationName; column: Column }; answer: null };
  createView: { ask: { name: RelationName; sql: string; comment: string | null }; answer: null };
  drop: { ask: RelationName; answer: null };
  createIndex: {
    ask: { relation: RelationName; columns: readonly string[]; unique: boolean };
    answer: null;
  };
  insert: { ask: InsertTarget & { rows: readonly Row[]; before: number }; answer: number };
  insertFrom: {
    ask: InsertTarget & { module: string; input: unknown; wellFormed: boolean };
    answer: RowSourceOutcome;
  };
  /** Null when the SQL would write: it is the writer's then. */
  runReading: { ask: { sql: string; limit: number }; answer: Ran | null };
  runWriting: { ask: { sql: string; limit: number }; answer: Ran };
  readableViews: { ask: null; answer: string[] };
  publishOne: { ask: PublishOne; answer: null };
  describeAs: {
    ask: { relation: string; columns: readonly Column[] | undefined };
    answer: null;
  };
  demandReadable: { ask: readonly string[]; answer: null };
  /** By their names in the file, whatever they are; what isn't there is as wished. */
  dropFound: { ask: readonly string[]; answer: null };
  rename: { ask: { from: string; to: string }; answer: null };
  dropTemporary: { ask: null; answer: null };
  replaceAll: {
    ask: readonly { readonly shadow: RelationName; readonly target: RelationName }[];
    answer: null;
  };
  /** Relations whose size or row numbering may have changed since they were last measured. */
  unmeasured: { ask: null; answer: RelationName[] };
  measure: { ask: RelationName; answer: Measure };
  remember: { ask: readonly Measure[]; answer: null };
  checkpoint: { ask: null; answer: { walBytes: number } };
  vacuumInto: { ask: string; answer: null };
}

export interface Measure {
  readonly relation: RelationName;
  readonly bytes: number;
  /** Whether its row ids run without a gap. */
  readonly dense: boolean;
  /** Its last row id, to notice that it grew. */
  readonly last: bigint | null;
}

export type Operation = keyof Operations;

export type Ask = {
  [Op in Operation]: { readonly id: number; readonly op: Op; readonly ask: Operations[Op]['ask'] };
}[Operation];

export interface Progress {
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes?: number;
}

export type ToWorker = Ask | { readonly cancel: number };

export type FromWorker =
  | { readonly id: number; readonly rows: readonly Row[] }
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly answer: Result<unknown> }
  | { readonly said: 'slow'; readonly sql: string; readonly ms: number; readonly plan: readonly string[] }
  | { readonly said: 'wal'; readonly bytes: number };

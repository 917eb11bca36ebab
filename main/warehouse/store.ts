import type { Column, Row, Value } from '../../shared/domain/column.ts';
import type { Layer } from '../../shared/domain/layer.ts';
import type { RelationName } from '../../shared/domain/relation.ts';
import type { Result } from '../../shared/errors/failure.ts';

export type Engine = 'sqlite' | 'postgres';
/** A reader that a person waits for comes before one that nobody sees. */
export type Priority = 'interactive' | 'background';

export interface Relation {
  readonly name: RelationName;
  readonly layer: Layer;
  readonly kind: 'table' | 'view';
  readonly columns: readonly Column[];
  /** Column names of the primary key, empty when there is none. */
  readonly key: readonly string[];
  /** Null for views and where counting would cost more than a catalog may. `exactRows` counts. */
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly comment?: string;
}

export interface TableSpec {
  readonly name: RelationName;
  readonly columns: readonly Column[];
  readonly key?: readonly string[];
  readonly comment?: string;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly priority?: Priority;
  readonly timeoutMs?: number;
}

export interface WriteOptions extends ReadOptions {
  /**
   * Default `usual`: what was committed outlasts a power cut. `loose`: it outlasts a killed process, and a power cut from the
   * next usual commit on; one before that takes whole transactions, the newest first.
   */
  readonly commit?: 'usual' | 'loose';
}

/** Rows by position, in the order of `columns`. */
export interface Rows {
  readonly columns: readonly { readonly name: string; readonly type: Column['type'] }[];
  readonly rows: readonly Row[];
}

export interface PageRequest {
  readonly relation: RelationName;
  readonly columns?: readonly string[];
  /** Without an order, the order rows lie in; stable between pages of one relation that nobody writes. */
  readonly orderBy?: readonly { readonly column: string; readonly descending?: boolean }[];
  readonly offset: number;
  readonly limit: number;
}

/**
 * What both engines offer, and all anybody above may use. SQL given here is the engine's own dialect with relations
 * written through `quote`; positional parameters are `?` on both engines.
 * Invariants: no call blocks the thread it is made on; a failed or cancelled call leaves nothing behind; a write is
 * seen whole or not at all.
 */
export interface Store {
  readonly engine: Engine;
  /** `"staging.orders"` on SQLite, `"staging"."orders"` on Postgres. */
  quote(relation: RelationName): string;
  catalog(options?: ReadOptions): Promise<Result<Relation[]>>;
  describe(relation: RelationName, options?: ReadOptions): Promise<Result<Relation | null>>;
  exactRows(relation: RelationName, options?: ReadOptions): Promise<Result<number>>;
  page(request: PageRequest, options?: ReadOptions): Promise<Result<Rows & { more: boolean }>>;
  /** One reading statement; fails with ROWS_TOO_MANY beyond `limit` (default 100,000). */
  query(
    sql: string,
    params?: readonly Value[],
    options?: ReadOptions & { limit?: number },
  ): Promise<Result<Rows>>;
  /**
   * One transaction on the single writer: commits when `work` returns ok, rolls back when it returns a failure, throws,
   * or `signal` fires. Transactions are served one after the other, interactive ones first.
   */
  write<T>(work: (session: WriteSession) => Promise<Result<T>>, options?: WriteOptions): Promise<Result<T>>;
  /** Hands pages of work memory back to the disk: WAL checkpoint, analyze. Called when idle. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Inside one transaction. After it ended every call fails. */
export interface WriteSession {
  query(sql: string, params?: readonly Value[]): Promise<Result<Rows>>;
  /** Returns how many rows it changed. */
  execute(sql: string, params?: readonly Value[]): Promise<Result<number>>;
  createTable(spec: TableSpec): Promise<Result<void>>;
  addColumn(relation: RelationName, column: Column): Promise<Result<void>>;
  createView(name: RelationName, sql: string, comment?: string): Promise<Result<void>>;
  drop(relation: RelationName): Promise<Result<void>>;
  createIndex(relation: RelationName, columns: readonly string[], unique?: boolean): Promise<Result<void>>;
  describe(relation: RelationName): Promise<Result<Relation | null>>;
  /** Appends; the fastest way in. Values are by position of `columns`. */
  insert(
    relation: RelationName,
    columns: readonly string[],
    batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
    stamps?: RowStamps,
  ): Promise<Result<number>>;
  /**
   * As `insert`, but rows are made on the writer's own thread by a module, so that none crosses a thread: the module's
   * default export is called with `input` and yields batches. On Postgres it runs in a worker that feeds COPY.
   */
  insertFrom(
    relation: RelationName,
    columns: readonly string[],
    source: RowSource,
  ): Promise<Result<RowSourceOutcome>>;
  /** Each shadow takes the name of its target, which disappears; views that read a target go on reading. */
  replaceAll(
    pairs: readonly { readonly shadow: RelationName; readonly target: RelationName }[],
  ): Promise<Result<void>>;
}

/** Columns that are not among `columns` and that the store fills itself, because a bound value a row costs time. */
export interface RowStamps {
  /** The same value in every row: `{ _load: 7n }`. */
  readonly constants?: Readonly<Record<string, Value>>;
  /** A column that gets 1n, 2n, 3n … in the order of the rows of this call. */
  readonly ordinal?: string;
}

export interface RowSource extends RowStamps {
  /** `file:` URL of a module whose default export is a `RowMaker`. */
  readonly module: string;
  /** Structured-cloneable. */
  readonly input: unknown;
  /** Every text it makes was decoded from bytes as a whole, so none holds half a character: saves looking at each. */
  readonly wellFormed?: boolean;
  readonly signal?: AbortSignal;
  /** At most ten times a second. */
  readonly onProgress?: (progress: { rows: number; bytes: number; totalBytes?: number }) => void;
}

export interface RowSourceOutcome {
  readonly rows: number;
  /** What the maker's generator returned: counts, rejected rows, whatever its own domain wants back. */
  readonly outcome: unknown;
}

/** Synchronous where it can be: one batch is about 10,000 rows or 4 MB, whichever comes first. */
export type RowMaker = (
  input: unknown,
  report: (progress: { rows: number; bytes: number; totalBytes?: number }) => void,
) => Generator<readonly Row[], unknown, void> | AsyncGenerator<readonly Row[], unknown, void>;

import type { UserFunction } from '../functions/userFunction.ts';

/**
 * What this adapter needs of a SQLite library, in the shape of better-sqlite3, which is one of the two that offer it.
 * Integers are bigints, bytes are bytes, and what the library refuses carries SQLite's own code, such as SQLITE_BUSY.
 */
export interface Driver {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  pragma(sql: string, options?: { readonly simple?: boolean }): unknown;
  /** The rows of `explain` and this, with no parameter bound. */
  explain(sql: string): readonly Record<string, unknown>[];
  /** SQL of this connection may call it from now on. */
  define(called: UserFunction): void;
  close(): unknown;
}

export interface Statement {
  /** Whether it answers rows. */
  readonly reader: boolean;
  /** Whether it leaves the file alone. */
  readonly readonly: boolean;
  /** One array of values and one object of named ones, or the values one by one. */
  run(...params: readonly unknown[]): { readonly changes: number };
  get(...params: readonly unknown[]): unknown;
  all(...params: readonly unknown[]): unknown[];
  iterate(...params: readonly unknown[]): Iterable<unknown>;
  /** From now on rows are arrays; without it they are objects. */
  raw(on?: boolean): Statement;
  /** From now on a row is its first value. */
  pluck(on?: boolean): Statement;
  columns(): readonly ResultColumn[];
}

export interface ResultColumn {
  readonly name: string;
  /** The column, the table and the declared type it comes from; null for an expression. */
  readonly column: string | null;
  readonly table: string | null;
  readonly type: string | null;
}

export interface OpenDriver {
  readonly file: string;
  readonly readonly: boolean;
  /** How long to wait while another connection holds the file. */
  readonly busyMs: number;
}

import type { Column } from '../../shared/domain/column.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { Engine, WriteSession } from './store.ts';

/** A relation anywhere in the database: a project of somebody else's names schemas that are no layers. */
export interface BuildPlace {
  readonly database: string;
  readonly schema: string;
  readonly identifier: string;
}

export type BuiltKind = 'table' | 'view' | 'materialized view';

export interface FoundRelation {
  readonly place: BuildPlace;
  readonly kind: BuiltKind;
}

export interface FoundColumn {
  readonly name: string;
  /** As the engine calls it: `character varying(20)`, `timestamp without time zone`; on SQLite as declared, else ''. */
  readonly dataType: string;
  readonly nullable: boolean;
}

/** What came back: `bigint` for whole numbers, `number` for floats, text for every other type, numeric included. */
export type Cell = null | boolean | bigint | number | string | Uint8Array;

export interface Answer {
  /** `type` as the engine calls it, `numeric` for one; '' where it doesn't know. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows changed, made or given. */
  readonly affected: number;
  /** `SELECT 5`, `INSERT 0 5`; what dbt calls the status message. */
  readonly tag: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** More rows than this are cut off, not refused. Default 100,000. */
  readonly limit?: number;
}

/**
 * One thread's way to the database; statements on it run one after the other. What it reads includes everything that any
 * line of this build has committed, and its own uncommitted work.
 * Invariant: a line that dies, by a kill or a cut, leaves nothing of what it was doing `together`.
 */
export interface BuildLine {
  /** SQL of the engine's own dialect, several statements with semicolons allowed; the answer is the last one's. */
  run(sql: string, options?: RunOptions): Promise<Result<Answer>>;
  /**
   * All that runs on this line meanwhile is one transaction: kept when `work` returns ok and no statement of it failed,
   * undone otherwise. Doesn't nest. On SQLite it holds the one writer: never wait for `store.write` inside.
   */
  together<T>(work: () => Promise<Result<T>>, options?: { signal?: AbortSignal }): Promise<Result<T>>;
  /** Every table and view of these schemas. */
  relations(schemas: readonly string[]): Promise<Result<readonly FoundRelation[]>>;
  relation(place: BuildPlace): Promise<Result<FoundRelation | null>>;
  /** In order; empty when there is no such relation. */
  columns(place: BuildPlace): Promise<Result<readonly FoundColumn[]>>;
  schemas(): Promise<Result<readonly string[]>>;
  makeSchema(schema: string): Promise<Result<void>>;
  dropSchema(schema: string): Promise<Result<void>>;
  /** Whatever kind it is; nothing happens when it isn't there. Only for relations that no reader knows yet, or on a user's macro's own demand. */
  drop(place: BuildPlace): Promise<Result<void>>;
  rename(from: BuildPlace, to: BuildPlace): Promise<Result<void>>;
  close(): Promise<void>;
}

/** One relation of a publication. They are given in the order of the graph: what is read before what reads it. */
export type Published =
  /** The candidate takes the target's name; the old one goes, views that others made on it are kept. */
  | {
      readonly how: 'renamed';
      readonly candidate: BuildPlace;
      readonly target: BuildPlace;
      /** What the engine can't tell of its columns (SQLite: days, booleans, decimals), and their comments. */
      readonly columns?: readonly Column[];
      readonly comment?: string;
    }
  /** A view is made anew, its text naming published relations; its candidate goes. Views that others made on it are kept. */
  | {
      readonly how: 'view';
      readonly candidate: BuildPlace;
      readonly target: BuildPlace;
      readonly sql: string;
      readonly columns?: readonly Column[];
      readonly comment?: string;
    }
  /** The target stays and is changed where it lies, in the same transaction; the candidate, if any, was a view for checks to read. */
  | {
      readonly how: 'changed';
      readonly candidate: BuildPlace | null;
      readonly target: BuildPlace;
      readonly statements: readonly string[];
      readonly columns?: readonly Column[];
    };

export interface Publication {
  readonly relations: readonly Published[];
  /** After all of that, in the same transaction: grants, comments. */
  readonly statements?: readonly string[];
  /** Views that read what is replaced and go with it instead of being made again, where whoever publishes accepts that. */
  readonly forget?: readonly BuildPlace[];
  /** Scratch relations to drop at the end of it. */
  readonly drop?: readonly BuildPlace[];
  /** Written in the same transaction: what is on record always agrees with what is seen. */
  readonly also?: (session: WriteSession) => Promise<Result<void>>;
  readonly signal?: AbortSignal;
}

/**
 * Where models are built. A build makes candidates beside what readers see, checks them, and publishes them in one short
 * transaction.
 *
 *   none → candidate (made, checked) → published: the target is the candidate, no candidate is left
 *                                    → kept: the target is as it was, the candidate stays to be looked at until the next build of it
 *
 * Invariants: until `publish` begins to commit, every reader sees every target as it was before the build; after it, all
 * of them as published; never some of each, wherever the process is killed. A candidate is never where a target is.
 */
export interface Builds {
  readonly engine: Engine;
  /** What `target.database` says. */
  readonly database: string;
  /** As SQL writes it: `"db"."schema"."name"` on Postgres, `"schema.name"` on SQLite. Empty parts are left out. */
  written(place: BuildPlace): string;
  /** Where the candidate of a target lies: `_candidates` as schema, `staging.orders` as name, cut to what a name may be. */
  candidateOf(target: BuildPlace): BuildPlace;
  /** One build at a time, whoever builds: fails with STORE_BUSY and who holds it. Clears scratch a killed build left. */
  claim(who: string): Promise<Result<{ release(): Promise<void> }>>;
  line(): Promise<Result<BuildLine>>;
  publish(publication: Publication): Promise<Result<void>>;
}

import type { Plain, PlainMap } from './plain.ts';
import type { Place } from './problem.ts';

export type ResourceType =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'test'
  | 'unit_test'
  | 'source'
  | 'exposure'
  | 'analysis'
  | 'operation';

export interface ColumnInfo {
  readonly name: string;
  readonly description: string;
  readonly dataType?: string;
  readonly meta: PlainMap;
  readonly tags: readonly string[];
  readonly quote?: boolean;
  /** Contract constraints as written: `{type: not_null}`. */
  readonly constraints: readonly PlainMap[];
}

/** Where a node's relation lies. Null for what makes no relation, ephemeral models included. */
export interface RelationPlace {
  readonly database: string;
  readonly schema: string;
  readonly identifier: string;
}

/** How a template named another node. `place` is where, as well as it can be told: a call inside a macro counts at the file's start. */
export interface RefCall {
  readonly packageName?: string;
  readonly name: string;
  readonly version?: string;
  readonly place: Place;
}

export interface SourceCall {
  readonly source: string;
  readonly table: string;
  readonly place: Place;
}

/** What a template's first, capturing pass found out. */
export interface Captured {
  readonly refs: readonly RefCall[];
  readonly sources: readonly SourceCall[];
  /** Unique ids of the macros it called, directly or through other macros. */
  readonly macros: readonly string[];
  /** Names of the variables it read, and of the environment variables. */
  readonly vars: readonly string[];
  readonly env: readonly string[];
}

interface NodeBase {
  readonly uniqueId: string;
  readonly name: string;
  readonly packageName: string;
  /** Relative to its package's folder, as dbt's `original_file_path`: what `path:` selects by. */
  readonly path: string;
  /** Where it is declared, relative to the project's folder. */
  readonly place: Place;
  /** The property file that describes it. */
  readonly patchPlace?: Place;
  readonly fqn: readonly string[];
  readonly tags: readonly string[];
  readonly meta: PlainMap;
  readonly description: string;
  readonly config: PlainMap;
  readonly columns: readonly ColumnInfo[];
  /** Unique ids, sorted. */
  readonly dependsOn: readonly string[];
  readonly captured: Captured;
}

/** A node with a template that is compiled later. */
interface Templated {
  /** As in the file; of a snapshot block what lies between its tags. */
  readonly rawCode: string;
  /** Where `rawCode` begins in its file, for errors of the second pass. */
  readonly codeAt: Place;
}

export interface ModelNode extends NodeBase, Templated {
  readonly resourceType: 'model';
  readonly materialized: string;
  readonly relation: RelationPlace | null;
}

export interface AnalysisNode extends NodeBase, Templated {
  readonly resourceType: 'analysis';
}

export interface SnapshotNode extends NodeBase, Templated {
  readonly resourceType: 'snapshot';
  readonly materialized: string;
  readonly relation: RelationPlace | null;
}

export interface SeedNode extends NodeBase {
  readonly resourceType: 'seed';
  readonly materialized: string;
  readonly relation: RelationPlace | null;
  /** The CSV, relative to the project's folder, and the hash of its content. */
  readonly csv: string;
  readonly contentHash: string;
  readonly columnTypes: Readonly<Record<string, string>>;
  readonly delimiter: string;
}

/** A generic test has the macro it calls and its arguments; a singular test its own template. */
export interface TestNode extends NodeBase, Templated {
  readonly resourceType: 'test';
  readonly testType: 'generic' | 'singular';
  readonly severity: 'error' | 'warn';
  /** At most 63 characters: the name of stored failures. */
  readonly relation: RelationPlace;
  readonly generic?: GenericTest;
}

export interface GenericTest {
  readonly testName: string;
  readonly namespace?: string;
  readonly columnName?: string;
  /** As written, with `model` and `column_name` as dbt adds them; text like `ref('x')` is evaluated when compiled. */
  readonly kwargs: PlainMap;
  /** The node it was declared on. */
  readonly attachedTo: string;
}

export interface UnitTestNode extends NodeBase {
  readonly resourceType: 'unit_test';
  /** Unique id of the model it tests. */
  readonly model: string;
  readonly given: readonly UnitTestInput[];
  readonly expect: UnitTestRows;
  readonly overrides: {
    readonly macros: PlainMap;
    readonly vars: PlainMap;
    readonly envVars: PlainMap;
  };
}

export interface UnitTestRows {
  readonly format: 'dict' | 'csv' | 'sql';
  /** Rows for `dict`, text for `csv` and `sql`. A fixture file's text is already here. */
  readonly rows: readonly PlainMap[] | string;
  readonly place: Place;
}

export interface UnitTestInput extends UnitTestRows {
  /** `ref('x')`, `source('a', 'b')` or `this`, as written. */
  readonly input: string;
  /** The node it stands in for; absent for `this`. */
  readonly uniqueId?: string;
}

export interface FreshnessLimit {
  readonly count: number;
  readonly period: 'minute' | 'hour' | 'day';
}

export interface Freshness {
  readonly warnAfter?: FreshnessLimit;
  readonly errorAfter?: FreshnessLimit;
  readonly filter?: string;
}

export interface SourceNode extends NodeBase {
  readonly resourceType: 'source';
  readonly sourceName: string;
  readonly sourceDescription: string;
  readonly loader: string;
  readonly relation: RelationPlace;
  readonly quoting: Readonly<Record<string, boolean>>;
  readonly loadedAtField?: string;
  readonly loadedAtQuery?: string;
  /** Null: never asked. */
  readonly freshness: Freshness | null;
}

export interface ExposureNode extends NodeBase {
  readonly resourceType: 'exposure';
  readonly exposureType: string;
  readonly label?: string;
  readonly url?: string;
  readonly maturity?: string;
  readonly owner: PlainMap;
}

/** One statement of `on-run-start` or `on-run-end`. */
export interface OperationNode extends NodeBase, Templated {
  readonly resourceType: 'operation';
  readonly when: 'on-run-start' | 'on-run-end';
  readonly index: number;
}

export type ProjectNode =
  | ModelNode
  | AnalysisNode
  | SnapshotNode
  | SeedNode
  | TestNode
  | UnitTestNode
  | SourceNode
  | ExposureNode
  | OperationNode;

/** Kinds that `ref` finds. */
export const REFABLE: readonly ResourceType[] = ['model', 'seed', 'snapshot'];

export interface MacroInfo {
  readonly uniqueId: string;
  readonly packageName: string;
  /** As called; generic tests begin with `test_`, materializations with `materialization_`. */
  readonly name: string;
  readonly kind: 'macro' | 'test' | 'materialization';
  readonly place: Place;
  /** The whole block. */
  readonly source: string;
  /** Materializations only: `default` or an adapter's name. */
  readonly adapter?: string;
  readonly description: string;
  readonly contentHash: string;
}

export interface DocBlock {
  readonly packageName: string;
  readonly name: string;
  readonly text: string;
  readonly place: Place;
}

export type { Plain, PlainMap };

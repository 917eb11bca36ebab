import type { Result } from '../../../shared/errors/failure.ts';
import type { Value } from '../../jinja/value.ts';
import type { BuildPlace, Builds } from '../../warehouse/builds.ts';
import type { MacroInfo, PlainMap } from '../project/nodes.ts';
import type { Place } from '../project/problem.ts';
import type { Project } from '../project/project.ts';

/** One command being carried out. */
export interface Invocation {
  readonly id: string;
  readonly startedAt: Date;
  /** `build`, `run`, `test` …: `flags.WHICH`. */
  readonly command: string;
  readonly fullRefresh: boolean;
  /** Unique ids. */
  readonly selected: readonly string[];
  /** Added to `flags`, names in capitals. */
  readonly flags: PlainMap;
}

/** What renderings of one command share. */
export interface Surroundings {
  readonly project: Project;
  readonly builds: Builds;
  readonly invocation: Invocation;
  /**
   * Where a relation is at this moment: its candidate when this build has made one, else where readers see it. Asked each
   * time a relation is written into SQL, so that one rendering may begin before a candidate exists and go on after.
   */
  current(place: BuildPlace): BuildPlace;
  /** `log`, `print`, `exceptions.warn`. */
  say(text: string, kind: 'log' | 'print' | 'warn'): void;
  /** What `results` shows to on-run-end, `schemas` too. */
  results(): Value;
  readonly schemas: readonly string[];
  /** The present. Left out, it is the moment the command began. */
  clock?(): Date;
  /** `graph`, one for all templates: packages keep notes in it. Left out, each rendering makes its own. */
  graph?(): Value;
}

export interface Compiled {
  /** Ready to run: names are where relations lie now, ephemeral models stand in front as CTEs. */
  readonly sql: string;
  /** For a person and for comparing with the last build: every relation under the name readers know. */
  readonly shown: string;
}

/** Differences from the ordinary case, for unit tests above all. */
export interface RenderingOptions {
  readonly incremental?: boolean;
  readonly overrides?: { readonly macros: PlainMap; readonly vars: PlainMap; readonly envVars: PlainMap };
  /** By unique id (`this` for the node itself): what `ref` and `source` of it write instead, the name of a CTE. */
  readonly inputs?: ReadonlyMap<string, string>;
  /** Names every template of this rendering sees besides the ordinary ones. */
  readonly names?: Readonly<Record<string, Value>>;
}

/**
 * The second pass over one node, `execute` being true and every question to the database asked for real on one line.
 * Failures carry the file, line and column of the template (`problems`), and the SQL where a statement failed.
 */
export interface Rendering {
  compile(): Promise<Result<Compiled>>;
  /** Text of the node's package: a hook, a `where`, a unit test's SQL. `shown` as above. */
  render(text: string, at: Place): Promise<Result<Compiled>>;
  /** A macro by the name the node would call it by, or itself. Undefined when there is none of that name. */
  find(name: string): MacroInfo | undefined;
  call(
    macro: MacroInfo,
    positional: readonly Value[],
    named?: ReadonlyMap<string, Value>,
  ): Promise<Result<Value>>;
  /** The node's config, with what the second pass set by `config(…)`. */
  readonly config: PlainMap;
}

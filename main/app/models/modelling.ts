import type { Work } from '../../../shared/domain/job.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';

import type { Equivalence } from '../../models/build/equivalence/checkEquivalence.ts';
import type { NodeStatus } from '../../models/build/nodeResult.ts';
import type { BuildCommand, BuildEvents, BuildReport, PublishRule } from '../../models/build/request.ts';
import type { ProjectNode } from '../../models/project/nodes.ts';
import type { PlainMap } from '../../models/project/plain.ts';
import type { Project } from '../../models/project/project.ts';
import type { SelectionRequest } from '../../models/project/select/select.ts';
import type { ProjectState } from '../../models/project/state/state.ts';
import type { Engine } from '../../warehouse/store.ts';

/** What changes how a project reads. */
export interface Reading {
  /** `--vars`. */
  readonly vars?: PlainMap;
  /** Added to `flags`, names in capitals. */
  readonly flags?: PlainMap;
}

/** What `state:` compares with: a state of its own, or (left out) that of the last build that published. */
export interface Comparing {
  readonly state?: ProjectState;
}

export interface BuildOptions extends Reading, Comparing {
  readonly command: BuildCommand;
  readonly selection: SelectionRequest;
  readonly fullRefresh?: boolean;
  readonly failFast?: boolean;
  readonly storeFailures?: boolean;
  readonly warnError?: boolean;
  readonly threads?: number;
  /** Left out: `together` for `build`, `always` for commands that run no checks. */
  readonly publish?: PublishRule;
  /** Left out: `changed` for `build`, `all` for the rest. */
  readonly scope?: 'all' | 'changed';
  readonly operation?: { readonly macro: string; readonly args: PlainMap };
}

export interface ListOptions extends Reading, Comparing {
  readonly selection: SelectionRequest;
}

export interface Listing {
  /** Sorted by unique id. */
  readonly nodes: readonly ProjectNode[];
  /** What was asked and matched nothing, a sentence each. */
  readonly warnings: readonly string[];
}

export interface CompiledNode {
  readonly id: string;
  /** As published names; null where it can't be compiled. */
  readonly sql: string | null;
  /** Why it can't. */
  readonly failure: Failure | null;
}

/** What a retry takes up: the last command, and what of it failed or was skipped. */
export interface LastCommand {
  readonly options: Omit<BuildOptions, 'state'>;
  readonly results: readonly { readonly id: string; readonly status: NodeStatus }[];
}

/**
 * A dbt project over an open warehouse: what the command line and the screens do with models. One object a project; it
 * reads the files again at every call and evaluates again only what changed. Calls may overlap; builds are one at a time,
 * and the second fails with STORE_BUSY.
 */
export interface Modelling {
  readonly folder: string;
  readonly engine: Engine;
  /** Fails with PROJECT_INVALID when there is no project to speak of; faults that stop only some nodes are in `problems`. */
  read(reading?: Reading): Promise<Result<Project>>;
  list(options: ListOptions): Promise<Result<Listing>>;
  /** The SQL of nodes, relations under the names readers know; nothing is made. */
  compile(options: ListOptions, work: Work): Promise<Result<readonly CompiledNode[]>>;
  /** build, run, test, seed, snapshot, freshness, run-operation. */
  build(options: BuildOptions, work: Work, events?: BuildEvents): Promise<Result<BuildReport>>;
  /** What failed or was skipped the last time, with the options of that time. Ok with no results when all had succeeded. */
  retry(
    changes: Pick<BuildOptions, 'vars' | 'threads' | 'failFast' | 'warnError'>,
    work: Work,
    events?: BuildEvents,
  ): Promise<Result<BuildReport>>;
  /** Makes an incremental model or a snapshot anew beside what readers see, and compares; nothing of theirs is touched. */
  equivalence(id: string, reading: Reading, work: Work): Promise<Result<Equivalence>>;
  /** Of the last build that published something; null before the first. */
  lastState(): Promise<ProjectState | null>;
  /** Null before the first. */
  lastCommand(): Promise<LastCommand | null>;
}

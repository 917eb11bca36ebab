import type { Work } from '../../../shared/domain/job.ts';
import type { Builds } from '../../warehouse/builds.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Plain, PlainMap } from '../project/plain.ts';
import type { Project } from '../project/project.ts';
import type { SelectionRequest } from '../project/select/select.ts';
import type { ProjectState } from '../project/state/state.ts';
import type { NodeResult } from './nodeResult.ts';

export type BuildCommand =
  | 'build'
  | 'run'
  | 'test'
  | 'seed'
  | 'snapshot'
  | 'compile'
  | 'freshness'
  | 'run-operation';

/**
 * When what a build made is published.
 * together: a failed check keeps all of it back; a model that can't be built keeps itself and what depends on it back.
 * branch: a failed check, too, keeps back only what it checks and what depends on that.
 * always: as dbt, whatever checks say; for comparing with dbt, and for a command without checks (`run`).
 */
export type PublishRule = 'together' | 'branch' | 'always';

export interface BuildRequest {
  readonly project: Project;
  readonly builds: Builds;
  /** For the record of builds; results are ordinary rows in it. */
  readonly store: Store;
  readonly command: BuildCommand;
  readonly selection: SelectionRequest;
  /** What `state:` and `--defer` compare with. */
  readonly state?: ProjectState;
  readonly fullRefresh: boolean;
  readonly failFast: boolean;
  readonly storeFailures: boolean;
  /** Warnings of checks count as failures. */
  readonly warnError: boolean;
  readonly threads: number;
  readonly publish: PublishRule;
  /** `changed`: what is as it was at its last build is left alone and reported as unchanged. */
  readonly scope: 'all' | 'changed';
  /** For `run-operation`. */
  readonly operation?: { readonly macro: string; readonly args: PlainMap };
  readonly clock: () => Date;
  /** A new build's id. */
  readonly id: string;
  readonly flags?: Readonly<Record<string, Plain>>;
  readonly work: Work;
  readonly events?: BuildEvents;
}

/** As it happens; every result is on record before it is told. */
export interface BuildEvents {
  planned?(ids: readonly string[]): void;
  started?(id: string): void;
  finished?(result: NodeResult): void;
  publishing?(relations: number): void;
  said?(text: string, kind: 'log' | 'print' | 'warn'): void;
}

export interface BuildReport {
  readonly id: string;
  readonly results: readonly NodeResult[];
  /** Relations that readers now see anew, `schema.identifier`. */
  readonly published: readonly string[];
  /** Unique ids of what was built and kept back, and the id of the check or model that is the reason. */
  readonly keptBack: readonly { readonly id: string; readonly because: string; readonly candidate: string }[];
  readonly success: boolean;
  /** What to hold against the next project, for `state:`. */
  readonly state: ProjectState;
}

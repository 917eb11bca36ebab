import type { Failure } from '../../../shared/errors/failure.ts';
import type { ResourceType } from '../project/nodes.ts';

/** dbt's words, so that whoever knows dbt can read them; `unchanged` is ours: nothing it depends on changed, so it was left. */
export type NodeStatus =
  | 'success'
  | 'unchanged'
  | 'pass'
  | 'warn'
  | 'fail'
  | 'error'
  | 'runtime error'
  | 'skipped'
  | 'cancelled';

export interface NodeResult {
  readonly id: string;
  readonly kind: ResourceType;
  readonly status: NodeStatus;
  /** Tests: how many rows speak against it, or what `fail_calc` counted. */
  readonly failures?: number;
  /** Rows made or changed, where the engine says. */
  readonly rows?: number;
  readonly startedAt: string;
  readonly milliseconds: number;
  /** One sentence; of a failure its message. */
  readonly message?: string;
  /** Always there with `error` and `runtime error`: what failed, why, what to do, file, line, column. */
  readonly failure?: Failure;
  /** As run, under published names. */
  readonly sql?: string;
  /** `schema.identifier` of what it made. */
  readonly relation?: string;
  /** As made: on SQLite a view may have to be a table. */
  readonly materialized?: string;
  /** Of a check: the rows it found, at most 100. */
  readonly sample?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | null)[])[];
  };
  /** Of a check: the threshold it was held to, as `> 10`. */
  readonly threshold?: string;
  /** Where stored failures lie. */
  readonly failuresIn?: string;
}

/** What stops whatever depends on it. */
export function failed(status: NodeStatus): boolean {
  return status === 'error' || status === 'fail' || status === 'runtime error' || status === 'cancelled';
}

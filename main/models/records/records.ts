import type { Result } from '../../../shared/errors/failure.ts';
import type { WriteSession } from '../../warehouse/store.ts';
import type { NodeResult } from '../build/nodeResult.ts';

export interface BuildBegun {
  readonly id: string;
  readonly project: string;
  readonly command: string;
  readonly startedAt: string;
  readonly selected: number;
}

/** What a result says about its node that the result itself doesn't. */
export interface NodeFacts {
  readonly name: string;
  /** Schema of what it makes, or of what a check looks at: the layer, in our own workspaces. */
  readonly layer: string;
  /** Of a check: the unique id of what it looks at, and which column. */
  readonly about?: string;
  readonly column?: string;
  /** Of a check: its kind, `not_null`, `dbt_utils.accepted_range`, `singular`, `unit`, `freshness`. */
  readonly check?: string;
  readonly severity?: 'error' | 'warn';
}

/** What the live relation of a node was made from. */
export interface NodeState {
  readonly fingerprint: string;
  readonly build: string;
  readonly at: string;
  readonly relation: string;
  /** The SQL it was made by, under published names. */
  readonly sql: string;
  readonly rows: number | null;
}

/**
 * What builds did, in ordinary tables of the warehouse: `builds`, `build_results`, `node_states`, `row_diffs`,
 * `profiles`, `acknowledgements` among its internal ones. A result is written as it happens; a state only in the transaction that
 * publishes what it describes. A build without an end was killed: the next one to begin marks it so.
 */
export interface Records {
  begin(build: BuildBegun): Promise<Result<void>>;
  result(build: string, result: NodeResult, facts: NodeFacts): Promise<Result<void>>;
  end(
    build: string,
    outcome: { at: string; status: 'success' | 'failed' | 'cancelled'; published: number; keptBack: number },
  ): Promise<Result<void>>;
  states(project: string): Promise<Result<ReadonlyMap<string, NodeState>>>;
  /** In the transaction of a publication. */
  publish(
    session: WriteSession,
    project: string,
    states: ReadonlyMap<string, NodeState>,
  ): Promise<Result<void>>;
}

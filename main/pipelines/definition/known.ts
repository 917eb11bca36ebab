import type { StepKind } from '../../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';

/** What a pipeline is checked against beside itself. Null: it can't be known just now, and nothing is said about it. */
export interface Known {
  /** Kinds of steps somebody can carry out. */
  readonly runnable: readonly StepKind[];
  /** Slots by the name of the pool. */
  readonly pools: Readonly<Record<string, number>> | null;
  readonly sources: readonly string[] | null;
  /** Files of `queries/`, written `queries/x.sql`. */
  readonly queries: readonly string[] | null;
  /** Files of `studies/`, by their names. */
  readonly studies: readonly string[] | null;
  /** Commands of ours, and why one that is ours may not be a step. */
  readonly commands: readonly KnownCommand[] | null;
  readonly relations: readonly RelationName[] | null;
}

export interface KnownCommand {
  readonly name: string;
  /** Follows "the command … can't be a step:"; null where it can be one. */
  readonly refused: string | null;
}

import type { Progress } from '../../../shared/domain/job.ts';
import type { StepKind, StepOf } from '../../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { Failure } from '../../../shared/errors/failure.ts';
import type { RunId } from '../ids.ts';
import type { HostPort } from '../surroundings.ts';
import type { RunFacts } from './states.ts';

/** What a step is handed when it is carried out: its texts are already rendered. */
export interface StepCall<Kind extends StepKind = StepKind> {
  readonly step: StepOf<Kind>;
  readonly run: RunFacts & { readonly id: RunId; readonly pipeline: string };
  /**
   * The same for every try of this task until it is cleared: what lands under it lands once, also when the first try was
   * killed after its commit.
   */
  readonly attempt: string;
  readonly cursor: unknown;
  readonly signal: AbortSignal;
  report(progress: Progress): void;
  /** A line of the step's log. Bounded and redacted by whoever keeps it; never blocks. */
  say(line: string): void;
}

/**
 * succeeded: what it wrote is in. again: nothing to do yet, ask after `poll` (sensors), holding no slot. offline: none of its
 * hosts can be reached. locked: a vault is. failed: `failure.retry` says whether trying again can help; what never does
 * (credentials refused, schema, a failed check) has it false. skipped: there was nothing to do, and what follows is skipped
 * unless it looks only for failures.
 */
export type StepEnd =
  | {
      readonly is: 'succeeded';
      readonly told: string;
      readonly rows?: number;
      readonly wrote: readonly RelationName[];
    }
  | { readonly is: 'skipped'; readonly told: string }
  | { readonly is: 'again'; readonly told: string; readonly cursor: unknown; readonly pollMs: number }
  | { readonly is: 'offline'; readonly hosts: readonly HostPort[]; readonly told: string }
  | { readonly is: 'locked'; readonly told: string }
  /** `afterMs`: what the server asked for (Retry-After); the pause is never shorter. */
  | { readonly is: 'failed'; readonly failure: Failure; readonly afterMs?: number };

/** Carries out the steps of one kind. Handed in by main/app: pipelines know no other domain. Never throws but for defects. */
export interface StepRunner<Kind extends StepKind = StepKind> {
  run(call: StepCall<Kind>): Promise<StepEnd>;
  /** Hosts it will talk to; asked before it starts when the network was lost or the machine slept. */
  hosts?(step: StepOf<Kind>): Promise<readonly HostPort[]>;
  /** What it will write, as far as that is known beforehand: for the graph, and for "after dataset". */
  writes?(step: StepOf<Kind>): Promise<readonly RelationName[]>;
}

/** A kind without a runner is refused when the pipeline is checked, by name. */
export type StepRunners = { readonly [Kind in StepKind]?: StepRunner<Kind> };

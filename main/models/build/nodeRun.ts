import type { BuildLine, BuildPlace, Published } from '../../warehouse/builds.ts';
import type { Rendering, RenderingOptions, Surroundings } from '../compile/rendering.ts';
import type { ProjectNode } from '../project/nodes.ts';
import type { NodeResult } from './nodeResult.ts';
import type { BuildRequest } from './request.ts';

/** What carrying out one node has at hand. */
export interface NodeRun<Node extends ProjectNode = ProjectNode> {
  readonly node: Node;
  readonly request: BuildRequest;
  readonly surroundings: Surroundings;
  readonly line: BuildLine;
  readonly signal: AbortSignal;
  /** A rendering of this node on this line. */
  rendering(options?: RenderingOptions): Rendering;
  /** From now on `current(target)` is the candidate, for every rendering of this build. */
  made(made: Made): void;
}

/** A candidate and how it is to be published. */
export interface Made {
  readonly target: BuildPlace;
  readonly candidate: BuildPlace;
  readonly published: Published;
  /** Scratch that must live until the publication is over. */
  readonly scratch?: readonly BuildPlace[];
  /** Run in the publishing transaction once the target is there: grants on a view made anew. */
  readonly statements?: readonly string[];
}

/** What a carry-out tells: a result without what its caller knows. */
export type Told = Omit<NodeResult, 'id' | 'kind' | 'startedAt' | 'milliseconds'>;

/** Makes a node, or asks what it asks; never throws for what a project or a database did. Times are the caller's. */
export type CarryOut<Node extends ProjectNode> = (run: NodeRun<Node>) => Promise<Told>;

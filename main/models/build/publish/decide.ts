import type { Graph } from '../../project/graph/graph.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import { failed, type NodeStatus } from '../nodeResult.ts';
import type { PublishRule } from '../request.ts';

export interface Outcome {
  readonly node: ProjectNode;
  readonly status: NodeStatus;
  /** Skipped because the build was stopped, not because of something above it. */
  readonly stopped: boolean;
}

export interface KeptBack {
  readonly id: string;
  readonly because: string;
}

export interface Decision {
  /** In the order of `made`. */
  readonly publish: readonly string[];
  readonly keptBack: readonly KeptBack[];
}

/**
 * What of all that was made readers may see.
 * Invariants: what is published read nothing that is kept back; each of `made` is in exactly one of the two lists; except
 * by the rule `always`, nothing is published whose check failed, or was never asked because the build was stopped.
 */
export function decide(
  rule: PublishRule,
  made: readonly string[],
  outcomes: readonly Outcome[],
  graph: Graph,
): Decision {
  if (rule === 'always') return { publish: made, keptBack: [] };
  const because = new Map<string, string>();
  for (const { node, status, stopped } of outcomes) {
    const looksAt = checked(node);
    if (looksAt === null || !(failed(status) || (status === 'skipped' && stopped))) continue;
    const held = rule === 'together' && failed(status) ? made : [...looksAt, ...graph.descendants(looksAt)];
    for (const id of held) if (!because.has(id)) because.set(id, node.uniqueId);
  }
  return {
    publish: made.filter((id) => !because.has(id)),
    keptBack: made.flatMap((id) => {
      const reason = because.get(id);
      return reason === undefined ? [] : [{ id, because: reason }];
    }),
  };
}

/** What a check speaks of; null for what is no check. */
function checked(node: ProjectNode): readonly string[] | null {
  if (node.resourceType === 'unit_test') return [node.model];
  if (node.resourceType !== 'test') return null;
  return node.generic === undefined ? node.dependsOn : [node.generic.attachedTo];
}

import type { Project } from '../project.ts';

export interface GraphNode {
  readonly unique_id: string;
  readonly depends_on: readonly string[];
  readonly materialized?: string;
  readonly relation?: string | null;
  readonly tags?: readonly string[];
  readonly severity?: string;
}

/** A project's nodes and edges as the recorded histories write them. */
export function graphOf(project: Project): GraphNode[] {
  return [...project.nodes.values()].map((node) => {
    const { resourceType } = node;
    const base = {
      unique_id: node.uniqueId,
      depends_on: node.dependsOn,
      ...(node.tags.length > 0 ? { tags: node.tags } : {}),
    };
    if (resourceType === 'test') return { ...base, severity: node.severity };
    if (resourceType !== 'model' && resourceType !== 'seed' && resourceType !== 'snapshot') return base;
    const { relation, materialized } = node;
    return {
      ...base,
      materialized,
      relation: relation === null ? null : `${relation.schema}.${relation.identifier}`,
    };
  });
}

import {
  type GraphNode,
  MOST_NODES,
  type ModelProblem,
  type NodeKind,
  type NodeRef,
} from '../../../../shared/contract/models.ts';
import type { ProjectNode, RelationPlace } from '../../../models/project/nodes.ts';
import type { ProjectProblem } from '../../../models/project/problem.ts';
import { blockedBy, type Project } from '../../../models/project/project.ts';
import type { OnRecord, Standing } from './standing.ts';

const KINDS: ReadonlySet<string> = new Set<NodeKind>([
  ...(['model', 'seed', 'snapshot', 'source', 'exposure', 'analysis'] as const),
]);

/** The nodes a graph shows: what data flows through, not the checks on it. */
export function shownNodes(project: Project): { nodes: readonly ProjectNode[]; cut: boolean } {
  const nodes = [...project.nodes.values()].filter(({ resourceType }) => KINDS.has(resourceType));
  return { nodes: nodes.slice(0, MOST_NODES), cut: nodes.length > MOST_NODES };
}

export function graphNode(node: ProjectNode, standing: Standing, { states, results }: OnRecord): GraphNode {
  const state = states.get(node.uniqueId);
  const place = placeOf(node);
  return {
    id: node.uniqueId,
    name: nameOf(node),
    kind: kindOf(node),
    layer: place?.schema ?? '',
    materialized: 'materialized' in node ? node.materialized : '',
    relation: place === null ? null : `${place.schema}.${place.identifier}`,
    file: node.place.file,
    tags: [...node.tags],
    dependsOn: [...node.dependsOn],
    checks: standing.checks(node.uniqueId).length,
    failing: standing.failing(node.uniqueId),
    health: standing.health(node),
    builtAt: state?.at ?? null,
    rows: state?.rows ?? results.get(node.uniqueId)?.rows ?? null,
  };
}

export function nodeRef(node: ProjectNode, standing: Standing): NodeRef {
  return {
    id: node.uniqueId,
    name: nameOf(node),
    kind: kindOf(node),
    layer: placeOf(node)?.schema ?? '',
    health: standing.health(node),
  };
}

export function placeOf(node: ProjectNode): RelationPlace | null {
  switch (node.resourceType) {
    case 'model':
    case 'seed':
    case 'snapshot':
    case 'source':
      return node.relation;
    default:
      return null;
  }
}

/** A source is known by both its names. */
export function nameOf(node: ProjectNode): string {
  return node.resourceType === 'source' ? `${node.sourceName}.${node.name}` : node.name;
}

export function kindOf(node: ProjectNode): NodeKind {
  switch (node.resourceType) {
    case 'model':
    case 'seed':
    case 'snapshot':
    case 'source':
    case 'exposure':
    case 'analysis':
      return node.resourceType;
    default:
      throw new Error(`${node.uniqueId} is no node of the graph.`);
  }
}

export function isShown(node: ProjectNode): boolean {
  return KINDS.has(node.resourceType);
}

export function problemOf(problem: ProjectProblem, project: Project | null): ModelProblem {
  const { file, line, column, message, severity, next, stops } = problem;
  const stopped = project === null ? 0 : stoppedBy(problem, project);
  return {
    file,
    line,
    column,
    message,
    severity,
    next,
    stops: stops === 'everything' && project === null ? 0 : stopped,
  };
}

function stoppedBy(problem: ProjectProblem, project: Project): number {
  return blockedBy([problem], project.nodes.keys(), project.graph).size;
}

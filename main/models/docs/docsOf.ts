import type { Output } from '../lineage/scope.ts';
import { type CheckNode, checksBySubject, columnOf, kindOf } from '../project/checksOf.ts';
import type { ProjectNode } from '../project/nodes.ts';
import type { Project } from '../project/project.ts';
import type { NodeState } from '../records/records.ts';
import type { Docs, DocsColumn, DocsNode } from './docsPages.ts';

/** What the documentation of a project is made from, besides the project. Whatever isn't known of a node is left out. */
export interface DocsSource {
  readonly project: Project;
  readonly madeAt: string;
  /** By unique id, under published names. */
  readonly compiled: ReadonlyMap<string, string>;
  /** What the warehouse has now. */
  readonly columns: ReadonlyMap<string, readonly { readonly name: string; readonly type: string }[]>;
  readonly lineage: ReadonlyMap<string, Output>;
  readonly states: ReadonlyMap<string, NodeState>;
  readonly lastResults: ReadonlyMap<string, { readonly at: string; readonly status: string }>;
}

const SHOWN: ReadonlySet<string> = new Set(['source', 'seed', 'model', 'snapshot', 'analysis', 'exposure']);

export function docsOf(source: DocsSource): Docs {
  const { project, madeAt } = source;
  const shown = [...project.nodes.values()].filter((node) => SHOWN.has(node.resourceType));
  const ids = new Set(shown.map(({ uniqueId }) => uniqueId));
  const checks = checksBySubject(project);
  return {
    project: project.name,
    madeAt,
    nodes: shown.map((node) => docsNode(node, source, ids, checks)),
  };
}

function docsNode(
  node: ProjectNode,
  source: DocsSource,
  ids: ReadonlySet<string>,
  checks: ReadonlyMap<string, readonly CheckNode[]>,
): DocsNode {
  const { project, compiled, states, lastResults } = source;
  const id = node.uniqueId;
  const relation = 'relation' in node ? node.relation : null;
  const own = checks.get(id) ?? [];
  return {
    id,
    name: node.resourceType === 'source' ? `${node.sourceName}.${node.name}` : node.name,
    kind: node.resourceType,
    layer: relation?.schema ?? '',
    relation: relation === null ? null : `${relation.schema}.${relation.identifier}`,
    materialized: 'materialized' in node ? node.materialized : '',
    description: node.description,
    file: node.path,
    tags: node.tags,
    columns: columnsOf(node, source, own),
    checks: own.filter((check) => columnOf(check) === null).map(spoken),
    raw: 'rawCode' in node ? node.rawCode : null,
    compiled: compiled.get(id) ?? null,
    rows: states.get(id)?.rows ?? null,
    lastBuild: lastResults.get(id) ?? null,
    upstream: node.dependsOn.filter((one) => ids.has(one)),
    downstream: [...project.graph.children(id)].filter((one) => ids.has(one)),
  };
}

/** Those that are there, in their order, then those that are described and aren't there. */
function columnsOf(
  node: ProjectNode,
  { columns, lineage }: DocsSource,
  checks: readonly CheckNode[],
): readonly DocsColumn[] {
  const described = new Map(node.columns.map((column) => [column.name.toLowerCase(), column]));
  const output = lineage.get(node.uniqueId);
  const there = columns.get(node.uniqueId) ?? output?.map(({ name }) => ({ name, type: '' })) ?? [];
  const seen = new Set(there.map(({ name }) => name.toLowerCase()));
  const missing = node.columns.filter(({ name }) => !seen.has(name.toLowerCase()));
  return [...there, ...missing.map(({ name }) => ({ name, type: '' }))].map(({ name, type }) => {
    const told = described.get(name.toLowerCase());
    const from = output?.find((one) => one.name === name)?.origins ?? null;
    return {
      name,
      type: type || (told?.dataType ?? null),
      description: told?.description ?? '',
      checks: checks.filter((one) => columnOf(one)?.toLowerCase() === name.toLowerCase()).map(spoken),
      from: from?.map((origin) => ({ id: origin.relation, column: origin.column })) ?? null,
    };
  });
}

/** By its kind where that says what it asks, else by the name its author gave it. */
function spoken(check: CheckNode): string {
  const named = check.resourceType === 'unit_test' || check.testType === 'singular';
  return named ? check.name : kindOf(check);
}

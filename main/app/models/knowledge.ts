import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { type LineageNode, projectLineage } from '../../models/lineage/projectLineage.ts';
import type { Output } from '../../models/lineage/scope.ts';
import type { ProjectNode } from '../../models/project/nodes.ts';
import type { Project } from '../../models/project/project.ts';
import type { SqlParser } from '../../models/sql/parser.ts';
import type { Builds, FoundColumn } from '../../warehouse/builds.ts';
import type { Modelling } from './modelling.ts';

/** What can be known of a project's nodes without making any of them. */
export interface Knowledge {
  /** By unique id, under published names; absent where a node can't be compiled. */
  readonly compiled: ReadonlyMap<string, string>;
  /** Of relations that are there. */
  readonly columns: ReadonlyMap<string, readonly FoundColumn[]>;
  readonly lineage: ReadonlyMap<string, Output>;
}

export interface KnowledgeRequest {
  readonly project: Project;
  readonly modelling: Pick<Modelling, 'compile'>;
  readonly builds: Builds;
  readonly parser: SqlParser;
  /** Left out: the whole project. Otherwise these and all they are made from. */
  readonly ids?: readonly string[];
  readonly work: Work;
}

export async function gatherKnowledge(request: KnowledgeRequest): Promise<Result<Knowledge>> {
  const { project, modelling, builds, parser, work } = request;
  const wanted = request.ids === undefined ? null : withAncestors(project, request.ids);
  const nodes = inOrder(project).filter(({ uniqueId }) => wanted === null || wanted.has(uniqueId));
  const made = nodes.filter(isCompiled).map(({ uniqueId }) => uniqueId);
  const answer = await modelling.compile({ selection: { ids: made } }, work);
  if (!answer.ok) return answer;
  const compiled = new Map(answer.value.flatMap(({ id, sql }) => (sql === null ? [] : [[id, sql] as const])));
  const columns = await columnsOf(nodes, builds);
  if (!columns.ok) return columns;
  const known = nodes.flatMap((node): LineageNode[] => {
    if (!('relation' in node) || node.resourceType === 'test') return [];
    return [
      {
        id: node.uniqueId,
        relation: node.relation,
        sql: compiled.get(node.uniqueId) ?? null,
        columns: columns.value.get(node.uniqueId)?.map(({ name }) => name) ?? null,
      },
    ];
  });
  return ok({ compiled, columns: columns.value, lineage: projectLineage(parser, known) });
}

async function columnsOf(
  nodes: readonly ProjectNode[],
  builds: Builds,
): Promise<Result<ReadonlyMap<string, readonly FoundColumn[]>>> {
  const line = await builds.line();
  if (!line.ok) return line;
  const found = new Map<string, readonly FoundColumn[]>();
  try {
    for (const node of nodes) {
      if (!('relation' in node) || node.relation === null || node.resourceType === 'test') continue;
      const columns = await line.value.columns(node.relation);
      if (!columns.ok) return columns;
      if (columns.value.length > 0) found.set(node.uniqueId, columns.value);
    }
  } finally {
    await line.value.close();
  }
  return ok(found);
}

function isCompiled(node: ProjectNode): boolean {
  return (
    node.resourceType === 'model' || node.resourceType === 'snapshot' || node.resourceType === 'analysis'
  );
}

function withAncestors(project: Project, ids: readonly string[]): ReadonlySet<string> {
  return new Set([...ids, ...project.graph.ancestors(ids)]);
}

/** What is read before what reads it; nodes of a circle last, as they come. */
function inOrder(project: Project): readonly ProjectNode[] {
  const done = new Set<string>();
  const order: ProjectNode[] = [];
  const visit = (id: string) => {
    if (done.has(id)) return;
    done.add(id);
    for (const parent of project.graph.parents(id)) visit(parent);
    const node = project.nodes.get(id);
    if (node !== undefined) order.push(node);
  };
  for (const id of project.nodes.keys()) visit(id);
  return order;
}

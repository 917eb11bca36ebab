import { RelationName } from '../../../../../shared/domain/relation.ts';
import type { ProjectNode } from '../../../../models/project/nodes.ts';
import type { Project } from '../../../../models/project/project.ts';

/** A relation that a model, a seed, a snapshot or a load makes. */
export interface Made {
  readonly relation: RelationName;
  readonly node: ProjectNode | null;
  readonly from: readonly RelationName[];
}

/** Everything that relations are made from, and they themselves, sources first. `others` says what isn't made by models. */
export function upstreamOf(
  project: Project,
  relations: readonly RelationName[],
  others: ReadonlyMap<RelationName, readonly RelationName[]> = new Map(),
): readonly Made[] {
  const nodes = new Map<RelationName, ProjectNode>();
  for (const node of project.nodes.values()) {
    const relation = relationOf(node);
    if (relation !== null && node.resourceType !== 'test') nodes.set(relation, node);
  }
  const made: Made[] = [];
  const seen = new Set<RelationName>();
  const visit = (relation: RelationName) => {
    if (seen.has(relation)) return;
    seen.add(relation);
    const node = nodes.get(relation) ?? null;
    const from = others.get(relation) ?? (node === null ? [] : inputsOf(node, project));
    for (const one of from) visit(one);
    made.push({ relation, node, from });
  };
  for (const relation of relations) visit(relation);
  return made;
}

function inputsOf(node: ProjectNode, project: Project): RelationName[] {
  const seen = new Set<RelationName>();
  for (const id of node.dependsOn) {
    const other = project.nodes.get(id);
    if (other === undefined) continue;
    const relation = relationOf(other);
    // An ephemeral model makes no relation: what it is made from stands for it.
    for (const one of relation === null ? inputsOf(other, project) : [relation]) seen.add(one);
  }
  return [...seen].sort();
}

export function relationOf(node: ProjectNode): RelationName | null {
  if (!('relation' in node) || node.relation === null) return null;
  const read = RelationName.safeParse(`${node.relation.schema}.${node.relation.identifier}`);
  return read.success ? read.data : null;
}

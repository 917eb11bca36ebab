import type { ProjectNode } from '../nodes.ts';
import type { ProblemList } from '../problem.ts';

/** Tells nodes that share a name `ref` could mean, or a relation they would both write. */
export function checkUniqueness(nodes: Iterable<ProjectNode>, problems: ProblemList): void {
  const names = new Map<string, ProjectNode>();
  const relations = new Map<string, ProjectNode>();
  for (const node of nodes) {
    const { resourceType } = node;
    if (resourceType !== 'model' && resourceType !== 'seed' && resourceType !== 'snapshot') continue;
    const name = `${node.packageName}.${node.name}`;
    const twin = names.get(name);
    if (twin === undefined) names.set(name, node);
    else
      problems.error(
        node.place,
        `The ${resourceType} ${node.name} has the name of the ${twin.resourceType} in ${twin.place.file}.`,
        'Rename one of them: ref could mean either.',
        [node.uniqueId, twin.uniqueId],
      );
    if (node.relation === null) continue;
    const { database, schema, identifier } = node.relation;
    const relation = `${database}.${schema}.${identifier}`.toLowerCase();
    const other = relations.get(relation);
    if (other === undefined) relations.set(relation, node);
    else if (twin === undefined)
      problems.error(
        node.place,
        `${node.name} would write ${schema}.${identifier}, which ${other.name} in ${other.place.file} writes too.`,
        'Give one of them another alias or schema.',
        [node.uniqueId, other.uniqueId],
      );
  }
}

/** Keeps the first of each unique id and tells the others. */
export function firstOfEach<N extends ProjectNode>(nodes: readonly N[], problems: ProblemList): N[] {
  const kept = new Map<string, N>();
  for (const node of nodes) {
    const first = kept.get(node.uniqueId);
    if (first === undefined) {
      kept.set(node.uniqueId, node);
      continue;
    }
    const message = `${node.name} is there twice: also in ${first.place.file}, line ${first.place.line}.`;
    // A check declared twice is made once; anything else named twice is in doubt.
    if (node.resourceType === 'test' && node.testType === 'generic')
      problems.warning(node.place, message, 'Take one of them away.');
    else problems.error(node.place, message, 'Rename one of them, or take it away.', [node.uniqueId]);
  }
  return [...kept.values()];
}

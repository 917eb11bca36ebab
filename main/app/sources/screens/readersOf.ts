import type { RelationName } from '../../../../shared/domain/relation.ts';
import type { Project } from '../../../models/project/project.ts';

/** Names of the models that read any of these relations themselves. */
export function readersOf({ nodes, graph }: Project, relations: readonly RelationName[]): string[] {
  const asked = new Set<string>(relations);
  const sources = [...nodes.values()].flatMap((node) =>
    node.resourceType === 'source' && asked.has(`${node.relation.schema}.${node.relation.identifier}`)
      ? [node.uniqueId]
      : [],
  );
  const readers = sources.flatMap((id) => [...graph.children(id)]);
  return [...new Set(readers)]
    .flatMap((id) => {
      const node = nodes.get(id);
      return node?.resourceType === 'model' ? [node.name] : [];
    })
    .sort();
}

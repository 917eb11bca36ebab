import type { ColumnOrigins, ParsedNode } from '../../../../shared/contract/models.ts';
import { projectLineage } from '../../../models/lineage/projectLineage.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import type { Project } from '../../../models/project/project.ts';
import { loadSqlParser } from '../../../models/sql/parser.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { lintModels } from '../lintModels.ts';
import { nameOf, placeOf } from './graphNodes.ts';
import { relationColumns } from './relationColumns.ts';

/**
 * What the parse of a node's SQL tells. Only what it reads itself is looked at, by its columns in the warehouse, else as
 * described: the rest of the graph isn't compiled for one node.
 */
export async function parsedNode(
  node: ProjectNode,
  project: Project,
  warehouse: Warehouse,
  sql: string | null,
): Promise<ParsedNode> {
  const parser = await loadSqlParser();
  const parents = project.graph.parents(node.uniqueId).flatMap((id) => project.nodes.get(id) ?? []);
  const known = await Promise.all(
    parents.map(async (parent) => {
      const place = placeOf(parent);
      const present = place === null ? null : await relationColumns(warehouse, place);
      const described = parent.columns.map(({ name }) => name);
      const columns = present?.map(({ name }) => name) ?? (described.length > 0 ? described : null);
      return { id: parent.uniqueId, relation: place, sql: null, columns };
    }),
  );
  const lineage = projectLineage(parser, [
    ...known,
    { id: node.uniqueId, relation: placeOf(node), sql, columns: null },
  ]);
  const output = lineage.get(node.uniqueId) ?? null;
  const linted = lintModels(
    [node],
    { parser, engine: warehouse.store.engine },
    new Map(sql === null ? [] : [[node.uniqueId, sql]]),
  );
  return {
    columns: (output ?? []).map(
      ({ name, origins }): ColumnOrigins => ({
        name,
        from:
          origins?.map(({ relation, column }) => {
            const found = project.nodes.get(relation);
            return { id: relation, name: found === undefined ? relation : nameOf(found), column };
          }) ?? null,
      }),
    ),
    findings: linted.flatMap(({ problems }) => [...problems]),
  };
}

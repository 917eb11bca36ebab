import type { SqlParser } from '../sql/parser.ts';
import { columnLineage, type Known } from './columnLineage.ts';
import type { Output } from './scope.ts';

export interface LineageNode {
  readonly id: string;
  /** Null for what makes no relation. */
  readonly relation: { readonly schema: string; readonly identifier: string } | null;
  /** Under published names; null for a source or a seed. */
  readonly sql: string | null;
  /** As the warehouse has them; null where it has none yet. */
  readonly columns: readonly string[] | null;
}

/** For every node with SQL, what its columns are made from. `nodes` come in the order of the graph. */
export function projectLineage(
  parser: SqlParser,
  nodes: readonly LineageNode[],
): ReadonlyMap<string, Output> {
  const relations = new Map<string, { id: string; columns: readonly string[] | null }>();
  const known: Known = ({ schema, name }) =>
    relations.get(schema === null ? name : `${schema}.${name}`) ?? null;
  const lineage = new Map<string, Output>();
  for (const { id, relation, sql, columns } of nodes) {
    const output = sql === null ? null : columnLineage(parser, sql, known);
    if (sql !== null) lineage.set(id, output);
    if (relation === null) continue;
    const named = columns ?? output?.map(({ name }) => name) ?? null;
    relations.set(`${relation.schema}.${relation.identifier}`, { id, columns: named });
  }
  return lineage;
}

import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { ProjectNode } from '../../../models/project/nodes.ts';
import type { Answer, Invocation } from '../command.ts';
import { lsSelection, oneOf, wishOf } from './wish.ts';
import { withModelling } from './withModelling.ts';

const OUTPUTS = ['selector', 'name', 'path', 'json'] as const;

/** dbt's `ls`: a line a node. */
export async function list(call: Invocation): Promise<Result<Answer>> {
  const wish = await wishOf('build', call.options, call.folder);
  if (!wish.ok) return wish;
  const output = oneOf(call.options, 'output', OUTPUTS);
  if (!output.ok) return output;
  return withModelling(call, async ({ modelling }) => {
    const listed = await modelling.list({ ...wish.value, selection: lsSelection(wish.value.selection) });
    if (!listed.ok) return listed;
    const { nodes, warnings } = listed.value;
    for (const warning of warnings) call.terminal.progress(warning);
    return ok({
      data: nodes.map(factsOf),
      text: nodes.map((node) => lineOf(node, output.value ?? 'selector')).join('\n'),
    });
  });
}

function lineOf(node: ProjectNode, output: (typeof OUTPUTS)[number]): string {
  if (output === 'name') return node.name;
  if (output === 'path') return node.path;
  if (output === 'json') return JSON.stringify(factsOf(node));
  if (node.resourceType === 'source') return `source:${node.packageName}.${node.sourceName}.${node.name}`;
  if (node.resourceType === 'exposure' || node.resourceType === 'unit_test')
    return `${node.resourceType}:${node.packageName}.${node.name}`;
  return node.fqn.join('.');
}

function factsOf(node: ProjectNode) {
  const materialized = 'materialized' in node ? node.materialized : undefined;
  const relation = 'relation' in node && node.relation !== null ? node.relation : undefined;
  return {
    unique_id: node.uniqueId,
    name: node.name,
    resource_type: node.resourceType,
    package_name: node.packageName,
    original_file_path: node.path,
    ...(node.resourceType === 'source' && { source_name: node.sourceName }),
    ...(materialized !== undefined && { materialized }),
    ...(relation !== undefined && { relation: `${relation.schema}.${relation.identifier}` }),
    tags: node.tags,
    depends_on: node.dependsOn,
  };
}

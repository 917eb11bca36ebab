import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine } from '../../../warehouse/builds.ts';
import { createRendering } from '../../compile/createRendering.ts';
import type { Surroundings } from '../../compile/rendering.ts';
import type { OperationNode } from '../../project/nodes.ts';
import { toValue } from '../../project/render/values.ts';
import { toldOf } from '../carry/failed.ts';
import type { NodeResult } from '../nodeResult.ts';
import type { BuildRequest } from '../request.ts';

/** The command `run-operation`: a macro called for what it does. */
export async function runOperation(
  request: BuildRequest,
  operation: NonNullable<BuildRequest['operation']>,
  surroundings: Surroundings,
  line: BuildLine,
): Promise<Result<NodeResult>> {
  const { project } = request;
  const node = standIn(project.name, operation.macro);
  const rendering = createRendering(surroundings, node, line);
  const macro = rendering.find(operation.macro);
  const started = request.clock();
  if (macro === undefined || macro.kind !== 'macro')
    return fail('BAD_INPUT', {
      message: `No macro of ${project.name} is called ${operation.macro}.`,
      next: 'Check the name; a macro of a package is written package.macro.',
      subject: operation.macro,
    });
  const args = new Map(Object.entries(operation.args).map(([name, one]) => [name, toValue(one)]));
  const done = await rendering.call(macro, [], args);
  const told = done.ok ? { status: 'success' as const } : toldOf(done.failure);
  return ok({
    id: macro.uniqueId,
    kind: 'operation',
    startedAt: started.toISOString(),
    milliseconds: Math.max(0, request.clock().getTime() - started.getTime()),
    failures: 0,
    ...told,
  });
}

/** What the macro sees as its node: an operation without a text of its own. */
function standIn(packageName: string, name: string): OperationNode {
  const place = { file: 'dbt_project.yml', line: 1, column: 1 };
  return {
    resourceType: 'operation',
    uniqueId: `operation.${packageName}.${name}`,
    name,
    packageName,
    path: 'dbt_project.yml',
    place,
    fqn: [packageName, name],
    tags: [],
    meta: {},
    description: '',
    config: {},
    columns: [],
    dependsOn: [],
    captured: { refs: [], sources: [], macros: [], vars: [], env: [] },
    rawCode: '',
    codeAt: place,
    when: 'on-run-start',
    index: 0,
  };
}

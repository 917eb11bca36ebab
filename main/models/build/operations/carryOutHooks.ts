import type { BuildLine } from '../../../warehouse/builds.ts';
import { createRendering } from '../../compile/createRendering.ts';
import type { Surroundings } from '../../compile/rendering.ts';
import type { OperationNode } from '../../project/nodes.ts';
import { statementFailed, toldOf } from '../carry/failed.ts';
import type { Recorder } from '../execute/recorder.ts';
import type { Told } from '../nodeRun.ts';
import type { BuildRequest } from '../request.ts';

/** The statements of `on-run-start` or `on-run-end`, one after the other; after one that fails the rest are skipped. */
export async function carryOutHooks(
  when: OperationNode['when'],
  request: BuildRequest,
  surroundings: Surroundings,
  line: BuildLine,
  recorder: Recorder,
): Promise<boolean> {
  let well = true;
  for (const node of operationsOf(request, when)) {
    const started = request.clock();
    const told: Told = well
      ? await carryOutOne(node, surroundings, line, request.work.signal)
      : { status: 'skipped', message: `Skipped: an earlier statement of ${when} failed.` };
    well &&= told.status === 'success';
    recorder.add(
      {
        id: node.uniqueId,
        kind: 'operation',
        startedAt: started.toISOString(),
        milliseconds: Math.max(0, request.clock().getTime() - started.getTime()),
        failures: 0,
        ...told,
      },
      { name: node.name, layer: '' },
    );
  }
  return well;
}

/** The packages' first, the project's own last, as dbt orders them. */
function operationsOf({ project }: BuildRequest, when: OperationNode['when']): readonly OperationNode[] {
  const found = [...project.nodes.values()].flatMap((node) =>
    node.resourceType === 'operation' && node.when === when ? [node] : [],
  );
  const own = (node: OperationNode) => (node.packageName === project.name ? 1 : 0);
  return found.sort((a, b) => own(a) - own(b) || a.index - b.index);
}

async function carryOutOne(
  node: OperationNode,
  surroundings: Surroundings,
  line: BuildLine,
  signal: AbortSignal,
): Promise<Told> {
  const compiled = await createRendering(surroundings, node, line).compile();
  if (!compiled.ok) return toldOf(compiled.failure);
  const { sql, shown } = compiled.value;
  if (sql.trim() === '') return { status: 'success' };
  const done = await line.run(sql, { signal });
  if (done.ok) return { status: 'success', sql: shown };
  return toldOf(statementFailed(node, done.failure, { sql, at: node.place }), { sql: shown });
}

import type { NodeResult } from '../nodeResult.ts';
import type { PlannedNode } from '../plan/plan.ts';
import type { BuildRequest } from '../request.ts';

/** What is told of a node that never had its turn. */
export function skippedResult(
  planned: PlannedNode,
  because: string | null,
  request: BuildRequest,
): NodeResult {
  const { node } = planned;
  const blamed = because === null ? undefined : request.project.nodes.get(because);
  const isCheck = blamed?.resourceType === 'test' || blamed?.resourceType === 'unit_test';
  const cancelled = request.work.signal.aborted;
  return {
    id: node.uniqueId,
    kind: node.resourceType,
    status: because === null && cancelled ? 'cancelled' : 'skipped',
    startedAt: request.clock().toISOString(),
    milliseconds: 0,
    message:
      blamed !== undefined
        ? isCheck
          ? `Skipped: the check ${blamed.name} of what it is made from failed.`
          : `Skipped: it depends on ${blamed.name}, which failed or was skipped itself.`
        : cancelled
          ? 'The build was cancelled before its turn.'
          : 'Skipped: the build stops at the first failure.',
  };
}

import { fail } from '../../../../shared/errors/failure.ts';
import type { ProjectNode } from '../../project/nodes.ts';
import type { CarryOut } from '../nodeRun.ts';
import { toldOf } from './failed.ts';

/** For a kind that nothing here carries out. */
export function notYet(kind: string): CarryOut<ProjectNode> {
  return async ({ node }) => {
    const message = `${node.name} can't be carried out: Leadline doesn't know ${kind}.`;
    return toldOf(
      fail('MODEL_INVALID', {
        message,
        next: 'Use view, table, incremental, ephemeral or materialized_view, or write a materialization of that name.',
        subject: node.uniqueId,
        problems: [
          {
            file: node.place.file,
            line: Math.max(1, node.place.line),
            column: Math.max(1, node.place.column),
            message,
            severity: 'error',
          },
        ],
      }).failure,
    );
  };
}

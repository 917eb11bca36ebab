import type { ProjectNode } from '../../project/nodes.ts';
import type { CarryOut } from '../nodeRun.ts';
import { toldOf } from './failed.ts';

/** The command `compile`: the SQL, and nothing is made of it. */
export const compileOnly: CarryOut<ProjectNode> = async (run) => {
  if (run.node.resourceType === 'seed') return { status: 'success' };
  const compiled = await run.rendering().compile();
  return compiled.ok ? { status: 'success', sql: compiled.value.shown } : toldOf(compiled.failure);
};

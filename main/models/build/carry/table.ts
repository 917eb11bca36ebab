import type { ModelNode } from '../../project/nodes.ts';
import type { CarryOut } from '../nodeRun.ts';
import { toldOf } from './failed.ts';
import { makeAs, prepareMaking, toldOfMaking } from './making.ts';

export const carryOutTable: CarryOut<ModelNode> = async (run) => {
  const making = await prepareMaking(run);
  if (!making.ok) return toldOf(making.failure);
  return toldOfMaking(making.value, await makeAs(making.value, 'table'), 'table');
};

export const carryOutMaterializedView: CarryOut<ModelNode> = async (run) => {
  const making = await prepareMaking(run);
  if (!making.ok) return toldOf(making.failure);
  if (run.surroundings.builds.engine === 'postgres')
    return toldOfMaking(making.value, await makeAs(making.value, 'materialized view'), 'materialized_view');
  const made = await makeAs(making.value, 'table');
  return toldOfMaking(making.value, made, 'table', 'Made as a table: SQLite has no materialized views.');
};

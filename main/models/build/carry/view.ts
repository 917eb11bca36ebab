import type { ModelNode } from '../../project/nodes.ts';
import type { CarryOut } from '../nodeRun.ts';
import { toldOf } from './failed.ts';
import { makeAs, prepareMaking, toldOfMaking } from './making.ts';

/**
 * A view of SQLite may use nothing that this program brought along, functions above all: the file belongs to whoever opens
 * it. Where that is what stops it, the same SQL becomes a table.
 */
export const carryOutView: CarryOut<ModelNode> = async (run) => {
  const making = await prepareMaking(run);
  if (!making.ok) return toldOf(making.failure);
  const view = await makeAs(making.value, 'view');
  if (view.ok || run.surroundings.builds.engine !== 'sqlite' || view.failure.code !== 'MODEL_FAILED')
    return toldOfMaking(making.value, view, 'view');
  const table = await makeAs(making.value, 'table');
  return table.ok
    ? toldOfMaking(
        making.value,
        table,
        'table',
        'Made as a table: its SQL uses a function that a view of SQLite can’t hold.',
      )
    : toldOfMaking(making.value, view, 'view');
};

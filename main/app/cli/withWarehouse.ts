import type { Result } from '../../../shared/errors/failure.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { inspectWorkspace } from '../../workspace/inspect.ts';
import type { ReadableWarehouse } from '../openReadable.ts';
import type { Notice } from '../warehouseOfWorkspace.ts';
import type { Answer } from './command.ts';
import { withWorkbench } from './session.ts';

export interface OpenedWarehouse {
  readonly warehouse: Warehouse;
  readonly notices: readonly Notice[];
}

/** The warehouse of a workspace, held by this command alone until it ends. */
export function withWarehouse(
  folder: string,
  work: (opened: OpenedWarehouse) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withWorkbench(async (workbench) => {
    const held = await workbench.workspaces.open(folder);
    if (!held.ok) return held;
    const warehouse = await workbench.warehouse.get();
    if (!warehouse.ok) return warehouse;
    return work({ warehouse: warehouse.value, notices: workbench.warehouse.notices() });
  });
}

/** For what only reads: where the workspace is open elsewhere, its warehouse is read beside whoever holds it, and `held` is false. */
export function withReadableWarehouse(
  folder: string,
  work: (warehouse: ReadableWarehouse, held: boolean) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withWorkbench(async (workbench) => {
    const held = await workbench.workspaces.open(folder);
    if (held.ok) {
      const warehouse = await workbench.warehouse.get();
      return warehouse.ok ? work(warehouse.value, true) : warehouse;
    }
    if (held.failure.code !== 'WORKSPACE_IN_USE') return held;
    const workspace = await inspectWorkspace(folder);
    if (!workspace.ok) return workspace;
    const { openReadable } = await import('../openReadable.ts');
    const beside = await openReadable(workspace.value, { log: workbench.log, vault: workbench.vault });
    if (!beside.ok) return beside;
    try {
      return await work(beside.value, false);
    } finally {
      await beside.value.close();
    }
  });
}

import type { Result } from '../../../shared/errors/failure.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { inspectWorkspace } from '../../workspace/inspect.ts';
import type { ReadableWarehouse } from '../openReadable.ts';
import type { Notice } from '../warehouseOfWorkspace.ts';
import type { Workbench } from '../workbench.ts';
import type { Answer, Invocation } from './command.ts';
import { withWorkbench } from './session.ts';
import { unlock } from './unlock.ts';

/** Whose warehouse, and whom to ask where its connection lies in a locked vault. */
type Asked = Pick<Invocation, 'workspace' | 'terminal' | 'within'>;

export interface OpenedWarehouse {
  readonly warehouse: Warehouse;
  readonly notices: readonly Notice[];
}

/** The warehouse of a workspace, held by this command alone until it ends. */
export function withWarehouse(
  asked: Asked,
  work: (opened: OpenedWarehouse) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withWorkbench(asked, async (workbench) => {
    const held = await workbench.workspaces.open(asked.workspace);
    if (!held.ok) return held;
    const warehouse = await unlocked(workbench, asked, () => workbench.warehouse.get());
    if (!warehouse.ok) return warehouse;
    return work({ warehouse: warehouse.value, notices: workbench.warehouse.notices() });
  });
}

/** For what only reads: where the workspace is open elsewhere, its warehouse is read beside whoever holds it, and `held` is false. */
export function withReadableWarehouse(
  asked: Asked,
  work: (warehouse: ReadableWarehouse, held: boolean) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withWorkbench(asked, async (workbench) => {
    const held = await workbench.workspaces.open(asked.workspace);
    if (held.ok) {
      const warehouse = await unlocked(workbench, asked, () => workbench.warehouse.get());
      return warehouse.ok ? work(warehouse.value, true) : warehouse;
    }
    if (held.failure.code !== 'WORKSPACE_IN_USE') return held;
    const workspace = await inspectWorkspace(asked.workspace);
    if (!workspace.ok) return workspace;
    const { openReadable } = await import('../openReadable.ts');
    const beside = await unlocked(workbench, asked, () =>
      openReadable(workspace.value, { log: workbench.log, vault: workbench.vault }),
    );
    if (!beside.ok) return beside;
    try {
      return await work(beside.value, false);
    } finally {
      await beside.value.close();
    }
  });
}

/** A command has a vault of its own, so that what a window unlocked is locked here. */
async function unlocked<T>(
  { vault }: Workbench,
  asked: Asked,
  open: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await open();
  if (opened.ok || opened.failure.code !== 'VAULT_LOCKED') return opened;
  const entered = await unlock(vault, asked);
  return entered.ok ? open() : entered;
}

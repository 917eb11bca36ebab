import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Vault } from '../vault/vault.ts';
import { runConsole } from '../warehouse/console/runConsole.ts';
import { openPostgresStore } from '../warehouse/postgres/openPostgresStore.ts';
import { openSqliteStore } from '../warehouse/sqlite/openSqliteStore.ts';
import type { Store } from '../warehouse/store.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { DATA_FOLDER } from '../workspace/dataFolder.ts';
import { readWorkspaceId } from '../workspace/inspect.ts';
import { connectionOf, unreadable } from './openWarehouse.ts';

/** What reading needs of a warehouse. */
export type ReadableWarehouse = Pick<Warehouse, 'store' | 'console'>;

interface Surroundings {
  readonly log: Logger;
  readonly vault: Vault;
}

/** The warehouse of a workspace that another process holds: nothing of it is migrated, repaired or swept from here. */
export async function openReadable(
  workspace: OpenWorkspace,
  around: Surroundings,
): Promise<Result<ReadableWarehouse & { close(): Promise<void> }>> {
  const opened = await openStore(workspace, around);
  if (!opened.ok) return opened;
  const store = opened.value;
  return ok({
    store,
    console: (request) => runConsole(store, request, () => performance.now()),
    close: () => store.close(),
  });
}

async function openStore({ path, config }: OpenWorkspace, around: Surroundings): Promise<Result<Store>> {
  const { log, vault } = around;
  if (config === null) return unreadable(path);
  if (config.warehouse.engine === 'postgres') {
    const id = await readWorkspaceId(path);
    if (!id.ok) return id;
    const connection = await connectionOf(vault, id.value, config.warehouse.connection);
    return connection.ok ? openPostgresStore({ connection: connection.value, log }) : connection;
  }
  const file = join(path, DATA_FOLDER, 'warehouse.db');
  if (await absent(file)) {
    return fail('STORE_UNREACHABLE', {
      message: `${path} is open elsewhere and has no warehouse yet.`,
      next: 'Load a file there first.',
      subject: path,
    });
  }
  return openSqliteStore({ file, log, readers: 1 });
}

function absent(file: string): Promise<boolean> {
  return stat(file).then(
    () => false,
    () => true,
  );
}

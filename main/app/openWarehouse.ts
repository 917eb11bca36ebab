import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { fail, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Vault } from '../vault/vault.ts';
import { createWarehouse } from '../warehouse/createWarehouse.ts';
import type { PostgresConnection } from '../warehouse/postgres/connection.ts';
import type { StartLane } from '../warehouse/sqlite/lane.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { DATA_FOLDER } from '../workspace/dataFolder.ts';
import { connectionFrom } from './postgresConnection.ts';

export interface WarehouseSurroundings {
  readonly clock: () => Date;
  readonly log: Logger;
  readonly vault: Vault;
  /** The workspace's own id, under which its secrets are filed. */
  readonly id: string | null;
  readonly startLane?: StartLane;
}

/** The warehouse that a workspace's `leadline.yml` asks for. The lease on the workspace must be held. */
export async function openWarehouse(
  { path, config }: OpenWorkspace,
  { clock, log, vault, id, startLane }: WarehouseSurroundings,
): Promise<Result<Warehouse>> {
  if (config === null) return unreadable(path);
  return createWarehouse({
    workspace: path,
    config,
    dataFolder: join(path, DATA_FOLDER),
    log,
    clock,
    random: randomBytes,
    connectionOf: (name) => connectionOf(vault, id, name),
    ...(startLane && { start: startLane }),
  });
}

export async function connectionOf(
  vault: Vault,
  id: string | null,
  name: string,
): Promise<Result<PostgresConnection>> {
  if (id === null) throw new Error('A workspace without an id has no secrets.');
  return connectionFrom(name, (secret) => vault.get(id, secret));
}

export function unreadable(path: string): Result<never> {
  return fail('WORKSPACE_INVALID', {
    message: `leadline.yml of ${path} can't be used, so it isn't known which warehouse the workspace has.`,
    next: 'Mend leadline.yml: Home shows what is wrong with it.',
    subject: path,
  });
}

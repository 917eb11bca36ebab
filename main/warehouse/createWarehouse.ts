import type { WorkspaceConfig } from '../../shared/contract/workspace.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { openPostgresWarehouse } from './durability/postgresWarehouse.ts';
import { openSqliteWarehouse } from './durability/sqliteWarehouse.ts';
import type { Migration } from './migrations/migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { PostgresConnection } from './postgres/connection.ts';
import type { StartLane } from './sqlite/lane.ts';
import type { Warehouse } from './warehouse.ts';

export interface WarehouseOptions {
  /** The folder of the workspace. */
  readonly workspace: string;
  readonly config: Pick<WorkspaceConfig, 'warehouse'>;
  /** Where the workspace keeps its data; the lease on it must be held. */
  readonly dataFolder: string;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  /** The connection of this name, its password still a secret. */
  readonly connectionOf: (name: string) => Promise<Result<PostgresConnection>>;
  /** How processes for SQLite are started, where a host can't start ordinary ones. */
  readonly start?: StartLane;
  readonly migrations?: readonly Migration[];
}

/** Opens the warehouse of a workspace, on whichever engine it says. */
export function createWarehouse(options: WarehouseOptions): Promise<Result<Warehouse>> {
  const { config, migrations = MIGRATIONS } = options;
  const log = options.log.scope('warehouse');
  return config.warehouse.engine === 'sqlite'
    ? openSqliteWarehouse({ ...options, migrations, log })
    : openPostgresWarehouse({ ...options, migrations, log }, config.warehouse.connection);
}

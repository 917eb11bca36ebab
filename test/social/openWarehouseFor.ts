import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWarehouse } from '../../main/warehouse/createWarehouse.ts';
import type { PostgresConnection } from '../../main/warehouse/postgres/connection.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { must } from '../warehouse/store/bench.ts';

/** An empty warehouse in a folder of its own; on SQLite unless a connection is given. */
export async function openWarehouseFor(connection: PostgresConnection | null) {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-social-'));
  const warehouse = must(
    await createWarehouse({
      workspace: folder,
      config: {
        warehouse: connection === null ? { engine: 'sqlite' } : { engine: 'postgres', connection: 'pg' },
      },
      dataFolder: folder,
      log: quietLog(),
      clock: () => new Date(),
      random: randomBytes,
      connectionOf: async () =>
        connection === null ? fail('SECRET_NOT_FOUND', { message: 'none', next: 'none' }) : ok(connection),
    }),
  );
  return {
    warehouse,
    close: async () => {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

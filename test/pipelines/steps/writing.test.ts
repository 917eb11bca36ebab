import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createWarehouse } from '../../../main/warehouse/createWarehouse.ts';
import type { PostgresConnection } from '../../../main/warehouse/postgres/connection.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { startPostgres } from '../../warehouse/postgresServer.ts';
import { must } from '../../warehouse/store/bench.ts';
import { describeWriting } from './writing.suite.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

async function open(connection: PostgresConnection | null) {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-writing-'));
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
  const close = async () => {
    await warehouse.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { warehouse, close };
}

describeWriting('sqlite', () => open(null));

describeWriting('postgres', async () => {
  const server = await startPostgres();
  const { warehouse, close } = await open({ ...(await server.database()), schemaPrefix: 'shop_' });
  return {
    warehouse,
    close: async () => {
      await close();
      await server.stop();
    },
  };
});

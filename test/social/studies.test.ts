import { vi } from 'vitest';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { openWarehouseFor } from './openWarehouseFor.ts';
import { describeStudies } from './studies.suite.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeStudies('sqlite', () => openWarehouseFor(null));

describeStudies('postgres', async () => {
  const server = await startPostgres();
  const { warehouse, close } = await openWarehouseFor({
    ...(await server.database()),
    schemaPrefix: 'shop_',
  });
  return {
    warehouse,
    close: async () => {
      await close();
      await server.stop();
    },
  };
});

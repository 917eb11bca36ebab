import { vi } from 'vitest';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { describeBrief } from './brief.suite.ts';
import { openWarehouseFor } from './openWarehouseFor.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeBrief('sqlite', () => openWarehouseFor(null));

describeBrief('postgres', async () => {
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

import { vi } from 'vitest';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { describeForecasts } from './forecasts.suite.ts';
import { openWarehouseFor } from './openWarehouseFor.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeForecasts('sqlite', () => openWarehouseFor(null));

describeForecasts('postgres', async () => {
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

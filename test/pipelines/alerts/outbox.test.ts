import { openPostgresStore } from '../../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { startPostgres } from '../../warehouse/postgresServer.ts';
import { openStore } from '../../warehouse/sqliteFolder.ts';
import { must } from '../../warehouse/store/bench.ts';
import { describeAlerts } from './outbox.suite.ts';

describeAlerts('SQLite', async () => {
  const { store, remove } = await openStore();
  return {
    store,
    close: async () => {
      await store.close();
      await remove();
    },
  };
});

describeAlerts('PostgreSQL', async () => {
  const server = await startPostgres();
  const store = must(await openPostgresStore({ connection: await server.database(), log: quietLog() }));
  return {
    store,
    close: async () => {
      await store.close();
      await server.stop();
    },
  };
});

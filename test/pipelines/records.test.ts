import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { openStore } from '../warehouse/sqliteFolder.ts';
import { must, type OpenStore } from '../warehouse/store/bench.ts';
import { describeHistory } from './history.suite.ts';
import { describeRecords } from './records.suite.ts';

const openSqlite: OpenStore = async () => {
  const { store, remove } = await openStore();
  return {
    store,
    close: async () => {
      await store.close();
      await remove();
    },
  };
};

const openPostgres: OpenStore = async () => {
  const server = await startPostgres();
  const store = must(await openPostgresStore({ connection: await server.database(), log: quietLog() }));
  return {
    store,
    close: async () => {
      await store.close();
      await server.stop();
    },
  };
};

describeRecords('SQLite', openSqlite);
describeHistory('SQLite', openSqlite);
describeRecords('PostgreSQL', openPostgres);
describeHistory('PostgreSQL', openPostgres);

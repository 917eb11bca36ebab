import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { startPostgres } from './postgresServer.ts';
import { describeProfile } from './profile.suite.ts';
import { describeRecords } from './records.suite.ts';
import { openStore } from './sqliteFolder.ts';
import { must, type OpenStore } from './store/bench.ts';

const sqlite: OpenStore = async () => {
  const { store, remove } = await openStore();
  return {
    store,
    close: async () => {
      await store.close();
      await remove();
    },
  };
};

const postgres: OpenStore = async () => {
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

for (const [name, open] of [
  ['SQLite', sqlite],
  ['PostgreSQL', postgres],
] as const) {
  describeRecords(name, open);
  describeProfile(name, open);
}

import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { describeBuilds } from './builds.suite.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';
import { must } from './store/bench.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeBuilds('Postgres', async () => {
  const connection = await server.database();
  const store = must(await openPostgresStore({ connection, log: quietLog() }));
  return { store, builds: store.builds, close: () => store.close() };
});

import { afterAll, beforeAll, vi } from 'vitest';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import { describeSnapshots } from './snapshot.suite.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeSnapshots('postgres', async () => {
  const connection = await server.database();
  const store = must(await openPostgresStore({ connection, log: quietLog() }));
  return { store, builds: store.builds, close: () => store.close() };
});

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { openEngine } from './build/shop.ts';
import { describeChecks } from './checks.suite.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop());

describeChecks('Postgres', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-checks-')));
  const opened = await openEngine(folder, await server.database());
  return {
    ...opened,
    async close() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

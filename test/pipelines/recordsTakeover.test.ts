import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { openSqliteStore } from '../../main/warehouse/sqlite/openSqliteStore.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { ok } from '../../shared/errors/failure.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import { runId, runOf, sessionOf, taskOf } from './runsOnRecord.ts';

let folder: string;
let server: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-takeover-'));
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Two processes' stores over one warehouse: one is in full swing when the other takes over. */
async function takenOver(open: () => Promise<Store>): Promise<void> {
  const [mine, theirs] = [await open(), await open()];
  const clock = () => new Date(0);
  must(await migrate({ store: mine, migrations: MIGRATIONS, clock, backup: async () => ok(null) }));
  const old = createRecords(mine);
  const next = createRecords(theirs);
  const A = 'a' as SessionId;
  const B = 'b' as SessionId;
  must(await old.begin(sessionOf('a'), () => false));
  must(await old.decide(A, { schedules: [], slots: [], runs: [runOf('r')] }));
  const answers: string[] = [];
  const writing = (async () => {
    while (answers.at(-1) !== 'SCHEDULER_LOST') {
      const task = taskOf(`s${answers.length}`, { note: 'a' });
      const done = await old.change(A, [{ what: 'task', run: runId('r'), task }]);
      answers.push(done.ok ? 'ok' : done.failure.code);
    }
  })();
  while (answers.length < 5) await new Promise(setImmediate);
  must(await next.begin(sessionOf('b'), () => true));
  const known = must(await next.tasks([runId('r')])).get(runId('r'))?.length ?? 0;
  await writing;
  expect(new Set(answers.slice(0, -1))).toEqual(new Set(['ok']));
  // What was answered with ok is there, and nothing came after the other had begun.
  expect(known).toBe(answers.length - 1);
  expect(must(await next.tasks([runId('r')])).get(runId('r'))).toHaveLength(known);
  // Both claim the same moments at once: each goes to the one that has the scheduler.
  const claims = Array.from({ length: 10 }, (_, i) => [
    old.decide(A, { schedules: [], slots: [], runs: [runOf(`a${i}`, { slot: `slot${i}` })] }),
    next.decide(B, { schedules: [], slots: [], runs: [runOf(`b${i}`, { slot: `slot${i}` })] }),
  ]).flat();
  const claimed = (await Promise.all(claims)).flatMap((one) => (one.ok ? one.value.claimed : []));
  expect(claimed).toEqual(Array.from({ length: 10 }, (_, i) => `b${i}`));
  await mine.close();
  await theirs.close();
}

it('SQLite: a session that was taken over from writes nothing more', { timeout: 30_000 }, () => {
  const file = join(folder, 'warehouse.db');
  return takenOver(async () => must(await openSqliteStore({ file, log: quietLog() })));
});

it('PostgreSQL: a session that was taken over from writes nothing more', { timeout: 30_000 }, async () => {
  const connection = await server.database();
  await takenOver(async () => must(await openPostgresStore({ connection, log: quietLog() })));
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { Records } from '../../main/pipelines/records/records.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { openSqliteStore } from '../../main/warehouse/sqlite/openSqliteStore.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { ok } from '../../shared/errors/failure.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import type { ChildOrder } from './records/recordingChild.ts';
import { sessionOf } from './runsOnRecord.ts';

const CHILD = join(import.meta.dirname, 'records/recordingChild.ts');
const ALL = { skip: 0, take: 100_000 };
let folder: string;
let server: PostgresServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-records-'));
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Said {
  readonly lines: readonly (readonly [what: string, id: string])[];
}

/** Kills it in the middle of whatever it does after so many lines. */
async function runUntilKilled(order: ChildOrder, afterLines: number, thenMs: number): Promise<Said> {
  const child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  child.stdin.end(JSON.stringify(order));
  let text = '';
  let counted = false;
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    if (counted || text.split('\n').length <= afterLines) return;
    counted = true;
    setTimeout(() => child.kill('SIGKILL'), thenMs);
  });
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  const whole = text.slice(0, text.lastIndexOf('\n')).split('\n');
  return { lines: whole.map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? ''] as const) };
}

async function expectKept(records: Records, { lines }: Said): Promise<void> {
  const runs = must(await records.runs({}, ALL));
  const tasks = must(await records.tasks(runs.map(({ id }) => id)));
  const reached = new Map<string, string>();
  for (const [what, id] of lines) if (what !== 'orphans') reached.set(id, what);
  for (const [id, what] of reached) {
    const run = runs.find((one) => one.id === id);
    const state = `${what}: ${run?.status} ${tasks.get(id as RunId)?.map(({ status }) => status)}`;
    expect([
      ...[
        'claimed: queued ',
        'claimed: running ',
        'running: running ',
        'running: running running,running,running',
      ],
      ...['begun: running running,running,running', 'begun: succeeded succeeded,succeeded,succeeded'],
      'ended: succeeded succeeded,succeeded,succeeded',
    ]).toContain(state);
  }
  // What nobody was told of is whole as well: a set of changes is there, or isn't.
  for (const run of runs) {
    const steps = tasks.get(run.id)?.map(({ status }) => status) ?? [];
    expect([0, 3]).toContain(steps.length);
    expect(new Set(steps).size).toBeLessThan(2);
    const tries = must(await records.tries(run.id));
    expect(tries.map(({ status }) => status)).toEqual(steps);
  }
}

/** Looked at by a process that has the warehouse open all the while, as a window that watches has, and by one that opens it after. */
async function killed(open: () => Promise<Store>, where: ChildOrder['store'], kills: number): Promise<void> {
  const watching = await open();
  const clock = () => new Date(0);
  must(await migrate({ store: watching, migrations: MIGRATIONS, clock, backup: async () => ok(null) }));
  let leftRunning: readonly string[] = [];
  let last: Said = { lines: [] };
  for (let kill = 0; kill < kills; kill += 1) {
    const session = `s${kill}`;
    last = await runUntilKilled({ store: where, session }, 4 + ((kill * 5) % 9), (kill * 3) % 7);
    // Those the one before left running were its to find.
    expect(last.lines[0]).toEqual(['orphans', leftRunning.join(',')]);
    const records = createRecords(watching);
    await expectKept(records, last);
    leftRunning = must(await records.runs({ status: ['running'] }, ALL))
      .map(({ id }) => id)
      .sort();
    expect(must(await records.session())).toMatchObject({ id: session, endedAt: null });
    expect(await records.begin(sessionOf('z'), () => false)).toMatchObject({ ok: false });
  }
  await watching.close();
  const opened = await open();
  await expectKept(createRecords(opened), last);
  await opened.close();
}

it('SQLite: whatever a killed process was told to be on record is, and a set of changes is whole', {
  timeout: 60_000,
}, async () => {
  const file = join(folder, 'warehouse.db');
  await killed(async () => must(await openSqliteStore({ file, log: quietLog() })), { file }, 5);
});

it('PostgreSQL: the same', { timeout: 60_000 }, async () => {
  const connection = await server.database();
  const { password, ...where } = connection;
  await killed(
    async () => must(await openPostgresStore({ connection, log: quietLog() })),
    { connection: { ...where, password: password?.reveal() ?? '' } },
    3,
  );
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleChild } from './children/bundleChild.ts';
import { type KillReport, POINTS, runKillLoop } from './children/killLoop.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';

let folder: string;
let script: string;
let server: PostgresServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-kills-'));
  script = await bundleChild(folder);
  server = await startPostgres();
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function expectSound(report: KillReport, kills: number, loads: number): void {
  expect(report.found).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(kills);
  // Row for row, the loads' own tables included.
  expect(report.clean).toContain(`"step ${loads - 1}"`);
  expect(new Set(report.dumps)).toEqual(new Set([report.clean]));
}

it('SQLite: 280 killed processes leave what whole loads left, and a rerun ends as a clean run', {
  timeout: 600_000,
}, async () => {
  let files = 0;
  const report = await runKillLoop({
    fresh: async () => {
      files += 1;
      return { file: join(folder, `${files}.db`), lane: 'thread' };
    },
    // As the app runs it: a writer of its own process must die with the one that was killed.
    vary: (store, kill) => ('file' in store && kill % 12 === 0 ? { ...store, lane: 'process' } : store),
    script,
    cache: join(folder, 'compiled'),
    loads: 40,
    kills: 280,
    lanes: 3,
    points: POINTS,
    seed: 20_260_308,
  });
  expectSound(report, 280, 40);
  expect([...report.at.keys()].toSorted()).toEqual(['any moment', ...POINTS].toSorted());
});

it('PostgreSQL: 24 killed processes leave what whole loads left, and a rerun ends as a clean run', {
  timeout: 300_000,
}, async () => {
  const report = await runKillLoop({
    fresh: async () => {
      const { password, ...connection } = await server.database();
      return { connection: { ...connection, password: password?.reveal() ?? '' } };
    },
    script,
    cache: join(folder, 'compiled'),
    loads: 20,
    kills: 24,
    lanes: 2,
    points: [
      'before list',
      'after list',
      'before commit',
      'after commit',
      'after insert',
      'after replaceAll',
    ],
    seed: 7,
  });
  expectSound(report, 24, 20);
});

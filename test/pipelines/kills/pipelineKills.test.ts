import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../../main/warehouse/store.ts';
import { type PostgresServer, startPostgres } from '../../warehouse/postgresServer.ts';
import { must } from '../../warehouse/store/bench.ts';
import { bundleWorkbench } from './bundleWorkbench.ts';
import { makeWorkspace } from './killedWorkspace.ts';
import { type KillLoop, type KillReport, runKillLoop } from './killLoop.ts';
import { PAIRS, startMeasures } from './measureServer.ts';
import { openKilled } from './openKilled.ts';

/** What every run of the tests can afford; `LEADLINE_KILLS=200 npm test -- test/pipelines/kills` for a long look. */
const KILLS = Number(process.env['LEADLINE_KILLS'] ?? 24);

let folder: string;
let script: string;
let server: PostgresServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-killed-'));
  script = await bundleWorkbench(join(folder, 'bundle'));
  server = await startPostgres();
}, 120_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function killed(name: string, kills: number, connection: string | null, records?: number) {
  const vendor = await startMeasures();
  const own = join(folder, name);
  const workspace = await makeWorkspace(own, vendor.origin, connection !== null);
  const loop: KillLoop = {
    script,
    home: join(own, 'home'),
    cache: join(folder, 'compiled'),
    workspace,
    connection,
    kills,
    seed: 20_261_122,
    grow: (count) => vendor.grow(records ?? count),
  };
  try {
    const report = await runKillLoop(loop);
    return { report, held: await openKilled(loop, look) };
  } finally {
    await vendor.close();
  }
}

/** What a person would find in the warehouse, without what differs from one clean run to another: loads, instants, ids. */
async function look(store: Store) {
  const rows = async (sql: string) =>
    must(await store.query(sql)).rows.map((row) => row.map(String).join(' '));
  const of = (relation: string) => store.quote(relation as never);
  return {
    measures: await rows(`select id, day, signal from ${of('raw.vendor__measures')} order by id`),
    log: await rows(`select id, day, signal from ${of('raw.vendor__log')} order by id`),
    staged: await rows(`select id, pair, day from ${of('staging.stg_measures')} order by id`),
    counts: await rows(`select pair, days, signals from ${of('core.counts')} order by pair`),
    found: await rows(
      `select pair, verdict, lead, p, q, effective_n, days, sentence from ${of('analytics.found')} order by pair`,
    ),
    told: (await rows(`select days from ${of('analytics.told')} order by days`)).map(Number),
    tries: await rows(
      `select "pair", "tries" from ${store.engine === 'sqlite' ? '"_leadline_tried"' : '"_leadline"."tried"'} order by "pair"`,
    ),
    runs: await rows(
      `select "status", count(*) from ${store.engine === 'sqlite' ? '"_leadline_pipeline_runs"' : '"_leadline"."pipeline_runs"'} group by "status"`,
    ),
  };
}

function expectWhole(held: Awaited<ReturnType<typeof look>>, clean: typeof held, report: KillReport): void {
  const ids = Array.from({ length: report.records }, (_, at) => String(at + 1));
  const idsOf = (rows: readonly string[]) =>
    rows.map((row) => row.split(' ')[0]).toSorted((a, b) => Number(a) - Number(b));
  expect(idsOf(held.measures)).toEqual(ids);
  expect(idsOf(held.log)).toEqual(ids);
  expect(held.measures).toEqual(clean.measures);
  expect(held.staged).toEqual(clean.staged);
  expect(held.counts).toEqual(clean.counts);
  expect(held.found).toEqual(clean.found);
  expect(held.found).toHaveLength(PAIRS);
  // Once for each run, however often it was killed.
  expect(held.runs).toEqual([`succeeded ${report.runs}`]);
  expect(held.told).toHaveLength(report.runs);
  expect(held.told.at(-1)).toBe(report.records);
  expect(new Set(held.told).size).toBe(report.runs);
  expect(held.tries.map((row) => row.split(' ').at(-1))).toEqual(Array(PAIRS).fill(String(report.runs)));
}

it(`SQLite: ${KILLS} killed programs, and what is left is what a clean run leaves`, {
  timeout: 3_600_000,
}, async () => {
  const { report, held } = await killed('sqlite', KILLS, null);
  const clean = await killed('sqlite-clean', 0, null, report.records);
  expect(report.kills).toBe(KILLS);
  expectWhole(held, clean.held, report);
});

it(`PostgreSQL: ${KILLS} killed programs, and what is left is what a clean run leaves`, {
  timeout: 3_600_000,
}, async () => {
  const address = async () => {
    const { host, port, user, password, database } = await server.database();
    return `postgres://${user}:${password?.reveal() ?? ''}@${host}:${port}/${database}`;
  };
  const { report, held } = await killed('postgres', KILLS, await address());
  const clean = await killed('postgres-clean', 0, await address(), report.records);
  expect(report.kills).toBe(KILLS);
  expectWhole(held, clean.held, report);
});

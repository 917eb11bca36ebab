import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Builds } from '../../main/warehouse/builds.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { openSqliteStore } from '../../main/warehouse/sqlite/openSqliteStore.ts';
import { startThreadLane } from '../../main/warehouse/sqlite/threadLane.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { bundleChild } from './children/bundleChild.ts';
import { OWED, RECORD, TARGETS } from './children/publishedPlaces.ts';
import type { PublishingOrder } from './children/publishingChild.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';
import { must } from './store/bench.ts';

let folder: string;
let script: string;
let server: PostgresServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-publishing-'));
  [script, server] = await Promise.all([bundleChild(folder, 'publishingChild'), startPostgres()]);
}, 120_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Answers whether it lived to the end. */
async function publishUntilKilled(order: PublishingOrder): Promise<boolean> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined).end(JSON.stringify(order));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...ended) => resolve(ended)),
  );
  if (signal === 'SIGKILL') return false;
  if (code !== 0 || !said.includes('published'))
    throw new Error(`The child ended with ${code ?? signal}: ${said}`);
  return true;
}

/** What one look sees of all that is published together. */
async function seen(store: Store, builds: Builds): Promise<unknown[]> {
  const all = [...TARGETS, OWED, RECORD].map((place) =>
    builds.written({ ...place, database: builds.database }),
  );
  const sql = `select ${all.map((name) => `(select max(round) from ${name})`).join(', ')}`;
  return [...(must(await store.query(sql)).rows[0] ?? [])];
}

async function killEverywhere(
  store: PublishingOrder['store'],
  side: PublishingOrder['side'],
  every: number,
  look: () => Promise<unknown[]>,
): Promise<{ kills: number; old: number; fresh: number }> {
  const counted = { kills: 0, old: 0, fresh: 0 };
  let last = 0n;
  for (let round = 1; ; round += 1) {
    const lived = await publishUntilKilled({ store, round, side, dieAt: 1 + (round - 1) * every });
    const found = await look();
    const [first] = found;
    // All of one round, and never one older than what was seen before.
    expect(new Set(found).size, `at word ${1 + (round - 1) * every}: ${found}`).toBe(1);
    expect([last, BigInt(round)]).toContain(first);
    if (lived) {
      expect(first).toBe(BigInt(round));
      return counted;
    }
    counted.kills += 1;
    counted[first === last ? 'old' : 'fresh'] += 1;
    last = BigInt(String(first));
  }
}

it.concurrent('SQLite: a child killed at each word of publishing leaves all of the old or all of the new', {
  timeout: 300_000,
}, async () => {
  const kills = { kills: 0, old: 0 };
  for (const [lane, side] of [
    ['thread', 'saying'],
    ['process', 'hearing'],
  ] as const) {
    const file = join(folder, `${lane}.db`);
    const counted = await killEverywhere({ file, lane }, side, side === 'saying' ? 1 : 5, async () => {
      const store = must(
        await openSqliteStore({ file, log: quietLog(), readers: 1, start: startThreadLane }),
      );
      try {
        return await seen(store, store.builds);
      } finally {
        await store.close();
      }
    });
    kills.kills += counted.kills;
    kills.old += counted.old;
  }
  expect(kills.kills).toBeGreaterThanOrEqual(12);
  expect(kills.old).toBeGreaterThanOrEqual(10);
});

it.concurrent('Postgres: a child killed at each word of publishing leaves all of the old or all of the new', {
  timeout: 300_000,
}, async () => {
  const { password, ...given } = await server.database();
  const connection = { ...given, password: password?.reveal() ?? '' };
  const store = must(await openPostgresStore({ connection: { ...given, password }, log: quietLog() }));
  try {
    const counted = await killEverywhere({ connection }, 'saying', 2, () => seen(store, store.builds));
    expect(counted.kills).toBeGreaterThanOrEqual(12);
    expect(counted.old).toBeGreaterThanOrEqual(10);
  } finally {
    await store.close();
  }
});

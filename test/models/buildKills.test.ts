import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleChild } from '../warehouse/children/bundleChild.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import type { ChildLine, ChildOrder, Sight } from './build/buildChild.ts';

/** Every kind of relation and every way to publish: renamed, made anew, changed where it lies. */
const PROJECT: Readonly<Record<string, string>> = {
  'dbt_project.yml': 'name: shop\n',
  'models/stg.sql':
    "{{ config(materialized='view') }} select id, {{ var('version') }} as version from {{ ref('items') }}",
  'models/base.sql': "{{ config(materialized='table') }} select id, version from {{ ref('stg') }}",
  'models/parts.sql':
    "{{ config(materialized='incremental', unique_key='id') }} select id, version from {{ ref('base') }}",
  'models/total.sql':
    "{{ config(materialized='table') }} select count(*) as n, max(version) as version from {{ ref('parts') }}",
  'models/over.sql':
    "{{ config(materialized='view') }} select t.version from {{ ref('total') }} t join {{ ref('stg') }} s on s.version = t.version",
  'snapshots/kept.sql':
    "{% snapshot kept %}{{ config(target_schema=target.schema, strategy='check', unique_key='id', check_cols=['version']) }} select id, version from {{ ref('base') }}{% endsnapshot %}",
  'models/latest.sql':
    "{{ config(materialized='view') }} select version from {{ ref('kept') }} where dbt_valid_to is null",
  'tests/three.sql': "select * from {{ ref('total') }} where n <> 3",
};
const NODES = [
  ...['seed.shop.items', 'model.shop.stg', 'model.shop.base', 'model.shop.parts', 'model.shop.total'],
  ...['model.shop.over', 'test.shop.three'],
];
/** Between the end of one node and the beginning of the next nothing is done: two ends tell of a change and of a check. */
const ENDS = new Set(['model.shop.parts', 'test.shop.three']);
const POINTS = [
  ...NODES.flatMap((id) => [`started ${id}`, ...(ENDS.has(id) ? [`finished ${id}`] : [])]),
  'publishing',
  'in the publication, before the record',
  'in the publication, after the record',
  'published',
  ...[0, 1, 3].map((ms) => `${ms} ms after the record`),
];
const MACROS = join(import.meta.dirname, '../../resources/macros');

let folder: string;
let script: string;
let server: PostgresServer;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-build-kills-')));
  script = await bundleChild(folder, '../../models/build/buildChild');
  server = await startPostgres();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it.concurrent('SQLite: a build killed at any step leaves all as it was or all as it will be', {
  timeout: 300_000,
}, async () => {
  await killAtEvery(POINTS, {});
});

it.concurrent('PostgreSQL: a build killed at any step leaves all as it was or all as it will be', {
  timeout: 300_000,
}, async () => {
  const { password, ...connection } = await server.database();
  // What happens between two statements of a lane is the server's own rollback: a few of them say it.
  const points = POINTS.filter((point, at) => !point.includes('.') || at % 3 === 0);
  await killAtEvery(points, { connection: { ...connection, password: password?.reveal() ?? '' } });
});

async function killAtEvery(points: readonly string[], where: Pick<ChildOrder, 'connection'>): Promise<void> {
  const room = await mkdtemp(join(folder, 'engine-'));
  const project = join(room, 'project');
  const order = (version: number, dieAt: string | null): ChildOrder => ({
    folder: room,
    project,
    macros: MACROS,
    lane: version % 5 === 0 ? 'process' : 'thread',
    version,
    dieAt,
    ...where,
  });
  let version = 1;
  await writeVersion(project, version);
  const first = await runChild(order(version, null));
  expect(first.left?.versions).toEqual(all(version));
  let shown: readonly number[] = [version];
  const ended: unknown[] = ['build 1: success'];
  for (const point of [...points, null]) {
    version += 1;
    await writeVersion(project, version);
    const ran = await runChild(order(version, point));
    // Each that comes sees first what the one before it left.
    const [whole] = shown.filter((one) => ran.found?.versions['items'] === one);
    expectWhole(ran.found, whole ?? version, `before ${point}`);
    if (point === null) {
      expect(ran.left).toMatchObject({ versions: all(version), states: [`build ${version}`], candidates: 0 });
      expect(ran.left?.builds).toEqual([...ended, `build ${version}: success`]);
    } else {
      expect(ran.left, point).toBe(null);
      const soon = point.includes(' ms ');
      if (!soon) expect(ran.met.at(-1), point).toBe(point);
      ended.push(
        soon ? expect.stringMatching(`^build ${version}: (killed|success)$`) : `build ${version}: killed`,
      );
      if (point === 'published') shown = [version];
      else shown = soon ? [...shown, version] : [whole ?? version];
    }
  }
}

/** Every relation shows one version, and the record of states speaks of the build that made it. */
function expectWhole(sight: Sight | null, version: number, point: string): void {
  expect(sight?.versions, point).toEqual(all(version));
  expect(sight?.states, point).toEqual([`build ${version}`]);
}

function all(version: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ['items', 'stg', 'base', 'parts', 'total', 'over', 'latest'].map((name) => [name, version]),
  );
}

async function writeVersion(project: string, version: number): Promise<void> {
  const rows = [1, 2, 3].map((id) => `${id},${version}\n`);
  const files = { ...PROJECT, 'seeds/items.csv': `id,version\n${rows.join('')}` };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

interface Ran {
  readonly found: Sight | null;
  readonly met: readonly string[];
  readonly left: Sight | null;
}

function runChild(order: ChildOrder): Promise<Ran> {
  const child = spawn(process.execPath, [script], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  child.stdin.end(JSON.stringify(order));
  let found: Sight | null = null;
  let left: Sight | null = null;
  let said = '';
  const met: string[] = [];
  child.stderr.on('data', (bytes) => {
    said += bytes;
  });
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as ChildLine;
    if ('found' in line) found = line.found;
    else if ('met' in line) met.push(line.met);
    else left = line.left;
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve({ found, met, left });
      else reject(new Error(`The child failed: ${said}`));
    });
  });
}

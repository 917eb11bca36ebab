import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { BuildPicture } from '../../main/app/models/workspaceModels.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import { openTestWorkbench, type TestWorkbench } from '../contract/workbench.ts';
import { must } from '../warehouse/store/bench.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ENDLESS =
  "{{ config(materialized='table') }} with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000000000) select max(i) as i from n";

let bench: TestWorkbench;
let shop: string;
beforeAll(async () => {
  bench = await openTestWorkbench();
  shop = join(bench.folder, 'shop');
});
afterAll(() => bench.close());

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(shop, 'models'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(shop, 'models', name), text);
}

/** Follows until the build has ended, and answers every picture on the way. */
async function watched(until: (picture: BuildPicture) => boolean): Promise<BuildPicture[]> {
  const pictures: BuildPicture[] = [];
  const stop = new AbortController();
  for await (const picture of bench.workbench.models.watch(stop.signal)) {
    if (picture === null) continue;
    pictures.push(picture);
    if (until(picture)) stop.abort();
  }
  return pictures;
}

const ended = ({ phase }: BuildPicture) => phase === 'ended';

it('builds the open workspace as a job that several watch, one at a time, and starts nothing without one', async () => {
  const { models, workspaces, jobs } = bench.workbench;
  expect(models.start({ command: 'build', selection: {} })).toMatchObject({
    ok: false,
    failure: { code: 'WORKSPACE_NOT_OPEN' },
  });
  const wish = { path: shop, name: 'Shop', template: 'blank', zone: 'UTC', currency: 'EUR' };
  must(await workspaces.create(NewWorkspace.parse(wish)));
  await write({
    'a.sql': 'select 1 as id',
    'b.sql': "{{ config(materialized='table') }} select id from {{ ref('a') }}",
  });
  const job = must(models.start({ command: 'build', selection: {} }));
  expect(models.start({ command: 'build', selection: {} })).toMatchObject({
    ok: false,
    failure: { code: 'STORE_BUSY' },
  });
  const [first, second] = await Promise.all([watched(ended), watched(ended)]);
  expect(first.at(-1)).toEqual(second.at(-1));
  expect(first.at(-1)).toMatchObject({
    job,
    phase: 'ended',
    failure: null,
    report: { success: true, published: ['analytics.a', 'analytics.b'] },
    nodes: [
      { id: 'model.shop.a', status: 'success' },
      { id: 'model.shop.b', status: 'success' },
    ],
  });
  expect(jobs.list().find(({ id }) => id === job)).toMatchObject({
    status: 'done',
    outcome: '2 relations published.',
  });
  const modelling = must(await models.modelling());
  expect(must(await models.modelling())).toBe(modelling);
  expect(Object.keys((await modelling.lastState())?.nodes ?? {})).toEqual(['model.shop.a', 'model.shop.b']);
});

it('is cancelled through its job: nothing is published, and the next build can begin', async () => {
  const { models, jobs } = bench.workbench;
  await write({ 'a.sql': 'select 2 as id', 'endless.sql': ENDLESS });
  const job = must(models.start({ command: 'build', selection: {} }));
  await watched(({ nodes }) =>
    nodes.some(({ id, status }) => id.endsWith('endless') && status === 'running'),
  );
  must(jobs.cancel(job));
  const [last] = (await watched(ended)).slice(-1);
  expect(last?.nodes.find(({ id }) => id.endsWith('endless'))?.status).not.toBe('success');
  expect(last?.report?.published ?? []).toEqual([]);
  await write({ 'endless.sql': 'select 3 as i' });
  must(models.start({ command: 'build', selection: {} }));
  const [again] = (await watched(ended)).slice(-1);
  expect(again?.report).toMatchObject({ success: true });
});

it('tells of a project that cannot be read, and goes on from there', async () => {
  const { models, jobs } = bench.workbench;
  await writeFile(join(shop, 'dbt_project.yml'), 'name: shop\nmodels: [\n');
  const job = must(models.start({ command: 'build', selection: {} }));
  const [last] = (await watched(ended)).slice(-1);
  expect(last).toMatchObject({ job, report: null, failure: { code: 'PROJECT_INVALID' } });
  expect(jobs.list().find(({ id }) => id === job)?.status).toBe('failed');
  await writeFile(join(shop, 'dbt_project.yml'), 'name: shop\n');
  must(models.start({ command: 'build', selection: {}, scope: 'all' }));
  expect((await watched(ended)).at(-1)?.report?.success).toBe(true);
});

import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prepareSocialWorkspace } from '../../main/app/demo/prepareSocialWorkspace.ts';
import { findPlaces, projectRoot } from '../../main/app/places.ts';
import { openWorkbench, type Workbench } from '../../main/app/workbench.ts';
import { createPageHost } from '../../main/rpc/pageHost.ts';
import { leadlineHere } from '../cli/leadline.ts';
import { must } from '../warehouse/store/bench.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

/** Enough for a study to answer, and soon. */
const DAYS = 120;

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-demo-')));
  const places = { ...findPlaces(projectRoot()), home: join(folder, 'home'), userFolder: folder };
  workbench = must(await openWorkbench({ places, host: createPageHost() }));
});
afterAll(async () => {
  await workbench?.close();
  await rm(folder, { recursive: true, force: true });
});

function prepare(name: string) {
  return prepareSocialWorkspace(
    { ...workbench, userFolder: folder },
    { path: join(folder, name), seed: 1, days: DAYS },
    { signal: new AbortController().signal, report: () => {} },
  );
}

async function counted(sql: string): Promise<number> {
  const { store } = must(await workbench.warehouse.get());
  return Number(must(await store.query(sql)).rows[0]?.[0]);
}

test('a folder with something else in it is refused, and left as it is', async () => {
  const letters = join(folder, 'letters');
  await mkdir(letters);
  await writeFile(join(letters, 'dear.txt'), 'mine');
  expect(await prepare('letters')).toMatchObject({ failure: { code: 'FOLDER_NOT_EMPTY' } });
  expect(await readdir(letters)).toEqual(['dear.txt']);
  const blank = join(folder, 'blank');
  await leadlineHere(join(folder, 'other'), ['init', blank]);
  const before = await readdir(blank);
  expect(await prepare('blank')).toMatchObject({ failure: { message: /another kind/ } });
  expect(await readdir(blank)).toEqual(before);
});

test('figures that somebody brought are not mixed with invented ones', async () => {
  const own = join(folder, 'own');
  const home = join(folder, 'other');
  await leadlineHere(home, ['init', own, '--template', 'social-to-sales']);
  const file = join(folder, 'mine.csv');
  await writeFile(file, 'day,platform,trend,metric,value\n2025-01-01,tiktok,frogs,views,7\n');
  const loaded = await leadlineHere(home, ['load', file, '--as', 'raw.demo_signals', '--workspace', own]);
  expect([loaded.code, loaded.out]).toEqual([0, expect.anything()]);
  expect(await prepare('own')).toMatchObject({ failure: { message: /not of the demo/ } });
  expect(await counted('select count(*) from "raw.demo_signals"')).toBe(1);
});

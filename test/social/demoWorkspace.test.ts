import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prepareSocialWorkspace } from '../../main/app/demo/prepareSocialWorkspace.ts';
import { findPlaces, projectRoot } from '../../main/app/places.ts';
import { openWorkbench, type Workbench } from '../../main/app/workbench.ts';
import { createPageHost } from '../../main/rpc/pageHost.ts';
import type { Progress } from '../../shared/domain/job.ts';
import { leadlineHere } from '../cli/leadline.ts';
import { must } from '../warehouse/store/bench.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

/** Enough for a study to answer, and soon. */
const DAYS = 60;

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

function prepare(name: string, stage?: string) {
  const stopping = new AbortController();
  const report = ({ step }: Progress) => {
    if (step === stage) stopping.abort();
  };
  return prepareSocialWorkspace(
    { ...workbench, userFolder: folder },
    { path: join(folder, name), seed: 1, days: DAYS },
    { signal: stopping.signal, report },
  );
}

/** In a process of its own that ends without a farewell at a stage. */
async function killed(name: string, stage: string) {
  const script = join(import.meta.dirname, 'demoChild.ts');
  const args = [script, join(folder, 'home of the killed'), join(folder, name), String(DAYS), stage];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [, signal] = await once(child, 'close');
  return signal;
}

async function counted(sql: string): Promise<number> {
  const { store } = must(await workbench.warehouse.get());
  return Number(must(await store.query(sql)).rows[0]?.[0]);
}

/** What a person finds, without the moments at which it was made. */
async function left() {
  const { store } = must(await workbench.warehouse.get());
  const rows = async (sql: string) => must(await store.query(sql)).rows;
  return {
    outcomes: await counted('select count(*) from "raw.demo_outcomes"'),
    signals: await counted('select count(*) from "raw.demo_signals"'),
    findings: await rows(
      'select "signal", "outcome", "verdict", "lead", "r", "p", "q", "sentence" from "analytics.finding" order by 1, 2',
    ),
    directives: await rows(
      'select "action", "signal", "outcome" from "analytics.directive" order by 1, 2, 3',
    ),
    runs: await rows('select "pipeline", "status" from "_leadline_pipeline_runs"'),
  };
}

test('stopped or killed at any stage it goes on in the same folder, to the same end, and is not done twice', async () => {
  const goesOn = { ok: false, failure: { code: 'CANCELLED', next: expect.stringMatching(/goes on/) } };
  expect(await prepare('demo', 'Making the workspace')).toMatchObject(goesOn);
  await workbench.workspaces.close();
  expect(await killed('demo', 'Loading the figures')).toBe('SIGKILL');
  expect(await prepare('demo', 'Making the models')).toMatchObject(goesOn);
  await workbench.workspaces.close();
  expect(await killed('demo', 'Comparing attention with sales')).toBe('SIGKILL');

  expect(await prepare('demo')).toEqual({ ok: true, value: { path: join(folder, 'demo'), already: false } });
  expect(workbench.workspaces.current()?.problems).toEqual([]);
  const interrupted = await left();
  const { answers } = must(await (await workbench.brief()).read());
  expect(answers).toHaveLength(3);
  expect(await prepare('demo')).toMatchObject({ ok: true, value: { already: true } });
  expect(await left()).toEqual(interrupted);

  expect(await prepare('undisturbed')).toMatchObject({ ok: true, value: { already: false } });
  const { runs: _, ...clean } = await left();
  const { runs, ...same } = interrupted;
  expect(same).toEqual(clean);
  expect(clean.outcomes).toBe(60 * DAYS);
  expect(clean.findings.length).toBeGreaterThan(20);
  // A run that was killed is carried to its end as well.
  expect(runs.filter(([, status]) => status !== 'succeeded' && status !== 'cancelled')).toEqual([]);
});

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

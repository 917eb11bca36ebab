import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { codeOf, granted, nextState, type Started, startWorkspaces, wish } from './testing/workbench.ts';

async function opened(): Promise<Started & { path: string }> {
  const started = await startWorkspaces();
  const path = join(started.base, 'shop');
  granted(await started.workspaces.create(wish(path)));
  // The second look, at what was made while watching began, is over by then.
  await pause(250);
  return { ...started, path };
}

test('edits outside show within a second: saved in place, renamed over, deleted, in folders made meanwhile', async () => {
  const { workspaces, path } = await opened();
  const file = join(path, 'leadline.yml');
  const text = await readFile(file, 'utf8');
  const taken: number[] = [];
  const seen = async (
    name: string,
    edit: () => Promise<void>,
    fits: (files: Record<string, number>, name: string) => boolean,
  ) => {
    const before = workspaces.current()?.revision ?? -1;
    await edit();
    const { state, ms } = await nextState(
      workspaces,
      (one) => one.revision > before && fits(one.files, one.config?.name ?? 'broken'),
      5_000,
    );
    taken.push(ms);
    expect(state.revision, name).toBe(before + 1);
    await pause(150);
    expect(workspaces.current()?.revision, `${name}, a moment later`).toBe(before + 1);
  };

  await seen(
    'in place',
    () => writeFile(file, text.replace('Shop', 'Place')),
    (_, name) => name === 'Place',
  );
  const renamedOver = async () => {
    await writeFile(`${file}~`, text.replace('Shop', 'Over'));
    await rename(`${file}~`, file);
  };
  await seen('renamed over', renamedOver, (_, name) => name === 'Over');
  await seen(
    'again after the rename',
    () => writeFile(file, text),
    (_, name) => name === 'Shop',
  );
  const newFolder = async () => {
    await mkdir(join(path, 'models', 'staging', 'deep'), { recursive: true });
    await writeFile(join(path, 'models', 'staging', 'deep', 'a.sql'), 'select 1');
  };
  await seen('a file in a new folder', newFolder, (files) => files['model'] === 1);
  await seen(
    'an edit there',
    () => appendFile(join(path, 'models', 'staging', 'deep', 'a.sql'), ' -- x'),
    () => true,
  );
  await seen(
    'a folder removed',
    () => rm(join(path, 'models', 'staging'), { recursive: true }),
    (files) => !files['model'],
  );
  await seen(
    'leadline.yml deleted',
    () => rm(file),
    (_, name) => name === 'broken',
  );
  await seen(
    'and back',
    () => writeFile(file, text),
    (_, name) => name === 'Shop',
  );
  expect(Math.max(...taken)).toBeLessThan(1_000);
});

test('a file made in a new folder while the look at it is under way is found', async () => {
  const { workspaces, path } = await opened();
  // Many files make the look long, so that the file falls between listing its folder and watching it.
  for (let n = 0; n < 2_000; n++) await writeFile(join(path, 'queries', `q${n}.sql`), '');
  await nextState(workspaces, ({ files }) => files.query === 2_000, 5_000);
  await pause(500);
  for (const [n, ms] of [110, 125, 140, 155].entries()) {
    await mkdir(join(path, 'models', `new${n}`));
    await pause(ms);
    await writeFile(join(path, 'models', `new${n}`, 'a.sql'), 'select 1');
    await nextState(workspaces, ({ files }) => files.model === n + 1, 2_000);
    await pause(500);
  }
});

test('a folder deleted and made again at once is still watched', async () => {
  const { workspaces, path } = await opened();
  for (let round = 0; round < 5; round++) {
    await rm(join(path, 'sources'), { recursive: true });
    await mkdir(join(path, 'sources'));
    await pause(300);
    await writeFile(join(path, 'sources', 'a.yml'), 'connector: csv\n');
    await nextState(workspaces, (state) => state.files.source === 1, 2_000);
  }
});

test('what happens in .leadline, node_modules and .git is no change, and costs no look', async () => {
  const { workspaces, path, log } = await opened();
  const before = workspaces.current();
  for (const folder of ['.leadline', 'node_modules', '.git']) {
    await mkdir(join(path, folder), { recursive: true });
    for (let n = 0; n < 20; n++) await writeFile(join(path, folder, `f${n}.yml`), 'x');
  }
  await pause(300);
  expect(workspaces.current()).toBe(before);
  expect(log.said.filter(({ level }) => level === 'warn')).toEqual([]);
});

test('a folder that goes away is told, the app stays up, and it opens again by itself when it is back', async () => {
  const { workspaces, path } = await opened();
  await rename(path, `${path}-away`);
  const gone = await nextState(workspaces, (state) => state.config === null, 2_000);
  expect(gone.state.problems).toHaveLength(1);
  expect(gone.state.problems[0]?.message).toContain(`the folder ${path} is gone`);
  expect(gone.state.files).toEqual({});
  expect(codeOf(await workspaces.change({ name: 'x' }))).toBe('FOLDER_NOT_FOUND');

  await rename(`${path}-away`, path);
  const back = await nextState(workspaces, (state) => state.config !== null, 3_000);
  expect(back.state.config?.name).toBe('Shop');
  await writeFile(join(path, 'queries', 'a.sql'), 'select 1');
  await nextState(workspaces, (state) => state.files.query === 1, 2_000);
});

test('a folder removed for good does not come back as an empty one; moved, it opens where it went', async () => {
  const { workspaces, base, path } = await opened();
  const moved = join(base, 'moved');
  await rename(path, moved);
  await nextState(workspaces, (state) => state.config === null, 2_000);
  expect(granted(await workspaces.open(moved)).config?.name).toBe('Shop');
  await rm(moved, { recursive: true });
  await nextState(workspaces, (state) => state.config === null, 2_000);
  await workspaces.close();
  expect((await readdir(base)).toSorted()).toEqual(['home']);
});

test('whoever deleted the lease and took over has the folder: this process says so and writes no more', async () => {
  const { workspaces, base, path } = await opened();
  await rm(join(path, '.leadline', 'lease'), { recursive: true });
  const other = await startWorkspaces({ base });
  granted(await other.workspaces.open(path));
  expect(codeOf(await workspaces.change({ name: 'Mine' }))).toBe('WORKSPACE_IN_USE');
  await writeFile(join(path, 'queries', 'a.sql'), 'select 1');
  const { state } = await nextState(workspaces, ({ config }) => config === null, 5_000);
  expect(state.problems[0]?.message).toContain('already open');
  await other.workspaces.close();
  granted(await workspaces.change({ name: 'Mine' }));
});

test('an idle workspace uses no measurable CPU', async () => {
  await opened();
  const before = process.cpuUsage();
  await pause(1_500);
  const { user, system } = process.cpuUsage(before);
  // Microseconds; the runner itself needs some.
  expect(user + system).toBeLessThan(75_000);
});

import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { makeUnwritable, temporaryFolder } from './testing/folders.ts';
import { codeOf, granted, startWorkspaces, wish } from './testing/workbench.ts';

const leases = async (folder: string) =>
  (await readdir(join(folder, '.leadline', 'lease'))).filter((name) => name.endsWith('.json'));

test('nothing is open at first; a created workspace is, and its folder is kept private', async () => {
  const { workspaces, base } = await startWorkspaces();
  expect(workspaces.current()).toBeNull();
  expect(workspaces.currentId()).toBeNull();
  const path = join(base, 'shop');
  const made = granted(await workspaces.create(wish(path)));
  expect(made).toMatchObject({ path, problems: [], revision: 0, config: { name: 'Shop', currency: 'USD' } });
  expect(workspaces.current()).toEqual(made);
  const id = workspaces.currentId();
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  if (process.platform !== 'win32') expect((await stat(join(path, '.leadline'))).mode & 0o777).toBe(0o700);
  expect(await readFile(join(path, '.leadline', '.gitignore'), 'utf8')).toBe('*\n');

  await workspaces.close();
  expect(workspaces.current()).toBeNull();
  expect(await leases(path)).toEqual([]);
  granted(await workspaces.open(path));
  expect(workspaces.currentId()).toBe(id);
});

test('a folder is meant by its path, with ~, relative, in quotes, or by its leadline.yml', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'my shop');
  granted(await workspaces.create(wish('~/my shop')));
  for (const written of [
    `${path}/`,
    ` "${path}" `,
    '~/my shop',
    join(path, 'leadline.yml'),
    relative(process.cwd(), path),
  ]) {
    await workspaces.close();
    expect(granted(await workspaces.open(written)).path).toBe(path);
  }
});

test('what cannot be opened is said with the next step, and what was open stays open', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  granted(await workspaces.create(wish(path)));
  await mkdir(join(base, 'empty'));
  await writeFile(join(base, 'file.txt'), '');
  const tries = ['empty', 'absent', 'file.txt'].map(async (name) => {
    const opened = await workspaces.open(join(base, name));
    return opened.ok ? 'ok' : `${opened.failure.code}: ${opened.failure.next}`;
  });
  expect(await Promise.all(tries)).toEqual([
    'WORKSPACE_NOT_FOUND: Create a workspace there, or choose the folder of an existing one.',
    'FOLDER_NOT_FOUND: Choose another folder, or connect the disk it was on. To start afresh, create a workspace there.',
    'FOLDER_NOT_FOUND: Choose the folder that holds leadline.yml.',
  ]);
  expect(codeOf(await workspaces.open('a\0b'))).toBe('BAD_INPUT');
  expect(codeOf(await workspaces.open('  '))).toBe('BAD_INPUT');
  expect(workspaces.current()?.path).toBe(path);
  expect(await leases(path)).toHaveLength(1);
});

test('a broken leadline.yml opens with its problems, refuses changes, and recovers when it is mended', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  const file = join(path, 'leadline.yml');
  granted(await workspaces.create(wish(path)));
  await workspaces.close();
  const good = await readFile(file, 'utf8');
  const bad = good.replace('currency: USD', 'currency: USDX');
  await writeFile(file, bad);
  const opened = granted(await workspaces.open(path));
  expect(opened.config).toBeNull();
  expect(opened.problems).toMatchObject([{ file: 'leadline.yml', line: 15, column: 11, severity: 'error' }]);

  const changed = await workspaces.change({ name: 'New' });
  expect(changed).toMatchObject({
    ok: false,
    failure: { code: 'WORKSPACE_INVALID', problems: opened.problems },
  });
  expect(await readFile(file, 'utf8')).toBe(bad);

  await writeFile(file, good);
  expect(granted(await workspaces.change({ name: 'New' })).config?.name).toBe('New');
  expect(await readFile(file, 'utf8')).toBe(good.replace('name: Shop', 'name: New'));
});

test('a change keeps every other byte and the mode of the file, and rises the revision by one', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  const file = join(path, 'leadline.yml');
  expect(codeOf(await workspaces.change({ name: 'x' }))).toBe('WORKSPACE_NOT_OPEN');
  const { revision } = granted(await workspaces.create(wish(path)));
  const windows = (await readFile(file, 'utf8')).replaceAll('\n', '\r\n');
  await writeFile(file, windows, { mode: 0o640 });
  const mode = (await stat(file)).mode;
  const name = `Ann's "shop": 🎉 # a, b`;
  const changed = granted(await workspaces.change({ name }));
  expect(changed.config?.name).toBe(name);
  expect(await readFile(file, 'utf8')).toBe(windows.replace('name: Shop', `name: ${JSON.stringify(name)}`));
  expect((await stat(file)).mode).toBe(mode);
  // The outside edit may have been seen by itself or together with the change.
  expect([revision + 1, revision + 2]).toContain(changed.revision);
  const before = changed.revision;
  expect(granted(await workspaces.change({})).revision).toBe(before);
  expect(await readdir(join(path, '.leadline'))).toEqual(['.gitignore', 'id', 'lease']);
});

test('opening another workspace lets go of the first, whatever order calls come in', async () => {
  const { workspaces, base } = await startWorkspaces();
  const [a, b] = [join(base, 'a'), join(base, 'b')];
  await Promise.all([
    workspaces.create(wish(a)),
    workspaces.create(wish(b)),
    workspaces.open(a),
    workspaces.open(b),
  ]);
  expect(workspaces.current()?.path).toBe(b);
  expect([await leases(a), await leases(b)].map((files) => files.length)).toEqual([0, 1]);
  await Promise.all([workspaces.open(a), workspaces.close(), workspaces.open(b), workspaces.close()]);
  expect(workspaces.current()).toBeNull();
  expect([await leases(a), await leases(b)].map((files) => files.length)).toEqual([0, 0]);
});

test('a workspace held by another is refused, and mine stays', async () => {
  const first = await startWorkspaces();
  const second = await startWorkspaces({ base: first.base });
  const path = join(first.base, 'shop');
  granted(await first.workspaces.create(wish(path)));
  expect(codeOf(await second.workspaces.open(path))).toBe('WORKSPACE_IN_USE');
  expect(second.workspaces.current()).toBeNull();
  await first.workspaces.close();
  expect(codeOf(await second.workspaces.open(path))).toBe('ok');
});

test('a folder that cannot be written is refused with what to do', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  granted(await workspaces.create(wish(path)));
  await workspaces.close();
  await rm(join(path, '.leadline'), { recursive: true });
  if (!(await makeUnwritable(path, 'opening a read-only workspace'))) return;
  expect(await workspaces.open(path)).toMatchObject({ ok: false, failure: { code: 'FOLDER_UNWRITABLE' } });
  expect(workspaces.current()).toBeNull();
});

test('a .leadline that is a link is refused; a lost id is made anew, a broken one set aside', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  granted(await workspaces.create(wish(path)));
  const id = workspaces.currentId();
  await workspaces.close();
  await writeFile(join(path, '.leadline', 'id'), 'scribble');
  granted(await workspaces.open(path));
  expect(workspaces.currentId()).not.toBe(id);
  expect(
    (await readdir(join(path, '.leadline'))).filter((name) => name.startsWith('id.broken-')),
  ).toHaveLength(1);
  await workspaces.close();
  await rm(join(path, '.leadline'), { recursive: true });
  await writeFile(join(path, '.leadline'), '');
  expect(codeOf(await workspaces.open(path))).toBe('FOLDER_UNWRITABLE');
});

test('a new workspace goes into Documents where there is one, under a free name', async () => {
  const { workspaces, base } = await startWorkspaces();
  expect(await workspaces.defaultFolder()).toBe(join(base, 'Leadline', 'workspace'));
  await mkdir(join(base, 'Documents', 'Leadline', 'workspace'), { recursive: true });
  expect(await workspaces.defaultFolder()).toBe(join(base, 'Documents', 'Leadline', 'workspace-2'));
});

test('two windows watch the same workspace; a closed window leaves nothing behind', async () => {
  const { workspaces } = await startWorkspaces();
  const path = join(await temporaryFolder(), 'shop');
  const windows = [new AbortController(), new AbortController()];
  const seen = await Promise.all(
    windows.map(async ({ signal }) => {
      const states: (string | null)[] = [];
      const watching = workspaces.watch(signal);
      states.push((await watching.next()).value?.path ?? null);
      if (signal === windows[0]?.signal) granted(await workspaces.create(wish(path)));
      states.push((await watching.next()).value?.path ?? null);
      return { states, watching };
    }),
  );
  expect(seen.map(({ states }) => states)).toEqual([
    [null, path],
    [null, path],
  ]);
  for (const window of windows) window.abort();
  for (const { watching } of seen) expect((await watching.next()).done).toBe(true);
});

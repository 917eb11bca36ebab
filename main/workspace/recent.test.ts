import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { granted, startWorkspaces, wish } from './testing/workbench.ts';

test('recent workspaces: newest first, at most twelve, forgotten on request, told whether they are there', async () => {
  const { workspaces, base, home, log } = await startWorkspaces();
  for (let n = 1; n <= 13; n++)
    granted(await workspaces.create(wish(join(base, `s${n}`), { name: `Shop ${n}` })));
  granted(await workspaces.open(join(base, 's5')));
  await rm(join(base, 's12'), { recursive: true });
  const listed = await workspaces.recent();
  expect(listed.map(({ name }) => name)).toEqual(
    [5, 13, 12, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((n) => `Shop ${n}`),
  );
  expect(listed.filter(({ present }) => !present).map(({ name }) => name)).toEqual(['Shop 12']);
  await workspaces.forget(join(base, 's12'));
  expect(await workspaces.recent()).toHaveLength(11);

  await writeFile(join(home, 'recent.json'), '[{"path": 1');
  expect(await workspaces.recent()).toEqual([]);
  expect((await readdir(home)).filter((name) => /^recent\.json\.broken-\d{4}-/.test(name))).toHaveLength(1);
  expect(log.said.filter(({ level }) => level === 'warn')).toHaveLength(1);
  granted(await workspaces.open(join(base, 's1')));
  expect((await workspaces.recent()).map(({ name }) => name)).toEqual(['Shop 1']);
});

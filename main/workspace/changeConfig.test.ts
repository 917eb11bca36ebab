import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Zone } from '../../shared/domain/zone.ts';
import { changeConfig } from './changeConfig.ts';
import { dataFolder } from './dataFolder.ts';
import { checkConfig } from './files/checkFile.ts';
import { startChild } from './testing/children.ts';
import { smallDisk, temporaryFolder } from './testing/folders.ts';
import { codeOf, granted, startWorkspaces, wish } from './testing/workbench.ts';

const TEXT = `# mine
name: Shop 0 # the name
warehouse: { engine: sqlite }
zone: UTC
currency: USD
layers: [raw]
`;

test('killed while it writes, the file is the old one or the new one, never half, and nothing is left over', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  granted(await workspaces.create(wish(path)));
  await workspaces.close();
  await writeFile(join(path, 'leadline.yml'), TEXT);
  const names = new Set<string>();
  for (let round = 0; round < 30; round++) {
    const child = startChild('changeForever.ts', path, join(base, 'home'));
    expect(await child.line()).toBe('open');
    await pause(2 + ((round * 7) % 60));
    await child.kill();
    const text = await readFile(join(path, 'leadline.yml'), 'utf8');
    const { config, problems } = checkConfig(text, 'leadline.yml');
    expect(problems).toEqual([]);
    const name = config?.name ?? '';
    const [, number, filling] = /^Shop (\d+)(x*)$/.exec(name) ?? [];
    expect(filling).toBe('x'.repeat(Number(number) % 60));
    expect(text).toBe(TEXT.replace('Shop 0', name));
    names.add(name);
  }
  expect(names.size).toBeGreaterThan(3);
  granted(await workspaces.open(path));
  expect(await readdir(join(path, '.leadline'))).toEqual(['.gitignore', 'id', 'lease']);
  expect((await readdir(path)).filter((name) => /tmp|~/.test(name))).toEqual([]);
}, 120_000);

test('an editor that saves all the while neither breaks a change nor is broken by one', async () => {
  const path = await temporaryFolder();
  await dataFolder(path);
  const file = join(path, 'leadline.yml');
  await writeFile(file, TEXT);
  let saves = 0;
  let editing = true;
  const editor = (async () => {
    for (; editing; saves++) {
      await writeFile(file, `${TEXT}# save ${saves}\n`);
      await pause(100);
    }
  })();
  try {
    for (let round = 1; saves < 8; round++) {
      const changed = await changeConfig(path, { name: `Shop ${round}` });
      // Giving up against an editor that never rests is honest; calling its file broken would not be.
      expect(changed.ok || changed.failure.retry).toBe(true);
      await pause(5);
    }
  } finally {
    editing = false;
    await editor;
  }
  granted(await changeConfig(path, { name: 'Last' }));
  const last = TEXT.replace('Shop 0', 'Last');
  expect(await readFile(file, 'utf8')).toBe(`${last}# save ${saves - 1}\n`);
});

test('on a full disk the change fails and the old file stays', async () => {
  const disk = await smallDisk(64, 'changing leadline.yml on a full disk');
  if (disk === null) return;
  await dataFolder(disk);
  await writeFile(join(disk, 'leadline.yml'), TEXT);
  await writeFile(join(disk, 'filler'), 'x'.repeat(100_000)).catch(() => undefined);
  const before = await readdir(join(disk, '.leadline'));
  expect(codeOf(await changeConfig(disk, { zone: Zone.parse('Europe/Paris') }))).toBe('DISK_FULL');
  expect(await readFile(join(disk, 'leadline.yml'), 'utf8')).toBe(TEXT);
  expect(await readdir(join(disk, '.leadline'))).toEqual(before);
});

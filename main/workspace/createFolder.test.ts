import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from './createFolder.ts';
import { makeUnwritable, smallDisk, temporaryFolder } from './testing/folders.ts';
import { codeOf } from './testing/workbench.ts';

const FILES = [
  { file: 'leadline.yml', text: 'name: x\n' },
  { file: 'sources/README.md', text: 'words\n' },
  { file: 'models/staging/a.sql', text: 'select 1\n' },
];
const BIG = [...FILES, { file: 'seeds/big.csv', text: 'x'.repeat(400_000) }];

test('a new folder appears whole, its parents with it', async () => {
  const base = await temporaryFolder();
  const target = join(base, 'a', 'b', 'shop');
  expect(codeOf(await createFolder(target, FILES))).toBe('ok');
  expect(await readdir(join(base, 'a', 'b'))).toEqual(['shop']);
  expect((await readdir(target)).toSorted()).toEqual(['leadline.yml', 'models', 'sources']);
  expect(await readFile(join(target, 'models', 'staging', 'a.sql'), 'utf8')).toBe('select 1\n');
});

test('an empty folder is filled, also one that only the system or git put something into', async () => {
  const base = await temporaryFolder();
  await mkdir(join(base, '.git'));
  await writeFile(join(base, '.DS_Store'), '');
  expect(codeOf(await createFolder(base, FILES))).toBe('ok');
  expect((await readdir(base)).toSorted()).toEqual([
    '.DS_Store',
    '.git',
    'leadline.yml',
    'models',
    'sources',
  ]);
});

test('a folder with files, a workspace and a file are refused, each with its own way out', async () => {
  const base = await temporaryFolder();
  await mkdir(join(base, 'shop'));
  await writeFile(join(base, 'shop', 'leadline.yml'), 'mine');
  const told = async (target: string) => {
    const made = await createFolder(target, FILES);
    return made.ok ? 'ok' : `${made.failure.code}: ${made.failure.message} ${made.failure.next}`;
  };
  expect(await told(base)).toBe(
    `FOLDER_NOT_EMPTY: ${base} already holds other files. Choose a new or an empty folder, so that nothing of yours is mixed up.`,
  );
  expect(await told(join(base, 'shop'))).toContain('is already a workspace. Open it instead');
  expect(await told(join(base, 'shop', 'leadline.yml'))).toContain('is a file. Choose another name');
  expect(await told(join(base, 'x'.repeat(300)))).toContain('BAD_INPUT: The name of the folder is too long');
  expect(await readFile(join(base, 'shop', 'leadline.yml'), 'utf8')).toBe('mine');
  expect(await readdir(base)).toEqual(['shop']);
});

test('where nothing may be written nothing is left', async () => {
  const base = await temporaryFolder();
  const locked = join(base, 'locked');
  await mkdir(locked);
  if (!(await makeUnwritable(locked, 'creating a workspace in a read-only folder'))) return;
  const made = await createFolder(join(locked, 'deep', 'shop'), FILES);
  expect(made).toMatchObject({ ok: false, failure: { code: 'FOLDER_UNWRITABLE' } });
  expect(codeOf(await createFolder(locked, FILES))).toBe('FOLDER_UNWRITABLE');
  expect(await readdir(locked)).toEqual([]);
});

test('a disk that fills up half way leaves nothing behind, in a new folder and in an empty one', async () => {
  const disk = await smallDisk(128, 'creating a workspace on a full disk');
  if (disk === null) return;
  const made = await createFolder(join(disk, 'deep', 'shop'), BIG);
  expect(made).toMatchObject({ ok: false, failure: { code: 'DISK_FULL', retry: true } });
  expect(await readdir(disk)).toEqual([]);
  await mkdir(join(disk, 'empty', '.git'), { recursive: true });
  expect(codeOf(await createFolder(join(disk, 'empty'), BIG))).toBe('DISK_FULL');
  expect(await readdir(join(disk, 'empty'))).toEqual(['.git']);
  expect(codeOf(await createFolder(join(disk, 'shop'), FILES))).toBe('ok');
});

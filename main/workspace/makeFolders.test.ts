import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolders } from './makeFolders.ts';
import { temporaryFolder } from './testing/folders.ts';

test('the highest folder made is told', async () => {
  const base = await temporaryFolder();
  await mkdir(join(base, 'a'));
  expect(await makeFolders(join(base, 'a'))).toBeUndefined();
  expect(await makeFolders(join(base, 'a', 'b', 'c', 'd'))).toBe(join(base, 'a', 'b'));
  expect((await stat(join(base, 'a', 'b', 'c', 'd'))).isDirectory()).toBe(true);
  await writeFile(join(base, 'file'), '');
  await expect(makeFolders(join(base, 'file', 'x'))).rejects.toThrow('ENOTDIR');
});

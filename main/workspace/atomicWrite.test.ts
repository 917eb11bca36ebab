import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atomicWrite } from './atomicWrite.ts';
import { temporaryFolder } from './testing/folders.ts';

test('the new text is there with its mode, and nothing beside it', async () => {
  const folder = await temporaryFolder();
  expect(await atomicWrite(join(folder, 'a'), 'one')).toBe(true);
  expect(await atomicWrite(join(folder, 'a'), 'two', { mode: 0o664 })).toBe(true);
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('two');
  if (process.platform !== 'win32') expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o664);
  expect(await readdir(folder)).toEqual(['a']);
});

test('second thoughts at the last moment, and a failure then, leave the old text', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'a');
  await writeFile(file, 'old');
  const written = await atomicWrite(file, 'new', {
    still: async () => {
      expect(await readdir(folder)).toHaveLength(2);
      return false;
    },
  });
  expect(written).toBe(false);
  const failing = atomicWrite(file, 'new', { still: () => Promise.reject(new Error('gone')) });
  await expect(failing).rejects.toThrow('gone');
  await expect(atomicWrite(join(folder, 'absent', 'a'), 'new')).rejects.toThrow('ENOENT');
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['a']);
});

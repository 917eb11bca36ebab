import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from './diskFailure.ts';

/**
 * The folder and those it lies in; the highest one made, or undefined when all were there. Node's own recursive mkdir
 * says "no such folder" where the truth is a read-only disk.
 */
export async function makeFolders(folder: string, mode = 0o777): Promise<string | undefined> {
  try {
    await mkdir(folder, { mode });
    return folder;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return undefined;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
  }
  const highest = await makeFolders(dirname(folder), mode);
  return (await makeFolders(folder, mode)) === undefined ? highest : (highest ?? folder);
}

import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isAbsent, systemCode } from '../../workspace/diskFailure.ts';

/**
 * Names of a folder of the workspace that end so, sorted; links that lead out of the workspace are passed over, as they are
 * wherever its files are read. Null: the folder can't be read.
 */
export async function listedFiles(
  workspace: string,
  folder: string,
  ending: string,
): Promise<readonly string[] | null> {
  try {
    const root = await realpath(workspace);
    const entries = await readdir(join(workspace, folder), { withFileTypes: true });
    const names: string[] = [];
    for (const entry of entries)
      if (entry.name.endsWith(ending) && (await isInside(root, join(workspace, folder), entry)))
        names.push(entry.name);
    return names.sort();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return isAbsent(error) ? [] : null;
  }
}

async function isInside(root: string, folder: string, entry: Dirent): Promise<boolean> {
  if (entry.isFile()) return true;
  if (!entry.isSymbolicLink()) return false;
  const real = await realpath(join(folder, entry.name)).catch(() => '');
  return real.startsWith(root + sep);
}

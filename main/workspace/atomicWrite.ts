import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files left by a process killed while writing end like this. */
export const TEMPORARY = '.leadline-tmp';

interface Manner {
  readonly mode?: number;
  /** Where the new text is written first; must be on the same disk. Default: beside the file. */
  readonly by?: string;
  /** The last moment to think better of it: false leaves the old file. */
  readonly still?: () => Promise<boolean>;
}

/**
 * Readers see the old file or the new one, never half: written under another name, forced to the disk, renamed over.
 * Throws what the system says, with the old file intact and nothing left beside it. False when `still` declined.
 */
export async function atomicWrite(file: string, text: string, manner: Manner = {}): Promise<boolean> {
  const temporary = join(manner.by ?? dirname(file), `${randomUUID()}${TEMPORARY}`);
  try {
    await writeForced(temporary, text, manner.mode ?? 0o600);
    if (manner.still && !(await manner.still())) {
      await rm(temporary, { force: true });
      return false;
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await forceFolder(dirname(file));
  return true;
}

/** A new file on the disk, not only in the system's memory. */
export async function writeForced(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text, 'utf8');
    // The mode given to open is cut by the umask; a person's own file keeps exactly the mode it had.
    if (process.platform !== 'win32') await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself survives a power cut only when its folder is forced out; Windows can't and needn't. */
async function forceFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => null);
  // Some network disks refuse it; the rename has happened all the same.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

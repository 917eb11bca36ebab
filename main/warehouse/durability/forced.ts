import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Work in progress in the data folder ends like this; whatever still lies there at opening was left by a crash. */
export const PART = '.part';

export async function forceFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename survives a power cut only when its folder is forced out; Windows can't and needn't. */
export async function forceFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => null);
  // Some network disks refuse it; the rename has happened all the same.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Forces out what `part` holds, then gives it its name: whoever sees the name sees all of it. */
export async function settle(part: string, file: string): Promise<void> {
  await forceFile(part);
  await rename(part, file);
  await forceFolder(dirname(file));
}

export async function writeWhole(file: string, text: string): Promise<void> {
  const part = join(dirname(file), `${randomUUID()}${PART}`);
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await forceFolder(dirname(file));
}

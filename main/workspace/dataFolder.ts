import { randomUUID } from 'node:crypto';
import { chmod, link, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { TEMPORARY, writeForced } from './atomicWrite.ts';
import { diskFailure, isAbsent, systemCode } from './diskFailure.ts';

export const DATA_FOLDER = '.leadline';
const Id = z.uuid();

/**
 * `.leadline/` of a workspace, made if need be: for its owner only, and out of git by a .gitignore of its own, so that
 * the person's is never edited.
 */
export async function dataFolder(workspace: string): Promise<Result<string>> {
  const folder = join(workspace, DATA_FOLDER);
  try {
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    const facts = await lstat(folder);
    if (!facts.isDirectory()) return notAFolder(folder);
    // Made by an older copy, an unpacked archive or git clone: narrowed, where it is ours to narrow.
    if (process.platform !== 'win32' && (facts.mode & 0o777) !== 0o700)
      await chmod(folder, 0o700).catch(() => undefined);
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    return ok(folder);
  } catch (error) {
    return diskFailure(error, { doing: 'keep its data', folder: workspace });
  }
}

/** The workspace's random id. One that can't be read is set aside, never overwritten: its secrets are filed under it. */
export async function ensureId(folder: string): Promise<Result<string>> {
  const file = join(folder, 'id');
  try {
    const known = await readId(file);
    if (known !== null) return ok(known);
    const temporary = join(folder, `${randomUUID()}${TEMPORARY}`);
    try {
      await writeForced(temporary, `${randomUUID()}\n`, 0o600);
      await settle(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
    const made = await readId(file);
    if (made === null) throw new Error('the id just written cannot be read');
    return ok(made);
  } catch (error) {
    return diskFailure(error, { doing: 'keep the id of the workspace', folder });
  }
}

/** A link fails when the name is taken, so that two makers at once end with one id; some disks know no links. */
async function settle(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') await rename(temporary, file);
  }
}

async function readId(file: string): Promise<string | null> {
  try {
    const id = Id.safeParse((await readFile(file, 'utf8')).trim());
    if (id.success) return id.data;
    await rename(file, `${file}.broken-${randomUUID()}`);
    return null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** What a killed process left half written. Only for the holder of the lease. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith(TEMPORARY)) await rm(join(folder, name), { force: true });
}

function notAFolder(folder: string): Result<never> {
  return fail('FOLDER_UNWRITABLE', {
    message: `${folder} is a link or a file; Leadline keeps its data only in a real folder there.`,
    next: 'Move it out of the way, then open the workspace again.',
    subject: folder,
  });
}

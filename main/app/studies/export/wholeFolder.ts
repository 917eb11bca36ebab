import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { writeForced } from '../../../workspace/atomicWrite.ts';
import { diskFailure, isAbsent, systemCode } from '../../../workspace/diskFailure.ts';
import { makeFolders } from '../../../workspace/makeFolders.ts';

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** All files or no folder: written beside it under another name, which is then changed. A folder that holds anything is left as it is. */
export async function writeWholeFolder(
  folder: string,
  files: readonly ExportedFile[],
): Promise<Result<void>> {
  const temporary = join(dirname(folder), `.leadline-${randomUUID()}`);
  try {
    const standing = await standingAt(folder);
    if (standing === 'taken') return taken(folder);
    await makeFolders(dirname(folder));
    await mkdir(temporary);
    for (const { name, text } of files) await writeForced(join(temporary, name), text, 0o644);
    // Not every system renames onto a folder, even an empty one.
    if (standing === 'empty') await rmdir(folder);
    await rename(temporary, folder);
    return ok(undefined);
  } catch (error) {
    // Where nothing could be made, the system may object to looking for it; what it said first is the reason.
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    // Somebody was faster.
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) return taken(folder);
    return diskFailure(error, { doing: 'export the finding', folder });
  }
}

async function standingAt(folder: string): Promise<'absent' | 'empty' | 'taken'> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'taken';
    return (await readdir(folder)).length === 0 ? 'empty' : 'taken';
  } catch (error) {
    if (isAbsent(error)) return 'absent';
    throw error;
  }
}

function taken(folder: string) {
  return fail('FOLDER_NOT_EMPTY', {
    message: `${folder} already holds something.`,
    next: 'Name a new or empty folder, so that nothing of yours is mixed up.',
    subject: folder,
  });
}

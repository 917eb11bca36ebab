import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { atomicWrite } from '../../../workspace/atomicWrite.ts';
import { diskFailure, isAbsent } from '../../../workspace/diskFailure.ts';

const TRIES = 8;

/**
 * Makes one change in a file that people edit too. Somebody else's edit between reading and writing isn't overwritten: the change
 * is made again on what the file says by then. A link is written through, and never out of the workspace.
 */
export async function changeKeptFile(
  workspace: string,
  file: string,
  change: (text: string) => Result<string>,
): Promise<Result<void>> {
  try {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    const path = await whereItIs(join(workspace, file));
    if (!path.startsWith((await realpath(workspace)) + sep))
      return fail('LINK_REFUSED', {
        message: `${file} is a link that leads out of the workspace, and is not written.`,
        next: 'Put the file itself into the workspace.',
        subject: file,
      });
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await textAt(path);
      const changed = change(before ?? '');
      if (!changed.ok) return changed;
      if (changed.value === before) return ok(undefined);
      const mode = await stat(path).then(
        (facts) => facts.mode & 0o777,
        () => 0o644,
      );
      const still = async () => (await textAt(path)) === before;
      if (await atomicWrite(path, changed.value, { mode, still })) return ok(undefined);
    }
    return fail('STORE_BUSY', {
      message: `${file} is being written by another program all the time.`,
      next: 'Try again in a moment.',
      subject: file,
      retry: true,
    });
  } catch (error) {
    return diskFailure(error, { doing: `write ${file}`, folder: workspace });
  }
}

async function whereItIs(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return join(await realpath(dirname(path)), path.slice(path.lastIndexOf(sep) + 1));
  }
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

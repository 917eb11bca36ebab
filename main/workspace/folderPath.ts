import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { diskFailure, isAbsent } from './diskFailure.ts';

export const CONFIG_FILE = 'leadline.yml';

/** What a person typed or pasted as a folder, made absolute: spaces and quotes around it, `~`, relative. */
export function writtenPath(written: string, userFolder: string): Result<string> {
  const text = written.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (text === '' || text.includes('\0'))
    return fail('BAD_INPUT', {
      message: 'This is not a folder’s path.',
      next: 'Write it in full, like ~/Documents/Leadline.',
    });
  if (text === '~') return ok(userFolder);
  if (/^~[/\\]/.test(text)) return ok(join(userFolder, text.slice(2)));
  return ok(resolve(text));
}

/** The real path of the workspace folder meant; naming its leadline.yml means the folder. */
export async function findWorkspaceFolder(written: string, userFolder = homedir()): Promise<Result<string>> {
  const path = writtenPath(written, userFolder);
  if (!path.ok) return path;
  const meant = basename(path.value) === CONFIG_FILE ? dirname(path.value) : path.value;
  try {
    if (!(await stat(meant)).isDirectory()) {
      return fail('FOLDER_NOT_FOUND', {
        message: `${meant} is a file; a workspace is a folder.`,
        next: 'Choose the folder that holds leadline.yml.',
        subject: meant,
      });
    }
    const folder = await realpath(meant);
    await stat(join(folder, CONFIG_FILE));
    return ok(folder);
  } catch (error) {
    if (!isAbsent(error)) return diskFailure(error, { doing: 'read the workspace', folder: meant });
    return (await exists(meant)) ? noWorkspace(meant) : noFolder(meant);
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function noWorkspace(folder: string): Result<never> {
  return fail('WORKSPACE_NOT_FOUND', {
    message: `${folder} is not a workspace: it has no ${CONFIG_FILE}.`,
    next: 'Create a workspace there, or choose the folder of an existing one.',
    subject: folder,
  });
}

function noFolder(folder: string): Result<never> {
  return fail('FOLDER_NOT_FOUND', {
    message: `The folder ${folder} does not exist.`,
    next: 'Choose another folder, or connect the disk it was on. To start afresh, create a workspace there.',
    subject: folder,
  });
}

import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { FolderListing } from '../../shared/contract/host.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';

const MOST_ENTRIES = 2_000;

/** One folder for the page's own picker, folders and files by name. Entries that can't be examined are left out. */
export async function listFolder(wanted: string, hidden: boolean): Promise<Result<FolderListing>> {
  const path = resolve(expandHome(wanted));
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
  if (entries instanceof Error) return fail('FOLDER_NOT_FOUND', unreadable(path, entries.code));

  const shown = entries
    .filter((entry) => hidden || !entry.name.startsWith('.'))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, MOST_ENTRIES);
  const examined = await Promise.all(shown.map((entry) => examine(path, entry.name)));
  const found = examined.filter((one) => one !== null);
  return ok({
    path,
    parent: dirname(path) === path ? null : dirname(path),
    folders: found.filter((one) => one.folder).map(({ name, workspace }) => ({ name, workspace })),
    files: found.filter((one) => !one.folder).map(({ name, bytes }) => ({ name, bytes })),
  });
}

async function examine(folder: string, name: string) {
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (found === null || !(found.isDirectory() || found.isFile())) return null;
  const workspace =
    found.isDirectory() && (await stat(join(path, 'leadline.yml')).catch(() => null)) !== null;
  return { name, folder: found.isDirectory(), workspace, bytes: found.size };
}

function expandHome(path: string): string {
  if (path === '' || path === '~') return homedir();
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}

function unreadable(path: string, code: string | undefined) {
  const why =
    code === 'ENOENT'
      ? 'it does not exist'
      : code === 'ENOTDIR'
        ? 'it is a file'
        : code === 'EACCES'
          ? 'you may not read it'
          : `the system answered ${code}`;
  return {
    subject: path,
    message: `The folder ${path} can't be listed: ${why}.`,
    next: 'Choose another folder.',
  };
}

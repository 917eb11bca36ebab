import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { writeForced } from './atomicWrite.ts';
import { diskFailure, isAbsent, systemCode } from './diskFailure.ts';
import { CONFIG_FILE } from './folderPath.ts';
import { makeFolders } from './makeFolders.ts';
import type { TemplateFile } from './templates.ts';

/** What systems put into folders by themselves, and an empty git repository: a folder with these is still empty. */
const HARMLESS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.git']);

/** Makes the folder of a workspace whole or not at all. A failure leaves the disk as it was. */
export async function createFolder(target: string, files: readonly TemplateFile[]): Promise<Result<void>> {
  try {
    const standing = await examine(target);
    if (!standing.ok) return standing;
    await (standing.value === 'empty' ? fill(target, files) : build(target, files));
    return ok(undefined);
  } catch (error) {
    if (systemCode(error) === 'ENAMETOOLONG') {
      return fail('BAD_INPUT', {
        message: `The name of the folder is too long: ${basename(target).slice(0, 40)}…`,
        next: 'Choose a shorter one.',
      });
    }
    return diskFailure(error, { doing: 'create the workspace', folder: target });
  }
}

async function examine(target: string): Promise<Result<'absent' | 'empty'>> {
  const taken = (message: string, next: string) =>
    fail('FOLDER_NOT_EMPTY', { message, next, subject: target });
  try {
    if (!(await stat(target)).isDirectory())
      return taken(`${target} is a file.`, 'Choose another name for the folder.');
    const names = await readdir(target);
    if (names.includes(CONFIG_FILE))
      return taken(`${target} is already a workspace.`, 'Open it instead, or choose another folder.');
    if (names.every((name) => HARMLESS.has(name))) return ok('empty');
    return taken(
      `${target} already holds other files.`,
      'Choose a new or an empty folder, so that nothing of yours is mixed up.',
    );
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return ok('absent');
    throw error;
  }
}

/** Built under a name beside it and renamed into place: half a workspace never bears the name. */
async function build(target: string, files: readonly TemplateFile[]): Promise<void> {
  const parent = dirname(target);
  const made = await makeFolders(parent);
  // Not the target's name with an ending: that could be longer than a name may be.
  const temporary = join(parent, `.leadline-${randomUUID()}`);
  try {
    await mkdir(temporary);
    await fill(temporary, files);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (made !== undefined) await removeEmpty(parent, made);
    throw error;
  }
}

/** The folder and those above it up to `highest`, as far as nobody has put anything there. */
async function removeEmpty(folder: string, highest: string): Promise<void> {
  for (let path = folder; path.length >= highest.length; path = dirname(path)) {
    const removed = await rmdir(path).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

async function fill(folder: string, files: readonly TemplateFile[]): Promise<void> {
  const made: string[] = [];
  // leadline.yml last: until then the folder isn't a workspace to anybody.
  const ordered = files.toSorted((a, b) => Number(a.file === CONFIG_FILE) - Number(b.file === CONFIG_FILE));
  try {
    for (const { file, text } of ordered) {
      const path = join(folder, file);
      await makeFolders(dirname(path));
      await writeForced(path, text, 0o644).catch(async (error: unknown) => {
        // A name taken meanwhile is somebody else's file; anything else is ours, cut short.
        if (systemCode(error) !== 'EEXIST') made.push(path);
        throw error;
      });
      made.push(path);
    }
  } catch (error) {
    for (const path of made) await rm(path, { force: true });
    for (const { file } of ordered)
      if (file.includes('/'))
        await removeEmpty(dirname(join(folder, file)), join(folder, file.split('/')[0] ?? file));
    throw error;
  }
}

/** The first of `workspace`, `workspace-2`, … that is free, under the person's documents. */
export async function freeFolder(userFolder: string): Promise<string> {
  const documents = join(userFolder, 'Documents');
  const hasDocuments = await stat(documents).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  const parent = join(hasDocuments ? documents : userFolder, 'Leadline');
  for (let number = 1; ; number++) {
    const path = join(parent, number === 1 ? 'workspace' : `workspace-${number}`);
    const taken = await stat(path).then(
      () => true,
      (error: unknown) => !isAbsent(error),
    );
    if (!taken || number === 1000) return path;
  }
}

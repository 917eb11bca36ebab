import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FileKind } from '../../../shared/contract/workspace.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { isAbsent, systemCode } from '../diskFailure.ts';
import { CONFIG_FILE } from '../folderPath.ts';
import { ALERTS_FILE } from './checkAlerts.ts';
import { IGNORED_FOLDERS, PLACES } from './fileKinds.ts';

export const MOST_FILES = 5000;

export interface ListedFile {
  /** Relative to the workspace, with forward slashes on every system. */
  readonly file: string;
  /** Where it really is, links resolved. */
  readonly path: string;
  /** Null for what is watched and not read. */
  readonly kind: FileKind | null;
}

export interface Listing {
  readonly files: ListedFile[];
  /** Every folder that was looked into: what a watcher must watch. */
  readonly folders: string[];
  readonly problems: FileProblem[];
}

/** The files of a workspace, in a fixed order and bounded. Throws ENOENT when the workspace folder itself is gone. */
export async function listFiles(root: string): Promise<Listing> {
  const files: ListedFile[] = [];
  const folders: string[] = [root];
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  const realRoot = await realpath(root);
  const name = (path: string) => relative(root, path).split(sep).join('/');
  const report = (path: string, message: string, severity: FileProblem['severity'] = 'error') =>
    problems.push({ file: name(path), line: 1, column: 1, severity, message });

  function add(file: ListedFile): void {
    if (files.length === MOST_FILES)
      report(
        join(root, file.file),
        `the workspace holds more than ${MOST_FILES} files: this one and others are not read`,
      );
    if (files.length <= MOST_FILES) files.push(file);
  }

  /** Where an entry leads, as far as it may be followed. */
  async function follow(
    path: string,
    entry: Dirent,
  ): Promise<{ real: string; type: 'file' | 'folder' } | null> {
    if (entry.isFile()) return { real: path, type: 'file' };
    if (entry.isDirectory()) return { real: path, type: 'folder' };
    if (!entry.isSymbolicLink()) {
      report(path, 'is neither a file nor a folder and is not read', 'warning');
      return null;
    }
    try {
      const real = await realpath(path);
      if (real !== realRoot && !real.startsWith(realRoot + sep)) {
        report(
          path,
          'is a link that leads out of the workspace and is not followed: put the file itself here',
        );
        return null;
      }
      const facts = await stat(real);
      return facts.isDirectory() || facts.isFile()
        ? { real, type: facts.isFile() ? 'file' : 'folder' }
        : null;
    } catch (error) {
      if (!isAbsent(error) && systemCode(error) !== 'ELOOP') throw error;
      report(path, 'is a link to something that does not exist');
      return null;
    }
  }

  async function walk(folder: string, real: string, place: (typeof PLACES)[number]): Promise<void> {
    if (seen.has(real) || files.length > MOST_FILES) return;
    seen.add(real);
    folders.push(folder);
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      const found = await follow(path, entry);
      if (found?.type === 'folder' && place.deep && !IGNORED_FOLDERS.has(entry.name))
        await walk(path, found.real, place);
      if (found?.type !== 'file' || files.length > MOST_FILES) continue;
      const mine = place.extension === null || entry.name.endsWith(place.extension);
      if (!mine && place.extension === '.yml' && entry.name.endsWith('.yaml'))
        report(path, 'is not read: its name must end in .yml', 'warning');
      add({ file: name(path), path: found.real, kind: mine ? place.kind : null });
    }
  }

  async function entriesOf(folder: string): Promise<Dirent[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (folder === root || systemCode(error) === undefined) throw error;
      if (!isAbsent(error)) report(folder, 'cannot be read: give yourself the right to read it');
      return [];
    }
  }

  // These come first: no number of other files may crowd them out.
  const tops = new Map<string, FileKind>([
    [CONFIG_FILE, 'config'],
    ['dbt_project.yml', 'project'],
    [ALERTS_FILE, 'alerts'],
    ['trends.yml', 'trends'],
    ['brief.yml', 'brief'],
    ['notes.yml', 'notes'],
  ]);
  const isTop = (entry: Dirent) => tops.has(entry.name);
  for (const entry of (await entriesOf(root)).sort((a, b) => Number(isTop(b)) - Number(isTop(a)))) {
    const path = join(root, entry.name);
    const place = PLACES.find((one) => one.folder === entry.name);
    const top = isTop(entry);
    // What else lies at the top (packages.yml, a README) is watched where it is a plain file; links there are nobody's business.
    const found =
      place || top
        ? await follow(path, entry)
        : entry.isFile()
          ? { real: path, type: 'file' as const }
          : null;
    if (place && found?.type === 'folder') await walk(path, found.real, place);
    if (found?.type === 'file')
      add({
        file: entry.name,
        path: found.real,
        kind: tops.get(entry.name) ?? null,
      });
  }
  return { files: files.slice(0, MOST_FILES), folders, problems };
}

/** Tells a folder that was taken away from one that can't be read just now. */
export async function isGone(root: string): Promise<boolean> {
  return lstat(root).then(
    (facts) => !facts.isDirectory(),
    (error: unknown) => isAbsent(error),
  );
}

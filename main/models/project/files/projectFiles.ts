import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ProblemList } from '../problem.ts';

/** A file of a package. */
export interface SourceFile {
  /** Relative to the project's folder. */
  readonly file: string;
  /** Relative to its package's folder. */
  readonly path: string;
  /** Relative to the resource folder it was found in, such as `models`. */
  readonly inside: string;
  readonly text: string;
}

const AT_ONCE = 32;
const BIGGEST_BYTES = 64 * 1024 * 1024;

/**
 * Every file below `folders` of the package at `packageFolder` whose name ends as asked, in the order of their paths.
 * A folder that is not there has no files; a file that can't be read is told and left out.
 */
export async function filesBelow(
  root: string,
  packageFolder: string,
  folders: readonly string[],
  endings: readonly string[],
  problems: ProblemList,
): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  const seen = new Set<string>();
  for (const folder of folders) {
    const clean = posix.normalize(folder.replaceAll('\\', '/')).replace(/\/$/, '');
    const paths = await pathsBelow(join(root, packageFolder, clean));
    const wanted = paths
      .sort()
      .filter((inside) => endings.some((ending) => inside.endsWith(ending)))
      .map((inside) => ({ inside, path: posix.join(clean, inside) }))
      .map((one) => ({ ...one, file: posix.join(packageFolder, one.path) }))
      .filter(({ file }) => !seen.has(file));
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const batch = wanted.slice(at, at + AT_ONCE);
      const texts = await Promise.all(batch.map(({ file }) => readText(root, file, problems)));
      for (const [index, one] of batch.entries()) {
        const text = texts[index];
        seen.add(one.file);
        if (typeof text === 'string') found.push({ ...one, text });
      }
    }
  }
  return found;
}

export async function readText(root: string, file: string, problems: ProblemList): Promise<string | null> {
  try {
    const full = join(root, file);
    const { size } = await stat(full);
    if (size > BIGGEST_BYTES) throw new Error('it is larger than 64 MB');
    const bytes = await readFile(full);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const words = why.includes('encoded data') ? 'it is not UTF-8 text' : why;
    problems.error(
      { file, line: 1, column: 1 },
      `This file can't be read: ${words}.`,
      'Save it as UTF-8 text below 64 MB, readable by you.',
    );
    return null;
  }
}

async function pathsBelow(folder: string): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof listFolder>>;
  try {
    entries = await listFolder(folder);
  } catch {
    return [];
  }
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) {
      const inner = await pathsBelow(join(folder, entry.name));
      found.push(...inner.map((path) => `${entry.name}/${path}`));
    } else if (entry.isFile() || entry.isSymbolicLink()) found.push(entry.name);
  }
  return found;
}

function listFolder(folder: string) {
  return readdir(folder, { withFileTypes: true });
}

import type { Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, parse, resolve, sep } from 'node:path';
import type { Result } from '../../../../shared/errors/failure.ts';
import { asResult, diskTrouble, FileTrouble, unreadable } from '../trouble.ts';

const MOST_FILES = 10_000;
const DEEPEST = 32;
const DATA_FILE = /\.(csv|tsv|tab|txt|psv|json|jsonl|ndjson|parquet|xlsx|xlsm|xlsb|xls|ods|gz|zip)$/i;

/**
 * The files a person means by a path: itself, the data files of a folder, or what a pattern matches (`*` and `?` inside a name,
 * `**` for any folders). In the order of their names, so that a load of several can be repeated.
 */
export async function listFiles(pattern: string, from: string): Promise<Result<string[]>> {
  return asResult(async () => {
    try {
      return await find(isAbsolute(pattern) ? pattern : join(from, pattern));
    } catch (error) {
      throw error instanceof FileTrouble ? error : diskTrouble(pattern, error);
    }
  });
}

/** The same, and where there is nothing yet it is no failure: for whoever waits for files, or takes what has come. */
export async function presentFiles(pattern: string, from: string): Promise<Result<string[]>> {
  return asResult(async () => {
    try {
      return await present(isAbsolute(pattern) ? pattern : join(from, pattern));
    } catch (error) {
      throw error instanceof FileTrouble ? error : diskTrouble(pattern, error);
    }
  });
}

async function present(path: string): Promise<string[]> {
  const whole = resolve(path);
  const facts = await facing(stat(whole));
  if (facts?.isFile()) return [whole];
  const found = facts?.isDirectory() ? await inFolder(whole) : await matching(whole);
  return found.sort(order);
}

async function find(path: string): Promise<string[]> {
  const whole = resolve(path);
  // A name with a star or a question mark in it is a name first.
  const facts = await facing(stat(whole));
  if (facts?.isFile()) return [whole];
  if (facts?.isDirectory()) return some(whole, await inFolder(whole));
  if (!/[*?]/.test(path)) await stat(whole);
  return some(path, await matching(whole));
}

async function inFolder(folder: string): Promise<string[]> {
  return (await entriesOf(folder))
    .filter((entry) => entry.file && DATA_FILE.test(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name));
}

async function matching(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  const parts = pattern
    .slice(root.length)
    .split(/[\\/]/)
    .filter((part) => part !== '');
  const found: string[] = [];
  await walk(root, parts, found, 0);
  return [...new Set(found)];
}

async function walk(folder: string, parts: readonly string[], found: string[], depth: number): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined || depth > DEEPEST) return;
  if (part !== '**' && rest.length > 0 && !/[*?]/.test(part))
    return walk(join(folder, part), rest, found, depth + 1);
  if (part === '**') await walk(folder, rest.length === 0 ? ['*'] : rest, found, depth);
  const wanted = part === '**' ? null : nameMatcher(part);
  for (const entry of await entriesOf(folder)) {
    const inside = join(folder, entry.name);
    const hidden = entry.name.startsWith('.') && !part.startsWith('.');
    if (hidden) continue;
    if (wanted === null) {
      // A link to a folder is not followed: it may lead back up.
      if (entry.folder && !entry.link) await walk(inside, parts, found, depth + 1);
    } else if (wanted(entry.name)) {
      if (rest.length > 0 && entry.folder) await walk(inside, rest, found, depth + 1);
      else if (rest.length === 0 && entry.file) found.push(inside);
    }
    if (found.length > MOST_FILES)
      throw unreadable(folder, `More than ${MOST_FILES} files match.`, 'Narrow the pattern.');
  }
}

interface Entry {
  readonly name: string;
  readonly file: boolean;
  readonly folder: boolean;
  readonly link: boolean;
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const names = await readNames(folder);
  const entries: Entry[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const [own, target] = [await facing(lstat(path)), await facing(stat(path))];
    entries.push({
      name,
      file: target?.isFile() ?? false,
      folder: target?.isDirectory() ?? false,
      link: own?.isSymbolicLink() ?? false,
    });
  }
  return entries;
}

/** Null for what is not there, or was deleted a moment ago. */
async function facing(looked: Promise<Stats>): Promise<Stats | null> {
  try {
    return await looked;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

async function readNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isGone(error)) return [];
    throw diskTrouble(folder, error);
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Goes back only to the last star, so that no name and pattern take long. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  return (name) => {
    let [at, inPattern, star, retry] = [0, 0, -1, 0];
    while (at < name.length) {
      const wanted = pattern[inPattern];
      if (wanted === '*') {
        star = inPattern;
        retry = at;
        inPattern += 1;
      } else if (wanted === '?' || (wanted !== undefined && wanted === name[at])) {
        at += 1;
        inPattern += 1;
      } else if (star !== -1) {
        inPattern = star + 1;
        retry += 1;
        at = retry;
      } else return false;
    }
    return /^\**$/.test(pattern.slice(inPattern));
  };
}

function some(path: string, files: string[]): string[] {
  if (files.length > 0) return files.sort(order);
  throw unreadable(
    path,
    `There is no data file at ${path}.`,
    'Check the folder and the pattern: CSV, TSV, JSON, Parquet and Excel files are read, also as .gz and .zip.',
  );
}

function order(one: string, other: string): number {
  const [a, b] = [one.split(sep).join('/'), other.split(sep).join('/')];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a name inside an archive is one to read: no folder above it, nothing hidden, a format that is known. */
export function isDataName(name: string): boolean {
  const parts = name.split(/[\\/]/);
  const outside =
    name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..') || name.includes('\0');
  const hidden = parts.some((part) => part.startsWith('.') || part === '__MACOSX');
  return !outside && !hidden && DATA_FILE.test(name) && !/\.(zip|gz)$/i.test(name);
}

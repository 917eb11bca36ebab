import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CLOSED } from './logLines.ts';
import { firstOfTail, headName, runFolder } from './logPaths.ts';
import type { LogPlace } from './stepLogs.ts';

export interface LogFile {
  readonly path: string;
  /** The number of its first line. */
  readonly first: number;
}

/** The files of one try in the order of their lines, the head first; empty when it said nothing. */
export async function filesOf(folder: string, place: LogPlace): Promise<LogFile[]> {
  const inside = runFolder(folder, place.run);
  const names = await readdir(inside).catch(() => []);
  return names
    .flatMap((name) => {
      const first = name === headName(place) ? 1 : firstOfTail(place, name);
      return first === null ? [] : [{ path: join(inside, name), first }];
    })
    .sort((a, b) => a.first - b.first || a.path.length - b.path.length);
}

/** Changes with every line that is written. */
export async function sizesOf(files: readonly LogFile[]): Promise<string> {
  const sizes = await Promise.all(
    files.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => -1,
      ),
    ),
  );
  return files.map(({ first }, at) => `${first}:${sizes[at]}`).join(' ');
}

export interface FileLines {
  readonly first: number;
  readonly count: number;
  /** Counted from 0. A last line without its end, as a killed process leaves it, is one too. */
  line(at: number): string;
  /** The log was closed behind it. */
  readonly closed: boolean;
  readonly bytes: number;
}

/** Null when it was removed meanwhile, as the oldest of the last lines are while newer ones come. */
export async function readLines({ path, first }: LogFile): Promise<FileLines | null> {
  const bytes = await readRegular(path);
  if (bytes === null) return null;
  const closed =
    bytes.length >= CLOSED.length && bytes.toString('latin1', bytes.length - CLOSED.length) === CLOSED;
  const end = closed ? bytes.length - CLOSED.length : bytes.length;
  const starts: number[] = [];
  for (let from = 0; from < end; ) {
    starts.push(from);
    const next = bytes.indexOf(10, from);
    from = next === -1 ? end : next + 1;
  }
  return {
    first,
    count: starts.length,
    closed,
    bytes: bytes.length,
    line(at) {
      const from = starts[at] ?? end;
      const to = starts[at + 1] ?? end;
      return bytes.toString('utf8', from, bytes[to - 1] === 10 ? to - 1 : to);
    },
  };
}

/** A device or pipe under this name would be read without end. */
async function readRegular(path: string): Promise<Buffer | null> {
  try {
    return (await stat(path)).isFile() ? await readFile(path) : null;
  } catch {
    return null;
  }
}

import { appendFile, mkdir, open, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf, readLines } from './logFiles.ts';
import { CLOSED } from './logLines.ts';
import { headName, runFolder, tailName } from './logPaths.ts';
import type { LogPlace } from './stepLogs.ts';

const HEAD_BYTES = 2 * 1_024 * 1_024;
const SEGMENT_BYTES = 512 * 1_024;
/** Four full ones and the one that fills: never less than 2 MB. */
const SEGMENTS = 5;

interface Part {
  readonly path: string;
  readonly first: number;
  bytes: number;
  lines: number;
}

export interface Kept {
  readonly lines: number;
  readonly why: unknown;
}

/**
 * One try's lines on the disk: a file of the first 2 MB, and short ones of the newest, of which the oldest goes when there
 * are enough. Lines are numbered through; what isn't kept of them leaves a gap between two files, never inside of one.
 */
export interface LogFolder {
  /** How many lines there were, also those that are not kept. */
  total(): number;
  /** Answers how many of them, in order, are on the disk, and what the disk said of the first that isn't. Never throws. */
  append(lines: readonly string[]): Promise<Kept>;
  /** So many lines came and are gone: what follows starts a new file. */
  skip(lines: number): void;
  /** Where nothing can be added, in place of the last line. */
  replaceLast(line: string): Promise<void>;
  end(): Promise<void>;
}

export async function openLogFolder(folder: string, place: LogPlace): Promise<LogFolder> {
  const inside = runFolder(folder, place.run);
  const parts: Part[] = [];
  let total = 0;
  let gap = false;
  await takeUp();

  /** A try that is taken up again after a kill goes on where its log ended. */
  async function takeUp(): Promise<void> {
    for (const file of await filesOf(folder, place)) {
      const lines = await readLines(file);
      if (lines === null) continue;
      const bytes = lines.closed ? lines.bytes - CLOSED.length : lines.bytes;
      if (lines.closed) await truncate(file.path, bytes).catch(() => undefined);
      parts.push({ path: file.path, first: file.first, bytes, lines: lines.count });
    }
    const last = parts.at(-1);
    total = last === undefined ? 0 : last.first - 1 + last.lines;
    // Its last line may have no end: the next one must not become a part of it.
    gap = last !== undefined;
  }

  function partFor(bytes: number): Part {
    const last = parts.at(-1);
    const room = parts.length === 1 ? HEAD_BYTES : SEGMENT_BYTES;
    if (last !== undefined && !gap && last.bytes + bytes <= room) return last;
    const first = total + 1;
    const name = last === undefined && !gap ? headName(place) : tailName(place, first);
    const part = { path: join(inside, name), first, bytes: 0, lines: 0 };
    parts.push(part);
    gap = false;
    return part;
  }

  /** The head stays; of the others the newest do. */
  async function letGo(): Promise<void> {
    const head = parts[0]?.path.endsWith(headName(place)) ? 1 : 0;
    const surplus = parts.splice(head, Math.max(0, parts.length - head - SEGMENTS));
    await Promise.all(surplus.map(({ path }) => rm(path, { force: true }).catch(() => undefined)));
  }

  async function write(part: Part, lines: readonly string[]): Promise<unknown> {
    const text = lines.join('');
    try {
      if (part.bytes === 0) await mkdir(dirname(part.path), { recursive: true });
      await appendFile(part.path, text, { mode: 0o600 });
      part.bytes += Buffer.byteLength(text);
      part.lines += lines.length;
      total += lines.length;
      return null;
    } catch (error) {
      // A part of it may be there, and would be counted.
      await truncate(part.path, part.bytes).catch(() => undefined);
      return error ?? new Error('unknown');
    }
  }

  return {
    total: () => total,
    async append(lines) {
      for (let from = 0; from < lines.length; ) {
        const part = partFor(Buffer.byteLength(lines[from] ?? ''));
        const room = (parts.length === 1 ? HEAD_BYTES : SEGMENT_BYTES) - part.bytes;
        let to = from;
        for (let size = 0; to < lines.length; to += 1) {
          size += Buffer.byteLength(lines[to] ?? '');
          if (size > room && to > from) break;
        }
        const refused = await write(part, lines.slice(from, to));
        if (refused !== null) {
          if (part.lines === 0) parts.splice(parts.indexOf(part), 1);
          return { lines: from, why: refused };
        }
        from = to;
        await letGo();
      }
      return { lines: lines.length, why: null };
    },
    skip(lines) {
      total += lines;
      gap = true;
    },
    async replaceLast(line) {
      const last = parts.at(-1);
      if (last === undefined || last.lines === 0) return;
      const bytes = Buffer.from(line);
      try {
        const file = await open(last.path, 'r+');
        try {
          const { buffer, bytesRead } = await file.read(Buffer.alloc(last.bytes), 0, last.bytes, 0);
          const from =
            buffer.subarray(0, bytesRead).lastIndexOf(10, Math.max(0, last.bytes - bytes.length - 1)) + 1;
          if (from + bytes.length > last.bytes) return;
          await file.write(bytes, 0, bytes.length, from);
          await file.truncate(from + bytes.length);
        } finally {
          await file.close();
        }
      } catch {
        // There is nowhere left to say it.
      }
    },
    async end() {
      const last = parts.at(-1);
      if (last !== undefined) await appendFile(last.path, CLOSED).catch(() => undefined);
    },
  };
}

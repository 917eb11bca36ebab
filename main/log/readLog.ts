import { readFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { LogEntry, LogLevel } from '../../shared/contract/log.ts';
import type { LogQuery } from './log.ts';

/** What a line of the file holds: an entry whose fields are still an object, so that other programs can query it. */
export interface Written {
  readonly id: string;
  readonly at: string;
  readonly level: LogLevel;
  readonly scope: string;
  readonly message: string;
  readonly fields?: object;
}

const RANK = Object.fromEntries(LogLevel.options.map((level, rank) => [level, rank]));
const PER_TURN = 2_000;

/** Newest first, from memory and files together; an entry in both is told once. */
export async function readLog(
  sources: { recent: readonly string[]; files: readonly string[] },
  query: LogQuery,
): Promise<{ entries: LogEntry[]; more: boolean }> {
  const wanted = query.search.toLowerCase();
  const least = RANK[query.least] ?? 0;
  const entries: LogEntry[] = [];
  let skipped = 0;
  for await (const written of newestFirst(fromMemory(sources.recent), fromFiles(sources.files))) {
    const entry = LogEntry.safeParse({ ...written, fields: fieldsText(written) });
    if (!entry.success || (RANK[entry.data.level] ?? 0) < least) continue;
    if (wanted !== '' && !textOf(entry.data).includes(wanted)) continue;
    if (skipped < query.skip) {
      skipped += 1;
      continue;
    }
    if (entries.length === query.take) return { entries, more: true };
    entries.push(entry.data);
  }
  return { entries, more: false };
}

function fieldsText(written: Written): string {
  return written.fields === undefined ? '' : JSON.stringify(written.fields);
}

function textOf(entry: LogEntry): string {
  return `${entry.scope}\n${entry.message}\n${entry.fields}`.toLowerCase();
}

type Entries = AsyncGenerator<Written, void, void>;

/** Merges by time. Files also hold what other processes wrote, so neither side is simply newer. */
async function* newestFirst(left: Entries, right: Entries): Entries {
  const told = new Set<string>();
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    let next: Written;
    if (!a.done && (b.done || a.value.at >= b.value.at)) {
      next = a.value;
      a = await left.next();
    } else if (!b.done) {
      next = b.value;
      b = await right.next();
    } else return;
    if (told.has(next.id)) continue;
    told.add(next.id);
    yield next;
  }
}

async function* fromMemory(lines: readonly string[]): Entries {
  yield* parsedBackwards(lines);
}

async function* fromFiles(files: readonly string[]): Entries {
  for (const file of files.toReversed()) {
    // A file may have been rotated away since it was listed.
    const text = await readFile(file, 'utf8').catch(() => '');
    yield* parsedBackwards(text.split('\n'));
  }
}

async function* parsedBackwards(lines: readonly string[]): Entries {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    if (at % PER_TURN === 0) await turn();
    const written = parse(lines[at] ?? '');
    if (written !== null) yield written;
  }
}

/** Null for what isn't an entry, such as half a line left by a full disk. */
function parse(line: string): Written | null {
  if (line === '') return null;
  try {
    const value: unknown = JSON.parse(line);
    return isWritten(value) ? value : null;
  } catch {
    return null;
  }
}

function isWritten(value: unknown): value is Written {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'id') === 'string' &&
    typeof Reflect.get(value, 'at') === 'string'
  );
}

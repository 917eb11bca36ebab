import { type FileLines, filesOf, readLines } from './logFiles.ts';
import type { LogLine, LogPage, LogPlace, StepLogs } from './stepLogs.ts';

const MOST_LINES = 10_000;
const WRITTEN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.*)$/s;

/** Reads what another process may be writing. */
export function createStepLogReader(folder: string): Pick<StepLogs, 'read'> {
  return { read: (place, page) => readPage(folder, place, page) };
}

export interface Measured {
  readonly total: number;
  readonly leftOut: number;
  /** The number of the first line that was left out. */
  readonly leftOutFrom?: number;
  readonly closed: boolean;
}

export async function openFiles(folder: string, place: LogPlace): Promise<FileLines[]> {
  const read = await Promise.all((await filesOf(folder, place)).map(readLines));
  return read.filter((one) => one !== null);
}

export function measured(files: readonly FileLines[]): Measured {
  const last = files.at(-1);
  const total = last === undefined ? 0 : last.first - 1 + last.count;
  const kept = files.reduce((sum, { count }) => sum + count, 0);
  const before = files.find(({ first, count }, at) => first + count < (files[at + 1]?.first ?? 0));
  return {
    total,
    leftOut: total - kept,
    ...(before && { leftOutFrom: before.first + before.count }),
    closed: last?.closed ?? false,
  };
}

async function readPage(
  folder: string,
  place: LogPlace,
  page: { from: number; take: number; text?: string },
): Promise<LogPage> {
  const files = await openFiles(folder, place);
  const { total, closed: _, ...gap } = measured(files);
  const take = Math.min(page.take, MOST_LINES);
  if (page.text === undefined || page.text === '') {
    const lines: LogLine[] = [];
    for (const file of files)
      for (let at = Math.max(0, page.from - file.first); at < file.count && lines.length < take; at += 1)
        lines.push(lineAt(file, at));
    return { lines, total, ...gap };
  }
  const sought = page.text.toLowerCase();
  const lines: LogLine[] = [];
  let found = 0;
  for (const file of files)
    for (let at = 0; at < file.count; at += 1) {
      const line = lineAt(file, at);
      if (!line.text.toLowerCase().includes(sought)) continue;
      found += 1;
      if (line.number >= page.from && lines.length < take) lines.push(line);
    }
  return { lines, total: found, ...gap };
}

/** A line that a killed process left without its moment takes that of the line before it. */
function lineAt(file: FileLines, at: number): LogLine {
  const number = file.first + at;
  const raw = file.line(at);
  const parts = WRITTEN.exec(raw);
  if (parts !== null) return { number, at: parts[1] ?? '', text: parts[2] ?? '' };
  const before = at > 0 ? WRITTEN.exec(file.line(at - 1))?.[1] : undefined;
  return { number, at: before ?? new Date(0).toISOString(), text: raw };
}

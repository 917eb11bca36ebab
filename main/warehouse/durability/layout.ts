import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { forceFolder, PART } from './forced.ts';

/** Where everything of a SQLite warehouse lies in the data folder. */
export interface Layout {
  readonly folder: string;
  readonly file: string;
  readonly backups: string;
  readonly quarantine: string;
  /** A whole file that is to become the warehouse, put there by a salvage or by a restore. */
  readonly salvaged: string;
  readonly restored: string;
}

export function layoutOf(dataFolder: string): Layout {
  const at = (name: string) => join(dataFolder, name);
  return {
    folder: dataFolder,
    file: at('warehouse.db'),
    backups: at('backups'),
    quarantine: at('quarantine'),
    salvaged: at('warehouse.salvaged.db'),
    restored: at('warehouse.restored.db'),
  };
}

export function partOf(file: string): string {
  return `${file}-${randomUUID()}${PART}`;
}

export async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** A time as a file name: `2026-03-08T10-00-00.000Z`, which every disk takes and which sorts. */
export function stamp(at: Date): string {
  return at.toISOString().replaceAll(':', '-');
}

/**
 * Puts a waiting file in the place of the warehouse, which goes aside with its log. A crash at any point leaves the
 * waiting file or the warehouse whole, and calling this again goes on where it stopped. Answers where the old one went.
 */
export async function adoptWaiting(layout: Layout, now: Date): Promise<string | null> {
  const waiting = (await exists(layout.salvaged)) ? layout.salvaged : layout.restored;
  if (!(await exists(waiting))) return null;
  const aside =
    waiting === layout.salvaged
      ? join(layout.quarantine, stamp(now), 'warehouse.db')
      : join(layout.folder, `warehouse-replaced-${stamp(now)}.db`);
  await setAside(layout, aside);
  await rename(waiting, layout.file);
  await forceFolder(layout.folder);
  return aside;
}

/** The log first: a log beside a file it doesn't belong to would be played into it. */
export async function setAside(layout: Layout, aside: string): Promise<void> {
  await mkdir(join(aside, '..'), { recursive: true, mode: 0o700 });
  for (const end of ['-wal', '-shm', ''])
    if (await exists(`${layout.file}${end}`)) await rename(`${layout.file}${end}`, `${aside}${end}`);
  await forceFolder(join(aside, '..'));
}

/** What a killed process left half made. */
export async function sweepParts(layout: Layout): Promise<void> {
  for (const folder of [layout.folder, layout.backups])
    for (const name of await readdir(folder).catch(() => []))
      if (/\.part(-journal|-wal|-shm)?$/.test(name)) await rm(join(folder, name), { force: true });
}

export async function removePart(part: string): Promise<void> {
  for (const end of ['', '-journal', '-wal', '-shm']) await rm(`${part}${end}`, { force: true });
}

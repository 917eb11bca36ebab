import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const NAME = '.building';

/**
 * One build at a time in one checkout. The lock is a folder that holds one file named after its owner, and it
 * appears whole, by a rename. Taking it from a dead owner means deleting exactly that owner's file, which only one
 * process can do; the emptied folder is free for anyone. So two takers never both believe they hold it.
 */
export async function holdLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const owner = await acquire(folder);
  try {
    return await work();
  } finally {
    release(join(folder, NAME), owner);
  }
}

async function acquire(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const ready = mkdtempSync(join(folder, '.lock-'));
  const owner = `${process.pid}-${ready.slice(-6)}`;
  writeFileSync(join(ready, owner), '');
  const lock = join(folder, NAME);
  while (!moved(ready, lock)) {
    const holder = holderOf(lock);
    if (holder === null || !isAlive(holder) || isTooOld(join(lock, holder))) release(lock, holder);
    else await pause(50);
  }
  return owner;
}

function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(codeOf(error))) return false;
    rmSync(from, { recursive: true, force: true });
    throw error;
  }
}

function holderOf(lock: string): string | null {
  try {
    return readdirSync(lock)[0] ?? null;
  } catch {
    return null;
  }
}

function isAlive(holder: string): boolean {
  try {
    process.kill(Number.parseInt(holder, 10), 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** No build takes this long: the number of a process that died was given to another, or nobody noticed its end. */
const TOO_OLD = 5 * 60_000;

function isTooOld(file: string): boolean {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts !== undefined && Date.now() - facts.mtimeMs > TOO_OLD;
}

/** Losing either step to another process is fine: then the lock is theirs to give away. */
function release(lock: string, holder: string | null): void {
  try {
    if (holder !== null) unlinkSync(join(lock, holder));
    rmdirSync(lock);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

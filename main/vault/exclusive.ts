import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode, trouble } from './trouble.ts';

export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

const HEARTBEAT_MS = 2_000;
const STALE_MS = 15_000;
const PATIENCE_MS = 40_000;
const POLL_MS = 15;

/**
 * One writer at a time over all processes, by a file that only one can create. The holder touches it while it works;
 * an untouched one belongs to a dead process and is taken over. Ages are measured on the disk's own time, because
 * that is the clock the other processes share.
 */
export function exclusively(file: string): Exclusive {
  let turn: Promise<unknown> = Promise.resolve();

  async function locked<T>(work: () => Promise<T>): Promise<T> {
    const mine = await take(file);
    const heartbeat = setInterval(() => void touch(file), HEARTBEAT_MS);
    try {
      return await work();
    } finally {
      clearInterval(heartbeat);
      if ((await contentOf(file)) === mine) await rm(file, { force: true });
    }
  }

  return (work) => {
    const mine = turn.then(() => locked(work));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

async function take(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const mine = `${process.pid} ${randomUUID()}`;
  const until = performance.now() + PATIENCE_MS;
  while (!(await created(file, mine))) {
    if (await isStale(file)) await takeOver(file);
    if (performance.now() > until) {
      throw trouble('VAULT_UNAVAILABLE', {
        message: 'Another Leadline has been writing to the vault for too long.',
        next: 'Finish what it asks, or close it, then try again.',
        subject: file,
        retry: true,
      });
    }
    await sleep(POLL_MS + Math.random() * POLL_MS);
  }
  return mine;
}

async function created(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    // Windows says EPERM for a file that is just being deleted.
    if (systemCode(error) === 'EEXIST' || (process.platform === 'win32' && systemCode(error) === 'EPERM'))
      return false;
    throw error;
  }
}

/** Under a second such file, or two that found the same stale one could each remove the other's new one. */
async function takeOver(file: string): Promise<void> {
  const guard = `${file}.takeover`;
  if (!(await created(guard, String(process.pid)))) {
    if (await isStale(guard)) await rm(guard, { force: true });
    return;
  }
  try {
    if (await isStale(file)) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function isStale(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > STALE_MS || !ownerLives(await contentOf(file));
  } catch {
    return false;
  }
}

/** Unknown owners count as living: the age of the file decides then. */
function ownerLives(content: string): boolean {
  const pid = Number.parseInt(content, 10);
  if (!Number.isSafeInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

async function contentOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

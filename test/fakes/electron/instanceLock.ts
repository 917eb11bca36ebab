import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a second start leaves for the first. */
export interface Greeting {
  readonly argv: string[];
  readonly startedIn: string;
  readonly told: unknown;
}

/**
 * Electron's lock answers at once, so this one is made of files too: the folder is the lock, a file in it is a
 * greeting. True for the first start of this profile.
 */
export function takeInstanceLock(
  profile: string,
  greeting: Greeting,
  heard: (greeting: Greeting) => void,
): boolean {
  const folder = join(profile, 'stand-in-lock');
  const owner = join(folder, 'owner');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(owner, String(process.pid), { flag: 'wx' });
  } catch {
    if (isAlive(Number(readFileSync(owner, 'utf8')))) {
      // Whole or not at all: the first start reads it the moment it appears.
      writeFileSync(join(folder, `draft-${process.pid}`), JSON.stringify(greeting));
      renameSync(join(folder, `draft-${process.pid}`), join(folder, `greeting-${process.pid}`));
      return false;
    }
    writeFileSync(owner, String(process.pid));
  }
  const watcher = watch(folder, (_change, name) => {
    if (!name?.startsWith('greeting-')) return;
    const file = join(folder, name);
    // Its removal is a change of the folder as well.
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    heard(JSON.parse(text) as Greeting);
  });
  watcher.unref();
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

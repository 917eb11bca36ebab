import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { ROOT } from '../../resources/build/bundles/modes.ts';
import { treeMemory } from './processTree.ts';

const LOOK_MS = 250;

export interface Ran {
  readonly seconds: number;
  /** The most memory that it and its processes held, in kB; 0 unless it was watched. */
  readonly peak: number;
  readonly out: string;
}

/** A command as a person runs it, to its end. */
export async function leadline(home: string, args: readonly string[], watched = false): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, ['main/app/cli.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, LEADLINE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  let peak = 0;
  const look = () => {
    if (child.pid !== undefined && existsSync('/proc/self/stat'))
      peak = Math.max(peak, treeMemory(child.pid));
  };
  const looking = watched ? setInterval(look, LOOK_MS) : undefined;
  try {
    await ended(child, `leadline ${args[0]}`, () => said);
  } finally {
    clearInterval(looking);
  }
  return { seconds: (performance.now() - began) / 1000, peak, out };
}

export async function ended(child: ChildProcess, name: string, said = () => ''): Promise<void> {
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said()}`);
}

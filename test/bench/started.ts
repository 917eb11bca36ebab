import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../resources/build/bundles/modes.ts';

export interface Started {
  readonly process: ChildProcess;
  readonly link: string;
  stop(): Promise<void>;
}

/** Starts the workbench for a browser, as a person types it, up to the line with the link. */
export async function startWorkbench(
  home: string,
  command: string,
  args: readonly string[],
): Promise<Started> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...env, LEADLINE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm, its shell and Node are stopped together, as by Ctrl-C in a terminal.
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const link = await linkIn(child);
  if (link === null) throw new Error(`The workbench ended before it was ready: ${said}`);
  return {
    process: child,
    link,
    async stop() {
      const ended = once(child, 'close');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await ended;
    },
  };
}

async function linkIn(child: ChildProcess): Promise<string | null> {
  if (child.stdout === null) return null;
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0];
    if (link !== undefined) return link;
  }
  return null;
}

export async function openHome(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'leadline-bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

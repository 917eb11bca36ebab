import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

interface Watched {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A number that changes while the child gets on with its work. */
  readonly measure: () => number;
  readonly onGrowth: (measured: number) => void;
  /** Milliseconds without output and without a change of the measure after which the child is killed. */
  readonly stillFor: number;
  readonly signal?: AbortSignal;
}

type End =
  | { readonly kind: 'exited'; readonly code: number | null; readonly output: string }
  | { readonly kind: 'still' }
  | { readonly kind: 'aborted' };

const OUTPUT_KEPT = 16_384;

/** Runs a child for as long as it makes progress, however slow, and no longer. Nothing of it outlives the answer. */
export async function runWatched(watched: Watched): Promise<End> {
  const child = spawn(watched.command, watched.args, {
    cwd: watched.cwd,
    env: watched.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that children of the child end with it.
    detached: process.platform !== 'win32',
  });
  let ended: End | null = null;
  let output = '';
  let measured = watched.measure();
  let lastGrowth = performance.now();

  const stop = (end: End) => {
    if (ended !== null) return;
    ended = end;
    killGroup(child);
  };
  const look = () => {
    const now = watched.measure();
    if (now !== measured) {
      measured = now;
      lastGrowth = performance.now();
      watched.onGrowth(now);
    } else if (performance.now() - lastGrowth >= watched.stillFor) stop({ kind: 'still' });
  };
  const listen = (chunk: Buffer) => {
    output = (output + chunk).slice(-OUTPUT_KEPT);
    lastGrowth = performance.now();
  };
  const abort = () => stop({ kind: 'aborted' });

  const timer = setInterval(look, Math.min(250, watched.stillFor / 4));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  watched.signal?.addEventListener('abort', abort, { once: true });
  try {
    const code = await endOf(child);
    return ended ?? { kind: 'exited', code, output };
  } finally {
    clearInterval(timer);
    watched.signal?.removeEventListener('abort', abort);
    killGroup(child);
  }
}

/** How long an ended child's last words are waited for: a grandchild may hold its pipes open for ever. */
const LAST_WORDS = 300;

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle(code));
    child.once('exit', (code) => setTimeout(settle, LAST_WORDS, code));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode === null)
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group is gone already.
  }
}

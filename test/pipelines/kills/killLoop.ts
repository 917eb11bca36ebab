import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../../../resources/build/bundles/modes.ts';
import { randomFrom } from '../../warehouse/store/random.ts';
import type { ChildOrder } from './killedChild.ts';
import { PAIRS } from './measureServer.ts';

/** Enough for a study: what the vendor has at the first run, and how much more at each that follows. */
export const FIRST_RECORDS = 200 * PAIRS;
export const MORE_RECORDS = 10 * PAIRS;

export interface KillLoop {
  readonly script: string;
  readonly home: string;
  readonly cache: string;
  readonly workspace: string;
  readonly connection: string | null;
  readonly kills: number;
  readonly seed: number;
  /** The vendor has so many records from now on. */
  grow(records: number): void;
}

export interface KillReport {
  readonly kills: number;
  /** Runs that were carried to their end. */
  readonly runs: number;
  readonly records: number;
}

/**
 * Starts the program on a workspace and kills it at a moment of chance, again and again; each start goes on with what the last
 * left. Whenever a run has ended the vendor gets more records and another begins. The last life is not killed.
 */
export async function runKillLoop(loop: KillLoop): Promise<KillReport> {
  const random = randomFrom(loop.seed);
  let kills = 0;
  let runs = 0;
  let records = FIRST_RECORDS;
  loop.grow(records);
  // From a moment after it begins up to a little more than a whole run takes, learnt from those that got through.
  let usual = 900;
  for (let lives = 0; ; lives += 1) {
    if (lives > loop.kills * 4) throw new Error(`Too few kills: ${kills} in ${lives} lives.`);
    const last = kills >= loop.kills;
    const life = await liveOnce(loop, runs + 1, last ? null : 5 + random() * usual * 0.9);
    if (life.killed) {
      kills += 1;
      continue;
    }
    runs += 1;
    usual = Math.max(300, Math.min(3_000, (usual + life.tookMs) / 2));
    if (last) return { kills, runs, records };
    records += MORE_RECORDS;
    loop.grow(records);
  }
}

async function liveOnce(
  loop: KillLoop,
  run: number,
  killAfterMs: number | null,
): Promise<{ killed: boolean; tookMs: number }> {
  const order: ChildOrder = { root: ROOT, workspace: loop.workspace, connection: loop.connection, run };
  const child = spawn(process.execPath, [loop.script, JSON.stringify(order)], {
    env: { ...process.env, LEADLINE_HOME: loop.home, NODE_COMPILE_CACHE: loop.cache },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  let timer: NodeJS.Timeout | undefined;
  let ended: string | null = null;
  let readyAt = 0;
  for await (const line of createInterface(child.stdout)) {
    if (line === 'ready') {
      readyAt = performance.now();
      if (killAfterMs !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    } else if (line.startsWith('ended ')) ended = line.slice('ended '.length);
  }
  const { code, signal } = await exited;
  clearTimeout(timer);
  // Killed after its run had ended counts as that run's end.
  if (ended !== null) {
    if (ended !== 'succeeded') throw new Error(`A run ${ended}: ${said}`);
    return { killed: false, tookMs: performance.now() - readyAt };
  }
  if (signal !== 'SIGKILL') throw new Error(`The program ended with ${code ?? signal}: ${said}`);
  return { killed: true, tookMs: 0 };
}

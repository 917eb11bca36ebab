import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { randomFrom } from '../store/random.ts';
import { STEPS } from './killable.ts';
import type { ChildLine, ChildOrder } from './landingChild.ts';

export const POINTS: readonly string[] = STEPS.flatMap((step) => [`before ${step}`, `after ${step}`]);

export interface KillLoop {
  /** An empty warehouse. */
  fresh(): Promise<ChildOrder['store']>;
  /** As `fresh`, when the same should be opened in another way now and then. */
  vary?(store: ChildOrder['store'], kill: number): ChildOrder['store'];
  /** The child to run, and where Node keeps what it compiled of it. */
  readonly script: string;
  readonly cache: string;
  /** Enough for every kind of step, few enough for many fresh starts. */
  readonly loads: number;
  readonly kills: number;
  readonly lanes: number;
  readonly points: readonly string[];
  readonly seed: number;
}

export interface KillReport {
  kills: number;
  /** Kills by point; those at a moment of chance are under `any moment`. */
  readonly at: Map<string, number>;
  /** What a restarted process found that contradicts the ledger. Must stay empty. */
  readonly found: string[];
  /** What runs that were killed time and again hold in the end, and what an undisturbed one holds. */
  readonly dumps: string[];
  readonly clean: string;
}

interface Ended {
  readonly killed: boolean;
  readonly listed: number;
  readonly found: readonly string[];
  readonly dump: string | null;
}

/** Starts a child on a warehouse, kills it, starts the next on what is left: until so many were killed and all have finished. */
export async function runKillLoop(loop: KillLoop): Promise<KillReport> {
  const clean = await runChild(loop, { store: await loop.fresh(), steps: loop.loads }, null);
  const report: KillReport = {
    kills: 0,
    at: new Map(),
    found: [...clean.found],
    dumps: [],
    clean: clean.dump ?? '',
  };
  await Promise.all(Array.from({ length: loop.lanes }, (_, lane) => runLane(loop, report, lane)));
  return report;
}

async function runLane(loop: KillLoop, report: KillReport, lane: number): Promise<void> {
  const random = randomFrom(loop.seed + lane);
  const unmet = () => loop.points.filter((point) => !report.at.has(point));
  for (let runs = 0; report.kills < loop.kills || (lane === 0 && unmet().length > 0); runs += 1) {
    // Some points are met only by the first loads of a warehouse, so each fresh one begins with one nobody died at yet.
    let next: string | null = unmet()[lane] ?? unmet()[0] ?? null;
    let time = 1;
    const store = await loop.fresh();
    for (;;) {
      const wanted = report.kills < loop.kills || next !== null;
      const order: ChildOrder = {
        store: loop.vary?.(store, report.kills + lane) ?? store,
        steps: loop.loads,
        ...(wanted && next !== null && { dieAt: { point: next, time } }),
      };
      const ended = await runChild(loop, order, wanted && next === null ? 5 + random() * 195 : null);
      report.found.push(...ended.found.map((what) => `after ${report.kills} kills: ${what}`));
      if (ended.dump !== null) report.dumps.push(ended.dump);
      if (!ended.killed) break;
      report.kills += 1;
      const point = next ?? 'any moment';
      report.at.set(point, (report.at.get(point) ?? 0) + 1);
      const chosen = loop.points[Math.floor(random() * loop.points.length)];
      next = random() < 0.5 ? (chosen ?? null) : null;
      time = 1 + Math.floor(random() ** 2 * 6);
    }
    if (runs > loop.kills * 2) throw new Error(`Too few kills: ${report.kills} after ${runs} runs.`);
  }
}

async function runChild(loop: KillLoop, order: ChildOrder, killAfterMs: number | null): Promise<Ended> {
  const child = spawn(process.execPath, [loop.script], {
    env: { ...process.env, NODE_COMPILE_CACHE: loop.cache },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  child.stdin.on('error', () => undefined).end(JSON.stringify(order));
  let ready: Extract<ChildLine, { ready: true }> | null = null;
  let dump: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  for await (const text of createInterface(child.stdout)) {
    const line = lineOf(text);
    if (line !== null && 'dump' in line) dump = line.dump;
    if (line !== null && 'ready' in line) {
      ready = line;
      if (killAfterMs !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    }
  }
  const { code, signal } = await exited;
  clearTimeout(timer);
  const killed = signal === 'SIGKILL' && dump === null;
  if (!killed && dump === null) throw new Error(`A child ended with ${code ?? signal}: ${said}`);
  return { killed, dump, listed: ready?.listed ?? 0, found: ready?.found ?? [] };
}

/** Null for one that its writer didn't live to finish. */
function lineOf(text: string): ChildLine | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

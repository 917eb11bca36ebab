import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AmongPairs } from '../../insight/finding/finding.ts';
import type { Finding } from '../../insight/finding/verdict.ts';
import type { PlatformComparison } from '../../insight/platforms/comparePlatforms.ts';
import type { PairFindingOptions } from '../../insight/screen/pairFinding.ts';
import type { ScreenChunk } from '../../insight/screen/screenPairs.ts';
import type { Study } from '../../insight/screen/study.ts';
import type { Unavailable } from '../../insight/unavailable.ts';
import type { ScreenAnswer, ScreenTask, WorkerData } from './screenWorker.ts';
import { sharedStudy } from './sharedStudy.ts';

/** Threads that hold one study. A window stays as quick as it is, because nothing is computed on its thread. */
export interface ScreenPool {
  readonly workers: number;
  screen(pairs: Uint32Array): Promise<ScreenChunk>;
  finding(pair: number, among: AmongPairs): Promise<Finding>;
  /** One signal a platform against one outcome. */
  platforms(signals: readonly number[], outcome: number): Promise<PlatformComparison | Unavailable>;
  /** Ends the threads wherever they are; what was asked and not answered is rejected with `PoolClosed`. */
  close(): Promise<void>;
}

export class PoolClosed extends Error {}

/** More threads than this only wait for memory. */
const MOST = 8;

/** What a pair leaves behind lies outside the heap and goes only when the young generation is swept: a small one is swept often. */
const YOUNG_MB = 4;

interface Asked {
  readonly task: ScreenTask;
  readonly resolve: (answer: ScreenAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function openScreenPool(
  study: Study,
  options: PairFindingOptions,
  count = Math.min(MOST, availableParallelism()),
): ScreenPool {
  const data: WorkerData = { study: sharedStudy(study), options };
  const waiting: Asked[] = [];
  const idle: Worker[] = [];
  const atWork = new Map<Worker, Asked>();
  let over: Error | null = null;

  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./screenWorker.ts', import.meta.url), {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.on('message', (answer: ScreenAnswer) => {
      atWork.get(worker)?.resolve(answer);
      atWork.delete(worker);
      idle.push(worker);
      handOut();
    });
    worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => end(new Error(`A thread of the screen ended with code ${code}.`)));
    idle.push(worker);
    return worker;
  });

  function handOut(): void {
    while (idle.length > 0 && waiting.length > 0) {
      const worker = idle.shift();
      const asked = waiting.shift();
      if (worker === undefined || asked === undefined) return;
      atWork.set(worker, asked);
      worker.postMessage(asked.task);
    }
  }

  /** The first reason counts: after one thread broke, those that are ended for it have nothing to add. */
  function end(why: Error): void {
    if (over !== null) return;
    over = why;
    for (const { reject } of [...atWork.values(), ...waiting.splice(0)]) reject(why);
    atWork.clear();
  }

  const ask = (task: ScreenTask) =>
    new Promise<ScreenAnswer>((resolve, reject) => {
      if (over !== null) return reject(over);
      waiting.push({ task, resolve, reject });
      handOut();
    });

  return {
    workers: count,
    screen: async (pairs) => (await ask({ pairs })) as ScreenChunk,
    finding: async (pair, among) => (await ask({ pair, among })) as Finding,
    platforms: async (signals, outcome) =>
      (await ask({ signals, outcome })) as PlatformComparison | Unavailable,
    async close() {
      end(new PoolClosed('The screen was closed.'));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import type { AmongPairs } from '../../insight/finding/finding.ts';
import type { Finding } from '../../insight/finding/verdict.ts';
import { type PairFindingOptions, pairFinding } from '../../insight/screen/pairFinding.ts';
import { createScreener, type ScreenChunk } from '../../insight/screen/screenPairs.ts';
import type { Study } from '../../insight/screen/study.ts';

export interface WorkerData {
  readonly study: Study;
  readonly options: PairFindingOptions;
}

export type ScreenTask =
  | { readonly pairs: Uint32Array }
  | { readonly pair: number; readonly among: AmongPairs };
export type ScreenAnswer = ScreenChunk | Finding;

const { study, options } = workerData as WorkerData;
const screen = createScreener(study, options);

parentPort?.on('message', (task: ScreenTask) => {
  const answer: ScreenAnswer =
    'pairs' in task ? screen(task.pairs) : pairFinding(study, task.pair, () => task.among, options);
  parentPort?.postMessage(answer);
});

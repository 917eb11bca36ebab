import { parentPort, workerData } from 'node:worker_threads';
import type { AmongPairs } from '../../insight/finding/finding.ts';
import type { Finding } from '../../insight/finding/verdict.ts';
import { grainSettings } from '../../insight/grain/grainSettings.ts';
import type { PlatformComparison } from '../../insight/platforms/comparePlatforms.ts';
import { type PairFindingOptions, pairFinding } from '../../insight/screen/pairFinding.ts';
import { platformStrengths } from '../../insight/screen/platformStrengths.ts';
import { createScreener, type ScreenChunk } from '../../insight/screen/screenPairs.ts';
import { grainOf, type Study } from '../../insight/screen/study.ts';
import type { Unavailable } from '../../insight/unavailable.ts';

export interface WorkerData {
  readonly study: Study;
  readonly options: PairFindingOptions;
}

export type ScreenTask =
  | { readonly pairs: Uint32Array }
  | { readonly pair: number; readonly among: AmongPairs }
  | { readonly signals: readonly number[]; readonly outcome: number };
export type ScreenAnswer = ScreenChunk | Finding | PlatformComparison | Unavailable;

const { study, options } = workerData as WorkerData;
const screen = createScreener(study, options);

function answer(task: ScreenTask): ScreenAnswer {
  if ('pairs' in task) return screen(task.pairs);
  if ('pair' in task) return pairFinding(study, task.pair, () => task.among, options);
  const { maxLead = grainSettings(grainOf(study)).maxLead, seed = 0 } = options;
  return platformStrengths(study, task.signals, task.outcome, { maxLead, seed });
}

parentPort?.on('message', (task: ScreenTask) => parentPort?.postMessage(answer(task)));

import { parentPort, workerData } from 'node:worker_threads';
import { createScreener, type Screener } from '../../../insight/screen/screenPairs.ts';
import { eventsOf } from './eventsOf.ts';
import type { ExplorerData, ExplorerTask, ExplorerTasks } from './explorerTasks.ts';
import { findingOfPair, judgementOf } from './judgementOf.ts';
import { leadRows } from './leadRows.ts';
import { sightOf } from './sightOf.ts';
import { strongestOf } from './strongestOf.ts';

const data = workerData as ExplorerData;
let screener: Screener | null = null;

function answer({ kind, task }: ExplorerTask): ExplorerTasks[keyof ExplorerTasks]['answer'] {
  switch (kind) {
    case 'pair':
      return sightOf(data, task);
    case 'judge':
      return judgementOf(data, task);
    case 'finding':
      return findingOfPair(data, task);
    case 'events':
      return eventsOf(data, task);
    case 'strongest':
      screener ??= createScreener(data.study, data.options);
      return strongestOf(data, screener, task.pairs);
    case 'leads':
      return leadRows(data, task);
  }
}

parentPort?.on('message', (task: ExplorerTask) => parentPort?.postMessage(answer(task)));

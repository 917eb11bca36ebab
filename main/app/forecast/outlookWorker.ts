import { parentPort, workerData } from 'node:worker_threads';
import type { OutlookAnswer, OutlookInput } from '../../insight/outlook/madeOutlook.ts';
import { makeOutlook } from '../../insight/outlook/makeOutlook.ts';

export type OutlookMessage =
  | { readonly done: number; readonly total: number }
  | { readonly answer: OutlookAnswer };

const answer = makeOutlook(workerData as OutlookInput, (done, total) => {
  parentPort?.postMessage({ done, total } satisfies OutlookMessage);
});
parentPort?.postMessage({ answer } satisfies OutlookMessage);

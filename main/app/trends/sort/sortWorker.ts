import { parentPort, workerData } from 'node:worker_threads';
import { type SortTask, sortTexts } from './sortTexts.ts';

parentPort?.postMessage(sortTexts(workerData as SortTask));

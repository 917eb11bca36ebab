import { parentPort, workerData } from 'node:worker_threads';
import { answerFinding } from './answerFinding.ts';
import type { FindingTask } from './findingTask.ts';

parentPort?.postMessage(answerFinding(workerData as FindingTask));

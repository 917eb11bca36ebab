import { parentPort, workerData } from 'node:worker_threads';
import { type DirectivesAsked, directivesOf } from '../../insight/directives/directivesOf.ts';

parentPort?.postMessage(directivesOf(workerData as DirectivesAsked));

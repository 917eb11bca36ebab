import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { FileTrouble } from '../trouble.ts';
import {
  GIVEN,
  type ScanMessage,
  type ScannedPiece,
  type ScanTask,
  STATE_PLACES,
  STOPPED,
  TAKEN,
} from './scanHandOver.ts';
import type { CsvPlan } from './tableScanner.ts';

/** Below this a thread costs more than it saves. */
export const WORTH_A_THREAD = 8 * 1024 ** 2;

/** It holds a few pieces and the longest row, whatever the file. */
const HEAP_MB = 256;
const YOUNG_MB = 12;

/** How long this thread stands still before it lets its own messages in: among them that the other one has ended. */
const LONGEST_WAIT_MS = 20;

/**
 * A file taken apart by a thread of its own, a few pieces ahead, while this one makes rows and writes them: both are busy all
 * the time, and a load takes a quarter less of it. Synchronous, as its reader is: it waits on shared memory.
 * Null means that nothing came in the time a thread may stand still; ask again.
 */
export function* scanAside(plan: CsvPlan): Generator<ScannedPiece | null, void, void> {
  const state = new Int32Array(new SharedArrayBuffer(STATE_PLACES * Int32Array.BYTES_PER_ELEMENT));
  const { port1, port2 } = new MessageChannel();
  const task: ScanTask = { plan, port: port2, state };
  const worker = new Worker(new URL('./scanThread.ts', import.meta.url), {
    workerData: task,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  let ended: Error | null = null;
  worker.once('error', (error) => {
    ended = error instanceof Error ? error : new Error(String(error));
  });
  worker.once('exit', (code) => {
    ended ??= new Error(`The thread that reads ${plan.path} ended with code ${code}.`);
  });
  try {
    for (;;) {
      const taken = Atomics.load(state, TAKEN);
      const came = receiveMessageOnPort(port1);
      if (came === undefined) {
        if (ended !== null) throw ended;
        if (Atomics.wait(state, GIVEN, taken, LONGEST_WAIT_MS) === 'timed-out') yield null;
        continue;
      }
      Atomics.add(state, TAKEN, 1);
      Atomics.notify(state, TAKEN);
      const message: ScanMessage = came.message;
      if ('failure' in message) throw new FileTrouble(message.failure);
      if ('done' in message) return;
      yield message.piece;
    }
  } finally {
    Atomics.store(state, STOPPED, 1);
    Atomics.notify(state, TAKEN);
    port1.close();
  }
}

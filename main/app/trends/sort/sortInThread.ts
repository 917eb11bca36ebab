import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Sorted, SortTask } from './sortTexts.ts';

/** In a thread of its own, which ends with it: a thousand trends and five thousand products take seconds. */
export function sortInThread(task: SortTask, signal?: AbortSignal): Promise<Result<Sorted>> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return resolve(stopped());
    const worker = new Worker(new URL('./sortWorker.ts', import.meta.url), { workerData: task });
    const stop = () => {
      resolve(stopped());
      void worker.terminate();
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (sorted: Sorted) => resolve(ok(sorted)));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`The thread that sorts trends ended with code ${code}.`));
    });
  });
}

function stopped(): Result<never> {
  return fail('CANCELLED', {
    message: 'Sorting was stopped, and nothing was written.',
    next: 'Start it again when you want it.',
  });
}

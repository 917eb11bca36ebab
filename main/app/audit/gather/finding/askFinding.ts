import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { FindingAnswer, FindingTask } from './findingTask.ts';

/** In a thread of its own: resampling takes a second, and nobody waits for it with the window. */
export async function askFinding(task: FindingTask, signal: AbortSignal): Promise<Result<FindingAnswer>> {
  if (signal.aborted) return left();
  const worker = new Worker(new URL('./findingWorker.ts', import.meta.url), { workerData: task });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await new Promise<FindingAnswer | null>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => resolve(null));
    });
    if (answer !== null) return ok(answer);
    if (signal.aborted) return left();
    throw new Error('The thread of a finding ended without an answer.');
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function left(): Result<never> {
  return fail('CANCELLED', {
    message: 'The finding was left before it was made again.',
    next: 'Make the package again when you want it.',
  });
}

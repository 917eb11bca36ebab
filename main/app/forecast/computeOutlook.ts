import { Worker } from 'node:worker_threads';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { OutlookAnswer, OutlookInput } from '../../insight/outlook/madeOutlook.ts';
import type { OutlookMessage } from './outlookWorker.ts';

/** On a thread of its own, which is ended wherever it is when the work is stopped. */
export async function computeOutlook(
  input: OutlookInput,
  { signal, report }: Work,
): Promise<Result<OutlookAnswer>> {
  const stopped = fail('CANCELLED', {
    message: `The forecast of ${input.outcome} was stopped.`,
    next: 'Start it again when you want it.',
  });
  if (signal.aborted) return stopped;
  const worker = new Worker(new URL('./outlookWorker.ts', import.meta.url), { workerData: input });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: OutlookMessage) => {
        if ('answer' in message) return resolve(ok(message.answer));
        report({ step: 'Trying it on past days', ...message, unit: 'origins' });
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        if (signal.aborted) resolve(stopped);
        else reject(new Error('The thread of a forecast ended without an answer.'));
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Directives, DirectivesAsked } from '../../insight/directives/directivesOf.ts';
import { sharedStudy } from '../studies/sharedStudy.ts';

/** On a thread of its own: some seconds where much is spiking. */
export async function computeDirectives(
  asked: DirectivesAsked,
  signal: AbortSignal,
): Promise<Result<Directives>> {
  const worker = new Worker(new URL('./briefWorker.ts', import.meta.url), {
    workerData: { ...asked, study: sharedStudy(asked.study) } satisfies DirectivesAsked,
  });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return stopped();
    return await new Promise<Result<Directives>>((resolve, reject) => {
      worker.once('message', (found: Directives) => resolve(ok(found)));
      worker.once('error', reject);
      worker.once('exit', (code) =>
        signal.aborted
          ? resolve(stopped())
          : reject(new Error(`The thread of the brief ended with ${code}.`)),
      );
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function stopped() {
  return fail('CANCELLED', {
    message: 'Making the brief was stopped.',
    next: 'Make it again when you want it; what was there is as it was.',
  });
}

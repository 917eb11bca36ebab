import { Worker } from 'node:worker_threads';
import type { Work } from '../../../../shared/domain/job.ts';
import { fail, type Result } from '../../../../shared/errors/failure.ts';
import type { CheckAnswers, CheckTask, FromCheckThread } from './checkMessages.ts';

/** What reading a file may take: a file that was made to need more is given up, and nothing else is touched by it. */
const MEMORY_MB = 256;

/** Looks at a file in a thread of its own, which ends with the answer. */
export async function checkInThread<T extends CheckTask>(
  task: T,
  work: Work,
): Promise<Result<CheckAnswers[T['is']]>> {
  const worker = new Worker(new URL('./checkWorker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const cancel = () => worker.postMessage('stop');
  work.signal.addEventListener('abort', cancel, { once: true });
  if (work.signal.aborted) cancel();
  try {
    const answer = await new Promise<Result<CheckAnswers[CheckTask['is']]>>((resolve, reject) => {
      worker.on('message', (message: FromCheckThread) => {
        if (message.is === 'done') resolve(message.answer);
        else work.report({ step: `verifying ${message.sheet}`, done: message.rows, unit: 'rows' });
      });
      worker.once('error', (error) => (isOutOfMemory(error) ? resolve(tooMuch(task.path)) : reject(error)));
      worker.once('exit', () =>
        reject(new Error('The thread that looks at a file ended without an answer.')),
      );
    });
    // A thread answers what its task asks.
    return answer as Result<CheckAnswers[T['is']]>;
  } finally {
    work.signal.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(path: string) {
  return fail('FILE_UNREADABLE', {
    message: `${path} is not opened: reading it would take more than ${MEMORY_MB} MB.`,
    next: 'Use the workbook as Leadline wrote it, or as Excel or LibreOffice saved it.',
    subject: path,
  });
}

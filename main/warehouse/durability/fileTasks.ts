import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { StartLane } from '../sqlite/lane.ts';
import { startProcessLane } from '../sqlite/processLane.ts';
import { startThreadLane } from '../sqlite/threadLane.ts';
import type { Asked, FileTask, FileTasks, Told } from './worker/tasks.ts';

const HEAP_MB = 512;

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export type RunFileTask = <Task extends FileTask>(
  task: Task,
  ask: FileTasks[Task]['ask'],
  options?: TaskOptions,
) => Promise<Result<FileTasks[Task]['answer']>>;

/** Each task has a process of its own: damaged pages may crash it or keep it busy for ever, and neither matters. */
export function createFileTasks(start?: StartLane): RunFileTask {
  const begin = start ?? ('electron' in process.versions ? startThreadLane : startProcessLane);
  return async (task, ask, { signal, timeoutMs, onProgress } = {}) => {
    if (signal?.aborted) return cancelled();
    const { promise, resolve } = Promise.withResolvers<Result<unknown>>();
    const lane = begin(
      workerModule(),
      { heapMb: HEAP_MB },
      {
        onMessage: (message) => {
          const told = message as Told;
          if ('answer' in told) resolve(told.answer);
          else onProgress?.(told.done, told.total);
        },
        onEnd: (why) => resolve(broke(why)),
      },
    );
    const stop = () => resolve(cancelled());
    signal?.addEventListener('abort', stop, { once: true });
    const timer = timeoutMs === undefined ? null : setTimeout(() => resolve(tooLong()), timeoutMs);
    lane.post({ task, ask } as Asked);
    const answer = await promise;
    signal?.removeEventListener('abort', stop);
    if (timer !== null) clearTimeout(timer);
    await lane.kill();
    // The map of tasks pairs each ask with its answer; messages carry no types.
    return answer as Result<FileTasks[typeof task]['answer']>;
  };
}

/** From source Node runs the TypeScript; a bundle carries the same entry beside itself. */
function workerModule(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker/fileWorker.ts' : './fileWorker.js';
  return new URL(name, import.meta.url);
}

export function cancelled(): Result<never> {
  return fail('CANCELLED', { message: 'It was cancelled.', next: 'Start it again when you want it.' });
}

function broke(why: string): Result<never> {
  return fail('STORE_DAMAGED', {
    message: `Looking into the warehouse file failed: ${why}.`,
    next: 'Try again; if it happens again, restore a backup.',
    retry: true,
  });
}

function tooLong(): Result<never> {
  return fail('TIMED_OUT', {
    message: 'Looking into the warehouse file took longer than it may.',
    next: 'Check that the disk is sound and connected, then try again.',
    retry: true,
  });
}
